/** How many calls, how much time and memory a scan takes at a given size, measured for real. */
@NullMarked
package io.muster.cli.benchmark;

import org.jspecify.annotations.NullMarked;
