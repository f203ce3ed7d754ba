/** Fleets with the verdicts that are right about them. */
@NullMarked
package io.muster.local.cases;

import org.jspecify.annotations.NullMarked;
