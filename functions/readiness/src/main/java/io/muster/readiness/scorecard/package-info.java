/** The fifteen rows at a glance. */
@NullMarked
package io.muster.readiness.scorecard;

import org.jspecify.annotations.NullMarked;
