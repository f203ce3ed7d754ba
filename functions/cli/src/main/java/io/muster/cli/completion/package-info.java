/** Scripts by which shells complete commands, options and their values. */
@NullMarked
package io.muster.cli.completion;

import org.jspecify.annotations.NullMarked;
