/** Decisions on record: what is waived, what is attested, by whom and until when. */
@NullMarked
package io.muster.readiness.decision;

import org.jspecify.annotations.NullMarked;
