/** The command line: entry point and root command. */
@NullMarked
package io.muster.cli;

import org.jspecify.annotations.NullMarked;
