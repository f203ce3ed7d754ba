package io.muster.readiness.decision;

import org.jspecify.annotations.Nullable;

/**
 * What a finding was when it was waived.
 *
 * @param workload null where nothing names one
 * @param said by which a finding that says something else is told from one that says the same
 */
public record WaivedFinding(@Nullable String workload, Said said) {}
