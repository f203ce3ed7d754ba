package io.muster.readiness.check;

import io.muster.readiness.fact.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A verdict with what it is about.
 *
 * @param workload the name of the workload that the subject belongs to; null where nothing names
 *     one
 */
public record Judgement(Spec spec, Subject subject, @Nullable String workload, Verdict verdict) {}
