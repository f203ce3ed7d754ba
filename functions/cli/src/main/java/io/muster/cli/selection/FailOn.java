package io.muster.cli.selection;

import io.muster.cli.option.Words;
import io.muster.cli.session.Session;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches for what a pipeline must stop at: something that is not ready, at or above a severity.
 *
 * <p>An unknown does not count: some questions only a person can answer. That facts could not be
 * read is another matter, which the commands see to.
 */
public final class FailOn {

    private final @Nullable Severity threshold;
    private @Nullable String first;
    private int found;

    /**
     * @param threshold null to stop at nothing
     */
    public FailOn(@Nullable Severity threshold) {
        this.threshold = threshold;
    }

    /** Says so if no check that is put can reach the threshold. */
    public void warn(Catalogue put, Session session) {
        if (threshold != null
                && put.all().stream()
                        .noneMatch(check -> check.spec().severity().atLeast(threshold))) {
            session.tell(
                    Message.of("screen.fail-on-unreachable").with("severity", Words.of(threshold)));
        }
    }

    /**
     * Looks at an answer.
     *
     * @param id of its finding, asked for where it counts
     */
    public void see(Rule rule, Status verdict, Supplier<String> id) {
        if (threshold != null
                && verdict == Status.NOT_READY
                && rule.severity().atLeast(threshold)) {
            found++;
            // The first by its id, in whatever order they come.
            String finding = id.get();
            first = first == null || finding.compareTo(first) < 0 ? finding : first;
        }
    }

    public boolean set() {
        return threshold != null;
    }

    public boolean tripped() {
        return found > 0;
    }

    /** Says why the exit code is 3. */
    public void explain(Session session) {
        if (threshold != null && first != null) {
            session.tell(
                    Message.of("screen.fail-on")
                            .with("count", found)
                            .with("severity", threshold.title())
                            .with("id", first));
        }
    }
}
