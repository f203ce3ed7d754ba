/** Text on a terminal: widths, wrapping, colours, and what hostile text may not do. */
@NullMarked
package io.muster.cli.text;

import org.jspecify.annotations.NullMarked;
