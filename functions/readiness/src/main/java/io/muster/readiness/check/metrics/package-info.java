/** Checks of the row METRICS: a fault notifies a person. */
@NullMarked
package io.muster.readiness.check.metrics;

import org.jspecify.annotations.NullMarked;
