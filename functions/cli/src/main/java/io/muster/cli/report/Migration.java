package io.muster.cli.report;

import io.muster.readiness.migration.MigrationPlan;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.List;

/**
 * The plans of the workloads that were asked for.
 *
 * @param origin where they are from
 * @param whole whether each workload's plan is wanted, and not only what they save
 * @param plans that which saves most first
 * @param totals of all of them
 * @param gaps what is not known, and why
 * @param now as of when
 */
record Migration(
        Message origin,
        boolean whole,
        List<MigrationPlan> plans,
        GravitonTotals totals,
        Gaps gaps,
        Instant now) {

    Migration {
        plans = List.copyOf(plans);
    }

    /**
     * What is not known.
     *
     * @param outdated scopes whose newest scan is too old to count
     * @param unread scopes whose instances could not be read
     * @param guests whether it could be known what is inside the instances
     */
    record Gaps(List<String> outdated, List<String> unread, boolean guests) {

        Gaps {
            outdated = List.copyOf(outdated);
            unread = List.copyOf(unread);
        }
    }
}
