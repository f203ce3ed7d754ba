/** {@code muster logs}: what the lines of a file or stream say, without AWS. */
@NullMarked
package io.muster.cli.logs;

import org.jspecify.annotations.NullMarked;
