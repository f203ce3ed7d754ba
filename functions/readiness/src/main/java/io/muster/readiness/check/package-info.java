/** What is asked of a subject, and the answer: checks, their metadata, verdicts, thresholds. */
@NullMarked
package io.muster.readiness.check;

import org.jspecify.annotations.NullMarked;
