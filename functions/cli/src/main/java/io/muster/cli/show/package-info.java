/** {@code muster show}: one finding whole. */
@NullMarked
package io.muster.cli.show;

import org.jspecify.annotations.NullMarked;
