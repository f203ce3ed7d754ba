/** Checks of the row HIGH_AVAILABILITY: the loss of a host or a zone does not stop the workload. */
@NullMarked
package io.muster.readiness.check.highavailability;

import org.jspecify.annotations.NullMarked;
