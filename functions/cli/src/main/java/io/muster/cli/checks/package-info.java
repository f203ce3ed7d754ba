/** {@code muster checks}: what Muster asks, and why. */
@NullMarked
package io.muster.cli.checks;

import org.jspecify.annotations.NullMarked;
