package io.muster.cli.scan;

import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Watches for what a pipeline must stop at: something that is not ready, at or above a severity.
 *
 * <p>An unknown does not count: some questions only a person can answer. That facts could not be
 * read is another matter, see {@link ScanCommand}.
 */
final class FailOn {

    private final @Nullable Severity threshold;
    private int found;

    /**
     * @param threshold null to stop at nothing
     */
    FailOn(@Nullable Severity threshold) {
        this.threshold = threshold;
    }

    void see(Spec spec, Status verdict) {
        if (threshold != null
                && verdict == Status.NOT_READY
                && spec.severity().atLeast(threshold)) {
            found++;
        }
    }

    boolean set() {
        return threshold != null;
    }

    boolean tripped() {
        return found > 0;
    }
}
