package io.muster.handlers.notice;

import io.muster.aws.notice.Topic;
import io.muster.aws.store.FindingTransition;
import io.muster.aws.store.FindingTransition.State;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.Resolution;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What people are told of a batch of changes: one message, the worst first, short enough to read.
 *
 * <p>People hear of what is not ready, and of what was and is no more. That something is not known
 * is told to programs alone: an instance that has just started is not known in many ways, and is
 * known a few minutes later.
 */
final class Digest {

    /** Told in full. */
    static final int MAX_IN_FULL = 10;

    /** Told in a line each, after those. */
    static final int MAX_IN_A_LINE = 40;

    private static final Comparator<FindingTransition> WORST_FIRST =
            Comparator.comparing(Digest::severity)
                    .reversed()
                    .thenComparingInt(Digest::rank)
                    .thenComparing(transition -> finding(transition).id());

    private final List<FindingTransition> told;
    private final ItemLink links;

    private Digest(List<FindingTransition> told, ItemLink links) {
        this.told = told;
        this.links = links;
    }

    /**
     * The digest of some changes; one that tells of none is {@link #empty}.
     *
     * @param least the least severity that is told
     */
    static Digest of(List<FindingTransition> changes, Severity least, ItemLink links) {
        return new Digest(
                changes.stream()
                        .filter(change -> severity(change).atLeast(least))
                        .filter(Digest::concernsPeople)
                        .sorted(WORST_FIRST)
                        .toList(),
                links);
    }

    boolean empty() {
        return told.isEmpty();
    }

    int size() {
        return told.size();
    }

    /** By which a subscription's filter policy can choose. */
    Map<String, String> attributes() {
        return Map.of("severity", severity(told.getFirst()).name());
    }

    /** A line of ASCII, as SNS asks. */
    String subject() {
        FindingTransition worst = told.getFirst();
        Set<String> scopes =
                told.stream()
                        .map(change -> finding(change).scope().toString())
                        .collect(Collectors.toCollection(TreeSet::new));
        String where = scopes.size() == 1 ? scopes.iterator().next() : scopes.size() + " scopes";
        String on = finding(worst).check() + " on " + finding(worst).resource().id();
        String what =
                told.size() == 1
                        ? "%s %s: %s".formatted(severity(worst), word(worst), on)
                        : "%s and below: %s".formatted(severity(worst), counts());
        return PlainText.subject(
                "Muster: %s (%s)".formatted(what, where), Topic.MAX_SUBJECT_LENGTH);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Findings that changed: ").append(counts()).append(".\n");
        told.stream().limit(MAX_IN_FULL).forEach(change -> inFull(change, text));
        if (told.size() > MAX_IN_FULL) {
            text.append("\nAlso:\n");
            told.stream()
                    .skip(MAX_IN_FULL)
                    .limit(MAX_IN_A_LINE)
                    .forEach(change -> text.append("- ").append(inALine(change)).append('\n'));
        }
        int more = told.size() - MAX_IN_FULL - MAX_IN_A_LINE;
        if (more > 0) {
            text.append("- and ").append(more).append(" more\n");
        }
        return text.append(
                        "\nAll open findings: ./muster findings --table %s --region %s\n"
                                .formatted(links.table(), links.region()))
                .toString();
    }

    private String counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        told.stream()
                .sorted(Comparator.comparingInt(Digest::rank))
                .forEach(change -> counts.merge(word(change), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private void inFull(FindingTransition change, StringBuilder text) {
        Finding finding = finding(change);
        text.append('\n').append(severity(change)).append(' ').append(word(change)).append(": ");
        text.append(PlainText.line(finding.title().english())).append('\n');
        text.append("Where: ").append(where(finding)).append('\n');
        switch (change.to()) {
            case RESOLVED -> text.append("Now: ").append(resolution(change)).append('\n');
            case NOT_READY, UNKNOWN, NONE -> {
                String expected = PlainText.line(finding.answer().expected());
                String actual = PlainText.line(finding.answer().actual());
                text.append("Expected: %s\nActual: %s\n".formatted(expected, actual));
                remedy(finding, text);
            }
        }
        text.append("Check: %s, of the row %s\n".formatted(finding.check(), finding.rule().row()));
        text.append("Finding: ").append(links.to(change)).append('\n');
    }

    private static void remedy(Finding finding, StringBuilder text) {
        if (finding.remedy().isBlank()) {
            return;
        }
        List<String> commands = PlainText.commands(finding.remedy());
        if (commands.isEmpty()) {
            text.append("Remedy: not fit for a mail, see the finding\n");
            return;
        }
        text.append("Remedy:\n");
        commands.forEach(line -> text.append("    ").append(line).append('\n'));
    }

    private static String inALine(FindingTransition change) {
        Finding finding = finding(change);
        return "%s %s: %s, %s"
                .formatted(severity(change), word(change), finding.check(), where(finding));
    }

    private static String where(Finding finding) {
        String workload = finding.workload();
        ResourceRef resource = finding.resource();
        boolean member = workload != null && !workload.equals(resource.id());
        String of = member ? " of workload " + workload : "";
        Scope scope = finding.scope();
        return PlainText.line(
                resource.type().label()
                        + " "
                        + resource.id()
                        + of
                        + ", account %s, %s".formatted(scope.account(), scope.region()));
    }

    private static String resolution(FindingTransition change) {
        Resolution resolution = change.after().resolution();
        return resolution == null
                ? "resolved"
                : switch (resolution) {
                    case READY -> "the check says ready";
                    case EXPLAINED -> "not seen any more, for a reason that another finding tells";
                    case NOT_APPLICABLE -> "the question no longer concerns the resource";
                    case GONE -> "the resource does not exist any more";
                    case CHECK_RETIRED -> "Muster no longer has the check";
                };
    }

    private static boolean concernsPeople(FindingTransition change) {
        return change.from() == State.NOT_READY
                || change.to() == State.NOT_READY
                || (change.settled() && finding(change).status() == Status.NOT_READY);
    }

    private static String word(FindingTransition change) {
        return switch (change.to()) {
            case NOT_READY -> change.from() == State.RESOLVED ? "not ready again" : "not ready";
            case UNKNOWN -> "not known any more";
            case RESOLVED, NONE -> "resolved";
        };
    }

    private static int rank(FindingTransition change) {
        return switch (change.to()) {
            case NOT_READY -> change.from() == State.RESOLVED ? 1 : 0;
            case UNKNOWN -> 2;
            case RESOLVED, NONE -> 3;
        };
    }

    private static Severity severity(FindingTransition change) {
        return finding(change).rule().severity();
    }

    private static Finding finding(FindingTransition change) {
        return change.after().finding();
    }
}
