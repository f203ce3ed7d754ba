/** What was seen, and what was not: the only input of a check. */
@NullMarked
package io.muster.readiness.fact;

import org.jspecify.annotations.NullMarked;
