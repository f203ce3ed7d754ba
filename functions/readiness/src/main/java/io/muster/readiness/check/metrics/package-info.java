/** Checks of the row METRICS: somebody is told when it goes wrong. */
@NullMarked
package io.muster.readiness.check.metrics;

import org.jspecify.annotations.NullMarked;
