/** Checks of the row SCALABILITY: the workload grows and shrinks with its load. */
@NullMarked
package io.muster.readiness.check.scalability;

import org.jspecify.annotations.NullMarked;
