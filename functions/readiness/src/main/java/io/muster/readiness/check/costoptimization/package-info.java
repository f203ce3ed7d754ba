/** Checks of the row COST_OPTIMIZATION: nothing is paid for that is not needed. */
@NullMarked
package io.muster.readiness.check.costoptimization;

import org.jspecify.annotations.NullMarked;
