/** Which checks are put, about what, and which of their answers are shown and counted. */
@NullMarked
package io.muster.cli.selection;

import org.jspecify.annotations.NullMarked;
