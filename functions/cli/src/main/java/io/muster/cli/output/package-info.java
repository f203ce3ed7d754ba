/** Findings in the formats that people and programs read. */
@NullMarked
package io.muster.cli.output;

import org.jspecify.annotations.NullMarked;
