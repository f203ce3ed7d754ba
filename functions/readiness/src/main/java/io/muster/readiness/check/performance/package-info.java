/** Checks of the row PERFORMANCE: the host's type and disks carry its load. */
@NullMarked
package io.muster.readiness.check.performance;

import org.jspecify.annotations.NullMarked;
