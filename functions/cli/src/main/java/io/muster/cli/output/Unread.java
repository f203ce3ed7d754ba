package io.muster.cli.output;

import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import java.util.List;
import java.util.Locale;

/** What a scan asked for and was not given, though the endpoint has it. */
public final class Unread {

    private static final String INSTANCES = "instances";

    private Unread() {}

    /** Whether a part of the facts could have been read. */
    public static boolean counts(Unseen unseen) {
        return unseen.why() != Why.NOT_SUPPORTED && unseen.why() != Why.NOT_COLLECTED;
    }

    /** What was not read of a scope. */
    public static List<Unseen> of(ScopeReport report) {
        return report.unseen().stream().filter(Unread::counts).toList();
    }

    /** Whether the instances are among what was not read. */
    public static boolean instances(ScopeReport report) {
        return report.unseen().stream()
                .anyMatch(unseen -> counts(unseen) && unseen.part().equals(INSTANCES));
    }

    /** Whether the organisation denies the whole region: its own policy says so. */
    public static boolean deniedByOrganisation(ScopeReport report) {
        return report.unseen().stream()
                .anyMatch(
                        unseen ->
                                unseen.part().equals(INSTANCES)
                                        && unseen.why() == Why.DENIED
                                        && unseen.detail()
                                                .english()
                                                .toLowerCase(Locale.ROOT)
                                                .contains("service control policy"));
    }
}
