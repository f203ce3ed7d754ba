/** {@code muster findings}: what the table holds. */
@NullMarked
package io.muster.cli.findings;

import org.jspecify.annotations.NullMarked;
