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
import io.muster.readiness.text.Language;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Rendering;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    // What changed, in the order in which it is told.
    private static final int NOT_READY = 0;
    private static final int NOT_READY_AGAIN = 1;
    private static final int UNKNOWN = 2;
    private static final int RESOLVED = 3;

    private static final Comparator<FindingTransition> WORST_FIRST =
            Comparator.comparing(Digest::severity)
                    .reversed()
                    .thenComparingInt(Digest::rank)
                    .thenComparing(transition -> finding(transition).id());

    private final List<FindingTransition> told;
    private final ItemLink links;
    private final Rendering rendering;

    private Digest(List<FindingTransition> told, ItemLink links, Language language) {
        this.told = told;
        this.links = links;
        this.rendering = new Rendering(language, ZoneOffset.UTC);
    }

    /**
     * The digest of some changes; one that tells of none is {@link #empty}.
     *
     * @param settings the least severity that is told, and the language
     */
    static Digest of(List<FindingTransition> changes, NoticeSettings settings, ItemLink links) {
        return new Digest(
                changes.stream()
                        .filter(change -> severity(change).atLeast(settings.least()))
                        .filter(Digest::concernsPeople)
                        .sorted(WORST_FIRST)
                        .toList(),
                links,
                settings.language());
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

    /** A line as SNS asks for it. */
    String subject() {
        FindingTransition worst = told.getFirst();
        Set<String> scopes =
                told.stream()
                        .map(change -> finding(change).scope().toString())
                        .collect(Collectors.toCollection(TreeSet::new));
        Message where =
                scopes.size() == 1
                        ? Message.literal(scopes.iterator().next())
                        : Message.of("notice.scopes").with("count", scopes.size());
        Message subject =
                told.size() == 1
                        ? Message.of("notice.subject-one")
                                .with("severity", heading(worst))
                                .with("change", word(worst))
                                .with("check", finding(worst).check())
                                .with("resource", finding(worst).resource().id())
                                .with("where", where)
                        : Message.of("notice.subject-several")
                                .with("severity", heading(worst))
                                .with("counts", counts())
                                .with("where", where);
        return PlainText.subject(subject.in(rendering), Topic.MAX_SUBJECT_LENGTH);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, Message.of("notice.changed").with("counts", counts()));
        told.stream().limit(MAX_IN_FULL).forEach(change -> inFull(change, text));
        if (told.size() > MAX_IN_FULL) {
            text.append('\n');
            line(text, Message.of("notice.also"));
            told.stream()
                    .skip(MAX_IN_FULL)
                    .limit(MAX_IN_A_LINE)
                    .forEach(
                            change ->
                                    line(
                                            text,
                                            Message.of("notice.line")
                                                    .with("severity", heading(change))
                                                    .with("change", word(change))
                                                    .with("check", finding(change).check())
                                                    .with("place", place(finding(change)))));
        }
        int more = told.size() - MAX_IN_FULL - MAX_IN_A_LINE;
        if (more > 0) {
            line(text, Message.of("notice.more").with("count", more));
        }
        text.append('\n');
        String command =
                "./muster findings --table %s --region %s".formatted(links.table(), links.region());
        line(text, Message.of("notice.all").with("command", command));
        return text.toString();
    }

    private void line(StringBuilder text, Message message) {
        text.append(PlainText.line(message.in(rendering))).append('\n');
    }

    private List<Message> counts() {
        Map<Integer, Integer> counts = new TreeMap<>();
        told.forEach(change -> counts.merge(rank(change), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> counted(count.getKey(), count.getValue()))
                .toList();
    }

    private static Message counted(int rank, int count) {
        return (switch (rank) {
                    case NOT_READY -> Message.of("notice.count-not-ready");
                    case NOT_READY_AGAIN -> Message.of("notice.count-not-ready-again");
                    case UNKNOWN -> Message.of("notice.count-unknown");
                    default -> Message.of("notice.count-resolved");
                })
                .with("count", count);
    }

    private void inFull(FindingTransition change, StringBuilder text) {
        Finding finding = finding(change);
        text.append('\n');
        line(
                text,
                Message.of("notice.heading")
                        .with("severity", heading(change))
                        .with("change", word(change))
                        .with("title", finding.title()));
        line(text, Message.of("notice.resource").with("resource", place(finding)));
        switch (change.to()) {
            case RESOLVED ->
                    line(text, Message.of("notice.now").with("resolution", resolution(change)));
            case NOT_READY, UNKNOWN, NONE -> {
                line(
                        text,
                        Message.of("notice.expected")
                                .with("expected", finding.answer().says().expected()));
                line(
                        text,
                        Message.of("notice.actual")
                                .with("actual", finding.answer().says().actual()));
                remedy(finding, text);
            }
        }
        line(
                text,
                Message.of("notice.check")
                        .with("check", finding.check())
                        .with("row", finding.rule().row().title()));
        // Not as a line of text, in which there are no links.
        Message link = Message.of("notice.finding").with("link", links.to(change));
        text.append(link.in(rendering)).append('\n');
    }

    private void remedy(Finding finding, StringBuilder text) {
        String remedy = finding.instructions().in(rendering.language());
        if (remedy.isBlank()) {
            return;
        }
        List<String> commands = PlainText.commands(remedy);
        if (commands.isEmpty()) {
            line(text, Message.of("notice.remedy-left-out"));
            return;
        }
        line(text, Message.of("notice.remedy"));
        commands.forEach(each -> text.append("    ").append(each).append('\n'));
    }

    private static Message place(Finding finding) {
        String workload = finding.workload();
        ResourceRef resource = finding.resource();
        Scope scope = finding.scope();
        return workload != null && !workload.equals(resource.id())
                ? Message.of("notice.place-workload")
                        .with("type", resource.type().title())
                        .with("id", resource.id())
                        .with("workload", workload)
                        .with("account", scope.account())
                        .with("region", scope.region())
                : Message.of("notice.place")
                        .with("type", resource.type().title())
                        .with("id", resource.id())
                        .with("account", scope.account())
                        .with("region", scope.region());
    }

    private static Message resolution(FindingTransition change) {
        Resolution resolution = change.after().resolution();
        return resolution == null ? Message.of("notice.resolved") : resolution.title();
    }

    private String heading(FindingTransition change) {
        return severity(change).title().in(rendering).toUpperCase(Locale.ROOT);
    }

    private static boolean concernsPeople(FindingTransition change) {
        return change.from() == State.NOT_READY
                || change.to() == State.NOT_READY
                || (change.settled() && finding(change).status() == Status.NOT_READY);
    }

    private static Message word(FindingTransition change) {
        return switch (rank(change)) {
            case NOT_READY -> Message.of("notice.not-ready");
            case NOT_READY_AGAIN -> Message.of("notice.not-ready-again");
            case UNKNOWN -> Message.of("notice.unknown");
            default -> Message.of("notice.resolved");
        };
    }

    private static int rank(FindingTransition change) {
        return switch (change.to()) {
            case NOT_READY -> change.from() == State.RESOLVED ? NOT_READY_AGAIN : NOT_READY;
            case UNKNOWN -> UNKNOWN;
            case RESOLVED, NONE -> RESOLVED;
        };
    }

    private static Severity severity(FindingTransition change) {
        return finding(change).rule().severity();
    }

    private static Finding finding(FindingTransition change) {
        return change.after().finding();
    }
}
