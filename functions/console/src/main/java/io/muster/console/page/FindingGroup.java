package io.muster.console.page;

import io.muster.console.link.AwsConsole;
import io.muster.console.state.ListedFinding;
import io.muster.console.state.OpenRow;
import io.muster.console.state.Seen;
import io.muster.console.state.Seen.ScopeSeen;
import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.LastSeen;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The open findings of one check.
 *
 * @param anchor its place in the page
 * @param tones the rule's severity and row as names of classes
 * @param row the title of the row
 * @param counted such as {@code 5 instances}
 * @param notReady how many are not ready; the others could not be evaluated
 * @param shown the first of them
 * @param left how many more there are
 */
public record FindingGroup(
        String anchor,
        Tones tones,
        String title,
        String row,
        String counted,
        int notReady,
        List<View> shown,
        int left) {

    /** Of one check so many findings are shown whole, which is a screen or two to scroll. */
    static final int MAX_SHOWN = 20;

    /** Of a page, so that a browser on a telephone can hold it. */
    static final int MAX_SHOWN_IN_ALL = 600;

    public FindingGroup {
        shown = List.copyOf(shown);
    }

    /**
     * What a group is known and filtered by.
     *
     * @param check the id of the check
     * @param severity such as {@code high}
     * @param severityTitle for a person
     * @param row such as {@code high-availability}
     */
    public record Tones(String check, String severity, String severityTitle, String row) {}

    /**
     * A finding whole.
     *
     * @param subject what it is about
     * @param status such as {@code not-ready}
     * @param remedy lines of shell; empty where there is nothing to do
     * @param facts labels and texts beside
     */
    public record View(
            String anchor,
            Subject subject,
            String status,
            String actual,
            String expected,
            List<String> evidence,
            String remedy,
            List<Labelled> facts) {

        public View {
            evidence = List.copyOf(evidence);
            facts = List.copyOf(facts);
        }
    }

    /**
     * What a finding is about.
     *
     * @param title its name where it has one, else its id
     * @param id as AWS has it
     * @param link its page in the AWS console; null where there is none
     */
    public record Subject(String title, String id, @Nullable String link) {}

    /** A text with what it is. */
    public record Labelled(String label, String text) {}

    /** Those that matter most first, then in a fixed order, in whatever order they came. */
    private static final Comparator<ListedFinding> FIRST =
            Comparator.comparing((ListedFinding each) -> each.finding().status() == Status.UNKNOWN)
                    .thenComparing(each -> each.finding().scope())
                    .thenComparing(each -> each.finding().resource().type())
                    .thenComparing(each -> each.finding().resource().id());

    /** The worst severity first, then the most resources: the order in which to work. */
    private static final Comparator<List<ListedFinding>> IN_ORDER_OF_WORK =
            Comparator.comparing((List<ListedFinding> group) -> notReady(group) == 0)
                    .thenComparing(group -> rule(group).severity(), Comparator.reverseOrder())
                    .thenComparing(List::size, Comparator.reverseOrder())
                    .thenComparing(group -> rule(group).id());

    /** All findings by check, the worst first. */
    static List<FindingGroup> of(List<ListedFinding> findings, Seen seen, Reader to) {
        Map<String, List<ListedFinding>> byCheck = new TreeMap<>();
        for (ListedFinding each : findings) {
            byCheck.computeIfAbsent(each.finding().check(), unused -> new ArrayList<>()).add(each);
        }
        List<FindingGroup> groups = new ArrayList<>();
        int shown = 0;
        for (List<ListedFinding> group :
                byCheck.values().stream().sorted(IN_ORDER_OF_WORK).toList()) {
            group.sort(FIRST);
            int room = Math.min(MAX_SHOWN, Math.max(1, MAX_SHOWN_IN_ALL - shown));
            FindingGroup made = of(group, room, shown, seen, to);
            groups.add(made);
            shown += made.shown().size();
        }
        return groups;
    }

    private static FindingGroup of(
            List<ListedFinding> group, int room, int before, Seen seen, Reader to) {
        Finding first = group.getFirst().finding();
        List<View> shown = new ArrayList<>();
        for (ListedFinding each : group.subList(0, Math.min(room, group.size()))) {
            shown.add(view("f" + (before + shown.size() + 1), each, seen, to));
        }
        return new FindingGroup(
                anchor(first.check()),
                new Tones(
                        first.check(),
                        Tone.of(first.rule().severity()),
                        to.text(first.rule().severity().title()),
                        Tone.of(first.rule().row())),
                to.text(first.title()),
                to.text(first.rule().row().title()),
                to.text(counted(first.resource().type(), group.size(), false)),
                notReady(group),
                shown,
                group.size() - shown.size());
    }

    /** How many resources; of more than were counted, at least how many. */
    static Message counted(ResourceType type, int count, boolean more) {
        Message counted = type.counted(count);
        return more ? Message.of("console.or-more").with("resources", counted) : counted;
    }

    /**
     * The same groups of lines, which show none of them.
     *
     * @param cut whether there are more lines, after the last
     */
    static List<FindingGroup> ofRows(List<OpenRow> rows, boolean cut, Reader to) {
        Map<String, List<OpenRow>> byCheck = new TreeMap<>();
        for (OpenRow each : rows) {
            byCheck.computeIfAbsent(each.rule().id(), unused -> new ArrayList<>()).add(each);
        }
        Comparator<List<OpenRow>> order =
                Comparator.comparing(
                                (List<OpenRow> group) -> group.getFirst().rule().severity(),
                                Comparator.reverseOrder())
                        .thenComparing(List::size, Comparator.reverseOrder())
                        .thenComparing(group -> group.getFirst().rule().id());
        Severity last = rows.isEmpty() ? null : rows.getLast().rule().severity();
        return byCheck.values().stream()
                .sorted(order)
                .map(group -> ofCheck(group, cut && group.getFirst().rule().severity() == last, to))
                .toList();
    }

    private static FindingGroup ofCheck(List<OpenRow> group, boolean more, Reader to) {
        OpenRow first = group.getFirst();
        return new FindingGroup(
                anchor(first.rule().id()),
                new Tones(
                        first.rule().id(),
                        Tone.of(first.rule().severity()),
                        to.text(first.rule().severity().title()),
                        Tone.of(first.rule().row())),
                to.text(Spec.title(first.rule().id())),
                to.text(first.rule().row().title()),
                to.text(counted(first.resource().type(), group.size(), more)),
                (int) group.stream().filter(each -> each.status() == Status.NOT_READY).count(),
                List.of(),
                group.size());
    }

    /** Where the findings of a check stand in a page. */
    static String anchor(String check) {
        return "check-" + check;
    }

    private static Rule rule(List<ListedFinding> group) {
        return group.getFirst().finding().rule();
    }

    private static int notReady(List<ListedFinding> group) {
        return (int)
                group.stream().filter(each -> each.finding().status() == Status.NOT_READY).count();
    }

    /** By which filter it is shown: its severity, or that nothing in it could be evaluated. */
    public String filtered() {
        return notReady == 0 ? "unknown" : tones.severity();
    }

    /** A finding whole. */
    static View view(String anchor, ListedFinding listed, Seen seen, Reader to) {
        Finding finding = listed.finding();
        return new View(
                anchor,
                subject(listed),
                Tone.of(finding.status()),
                finding.answer().actual(to.rendering()),
                finding.answer().expected(to.rendering()),
                finding.answer().evidence(to.rendering()),
                Reader.lines(finding.instructions().in(to.rendering().language())).strip(),
                facts(listed, seen, to));
    }

    private static Subject subject(ListedFinding listed) {
        Finding finding = listed.finding();
        String id = Reader.line(finding.resource().id());
        return new Subject(
                listed.name() == null ? id : Reader.line(listed.name()),
                id,
                AwsConsole.of(finding.scope(), finding.resource().type(), finding.resource().id())
                        .orElse(null));
    }

    private static List<Labelled> facts(ListedFinding listed, Seen seen, Reader to) {
        Finding finding = listed.finding();
        List<Labelled> facts = new ArrayList<>();
        add(Message.of("console.scope"), finding.scope().toString(), facts, to);
        add(Message.of("console.workload"), finding.workload(), facts, to);
        add(Message.of("console.owner"), listed.owner(), facts, to);
        add(Message.of("console.seen"), to.text(life(listed, seen)), facts, to);
        HiddenChecks hides = finding.answer().hides();
        if (!hides.isEmpty()) {
            Message hidden =
                    Message.of("console.hides")
                            .with("count", hides.count())
                            .with("rows", hides.rows().stream().map(ChecklistRow::title).toList());
            add(Message.of("console.effect"), to.text(hidden), facts, to);
        }
        add(Message.of("console.id"), finding.id(), facts, to);
        return facts;
    }

    private static void add(Message label, @Nullable String text, List<Labelled> facts, Reader to) {
        if (text != null && !text.isEmpty()) {
            facts.add(new Labelled(to.text(label), Reader.line(text)));
        }
    }

    private static Message life(ListedFinding listed, Seen seen) {
        StoredFinding stored = listed.stored();
        if (stored == null) {
            return Message.of("console.seen-by-scan").with("time", listed.finding().observedAt());
        }
        LastSeen lastSeen = stored.lastSeen();
        if (lastSeen != null) {
            return Message.of("console.seen-blocked")
                    .with("since", stored.firstSeen())
                    .with("time", lastSeen.at())
                    .with("reason", lastSeen.blockedBy());
        }
        Optional<Instant> old =
                seen.scopes().stream()
                        .filter(scope -> scope.report().scope().equals(listed.finding().scope()))
                        .map(ScopeSeen::notScannedSince)
                        .filter(time -> time != null)
                        .findFirst();
        if (old.isPresent()) {
            return Message.of("console.seen-outdated")
                    .with("since", stored.firstSeen())
                    .with("time", old.get());
        }
        Message life =
                stored.changedAt().equals(stored.firstSeen())
                        ? Message.of("console.seen-since").with("since", stored.firstSeen())
                        : Message.of("console.seen-changed")
                                .with("since", stored.firstSeen())
                                .with("time", stored.changedAt());
        return listed.seenAt() == null
                ? life
                : Message.of("console.seen-last").with("seen", life).with("time", listed.seenAt());
    }
}
