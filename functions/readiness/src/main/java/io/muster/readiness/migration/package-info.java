/** Plans of a move to arm64: what moves first, to what, by which steps, and how to go back. */
@NullMarked
package io.muster.readiness.migration;

import org.jspecify.annotations.NullMarked;
