package io.muster.cli.scan;

import io.muster.cli.option.CheckIds;
import io.muster.cli.session.CommandFailure;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which checks are put, and which of their answers are shown. Rows and checks choose the questions,
 * and with them what counts; severity and verdict only choose what is shown of the answers.
 */
final class Selection {

    @Option(
            names = "--row",
            paramLabel = "ROW",
            description = "Only the checks of this row of the checklist (repeatable).")
    private List<ChecklistRow> rows = new ArrayList<>();

    @Option(
            names = "--check",
            paramLabel = "ID",
            completionCandidates = CheckIds.class,
            description = "Only this check (repeatable); see: ./muster checks")
    private List<String> checks = new ArrayList<>();

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Show findings of this severity and above: ${COMPLETION-CANDIDATES}.")
    private @Nullable Severity severity;

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            description = "Show findings with this verdict: ${COMPLETION-CANDIDATES} (repeatable).")
    private List<Status> verdicts = new ArrayList<>();

    @Option(
            names = "--all",
            description = "Show what is ready and not applicable too, not only what is open.")
    private boolean all;

    /** Whether only some of the checks are put. */
    boolean partial() {
        return !rows.isEmpty() || !checks.isEmpty();
    }

    /**
     * The checks to put.
     *
     * @throws CommandFailure for an id that no check has, or when rows and checks exclude each
     *     other
     */
    Catalogue catalogue(Catalogue whole) {
        for (String id : checks) {
            if (whole.byId(id).isEmpty()) {
                throw CheckIds.unknown(id, whole);
            }
        }
        List<Check<?>> chosen =
                whole.all().stream().filter(check -> asksFor(check.spec())).toList();
        if (chosen.isEmpty()) {
            throw CommandFailure.usage(
                    "no check is left after --row and --check",
                    "List the checks of a row with: ./muster checks --row ROW");
        }
        return Catalogue.of(chosen);
    }

    /** Whether an answer is shown. */
    boolean shows(Spec spec, Status verdict) {
        boolean severe = severity == null || spec.severity().atLeast(severity);
        return severe && verdicts().contains(verdict);
    }

    private boolean asksFor(Spec spec) {
        return (rows.isEmpty() || rows.contains(spec.row()))
                && (checks.isEmpty() || checks.contains(spec.id()));
    }

    private Set<Status> verdicts() {
        if (!verdicts.isEmpty()) {
            return EnumSet.copyOf(verdicts);
        }
        return all ? EnumSet.allOf(Status.class) : EnumSet.of(Status.NOT_READY, Status.UNKNOWN);
    }
}
