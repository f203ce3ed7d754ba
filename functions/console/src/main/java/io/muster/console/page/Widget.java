package io.muster.console.page;

import io.muster.console.page.InstanceView.Badge;
import io.muster.console.page.Overview.Told;
import io.muster.console.state.FleetSource;
import io.muster.console.state.FleetState;
import io.muster.console.state.ListedFinding;
import io.muster.console.state.ListedInstance;
import io.muster.console.state.OpenFilter;
import io.muster.console.state.OpenPage;
import io.muster.console.state.OpenRow;
import io.muster.readiness.check.Status;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.WorkloadScorecard;
import io.muster.readiness.text.ExplainedException;
import io.muster.readiness.text.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The custom widget of a CloudWatch dashboard: an event in, HTML without scripts out. It changes
 * nothing. Whatever goes wrong is told in the page, because of a widget that fails people see JSON.
 */
public final class Widget {

    /** Lambda answers with at most 6 MB, and JSON escapes quotes and angle brackets. */
    static final int MAX_BYTES = 3_000_000;

    /** From so many findings it is chosen what to do first; then counts are "or more". */
    static final int MAX_ROWS = 1_000;

    private static final String DESCRIPTION =
            """
            ## Muster: EC2 fleet readiness
            Which instances are ready for production and for Graviton, and what to do about the others.

            ### Widget parameters
            Parameter | Description
            ---|---
            **page** | What is shown first: overview, findings, instances, workloads, graviton or decisions
            **severity** | Of the findings: critical, high, medium or low
            **row** | Of the findings: a checklist row, such as high-availability
            **workload** | Of the findings: the name of a workload

            ### Example parameters
            ``` yaml
            page: overview
            ```
            """;

    private final WidgetEvent event;
    private final Reader to;
    private final Notice notice;
    private final FleetSource source;

    private Widget(WidgetEvent event, Notice notice, FleetSource source) {
        this.event = event;
        this.notice = notice;
        this.to = event.reader();
        this.source = source;
    }

    /**
     * Answers an event.
     *
     * @param source asked for what is known, unless the event asks for a description
     * @param failed gets what went wrong, which the page tells
     * @return HTML, or Markdown where the event asks for a description
     */
    public static String answer(
            WidgetEvent event, Supplier<FleetSource> source, Consumer<RuntimeException> failed) {
        return event.describe() ? DESCRIPTION : page(event, () -> Notice.NONE, source, failed);
    }

    /**
     * Answers an event with something to tell above the page.
     *
     * @param notice asked for before the page is made
     * @param source as above
     * @param failed as above
     */
    public static String page(
            WidgetEvent event,
            Supplier<Notice> notice,
            Supplier<? extends FleetSource> source,
            Consumer<RuntimeException> failed) {
        try {
            Notice told = notice.get();
            String html = new Widget(event, told, source.get()).html();
            int bytes = html.getBytes(StandardCharsets.UTF_8).length;
            return bytes <= MAX_BYTES
                    ? html
                    : failure(
                            List.of(
                                    Message.of("console.too-long")
                                            .with("bytes", bytes)
                                            .with("max", MAX_BYTES)),
                            event.reader());
        } catch (RuntimeException failure) {
            failed.accept(failure);
            return failure(why(failure), event.reader());
        }
    }

    /** A page that says why there is no other. */
    static String failure(List<Message> why, Reader to) {
        return Templates.render(
                "failed.jte", Map.of("why", why.stream().map(to::text).toList()), to);
    }

    private static List<Message> why(RuntimeException failure) {
        return failure instanceof ExplainedException explained
                ? Stream.of(explained.whatIsWrong(), explained.next())
                        .filter(message -> !message.isEmpty())
                        .toList()
                : List.of(Message.literal(String.valueOf(failure.getMessage())));
    }

    private String html() {
        String page = event.value("page");
        return switch (page) {
            case "finding" -> finding(event.value("of"));
            case "instance" -> instance(event.value("of"));
            case "plan" -> plan(event.value("of"));
            case "workload" -> workload(event.value("of"));
            default -> tab(Tab.of(page));
        };
    }

    private String tab(Tab tab) {
        Map<String, Object> values = new HashMap<>();
        switch (tab) {
            case OVERVIEW -> {
                values.put("overview", overview());
                values.put("scopes", FileView.scopes(source.seen(), to));
                values.put("trend", TrendChart.of(source.trend(), to));
            }
            case FINDINGS -> values.put("list", FindingList.of(event, source));
            case INSTANCES -> {
                List<ListedInstance> all =
                        source.machines().stream().sorted(FileView.FIRST).toList();
                values.put(
                        "instances",
                        Part.of(all, event.number("from")).stream()
                                .map(each -> InstanceView.of("", each, List.of(), to))
                                .toList());
                values.put("part", Part.of(tab, all.size(), event.number("from"), to));
            }
            case WORKLOADS -> {
                List<WorkloadScorecard> all = source.workloads();
                values.put(
                        "workloads",
                        Part.of(all, event.number("from")).stream()
                                .map(card -> WorkloadView.of(card, Set.of(), to))
                                .toList());
                values.put("part", Part.of(tab, all.size(), event.number("from"), to));
            }
            case GRAVITON -> values.put("graviton", graviton());
            case DECISIONS -> {
                List<DecisionView> all =
                        DecisionView.of(source.decisions(), source, "decisions", to);
                values.put("decisions", Part.of(all, event.number("from")));
                values.put("part", Part.of(tab, all.size(), event.number("from"), to));
            }
        }
        values.put("commands", new Commands(source.seen().table()));
        return framed("widget-" + Tone.of(tab), tab, values);
    }

    private String framed(String template, Tab current, Map<String, Object> values) {
        values.put("notice", notice);
        values.put("tabs", Stream.of(Tab.values()).map(tab -> tab.view(current, to)).toList());
        return Templates.render(template + ".jte", values, to);
    }

    /** The state without lists, which the parts of the overview are not made of. */
    private FleetState state(List<ListedInstance> machines) {
        return new FleetState(
                source.seen(),
                source.scorecard(),
                source.instances(),
                machines,
                List.of(),
                List.of(),
                List.of());
    }

    private Overview overview() {
        OpenPage worst = source.open(OpenFilter.of(Status.NOT_READY), "", MAX_ROWS);
        boolean more = !worst.next().isEmpty();
        return Overview.of(
                state(List.of()),
                source.graviton(),
                FindingGroup.ofRows(worst.rows(), more, to),
                told(worst.rows(), more),
                to);
    }

    /** The findings that tell causes: mostly among the worst, and else asked for. */
    private Map<String, Told> told(List<OpenRow> worst, boolean more) {
        Scorecard scorecard = source.scorecard();
        Map<String, Told> told = new HashMap<>();
        for (String check : Kind.tellers()) {
            boolean explains =
                    Stream.of(Kind.values())
                            .filter(kind -> kind.toldBy().filter(check::equals).isPresent())
                            .anyMatch(kind -> scorecard.explained(kind) > 0);
            List<OpenRow> rows =
                    worst.stream().filter(row -> row.rule().id().equals(check)).toList();
            boolean cut = more;
            if (explains && rows.isEmpty()) {
                OpenPage asked = source.open(OpenFilter.ofCheck(check), "", MAX_ROWS);
                rows = asked.rows();
                cut = !asked.next().isEmpty();
            }
            if (explains && !rows.isEmpty()) {
                Optional<ListedFinding> first = source.finding(rows.getFirst().id());
                if (first.isPresent()) {
                    told.put(check, new Told(first.get().finding(), rows.size(), cut));
                }
            }
        }
        return told;
    }

    private GravitonSection graviton() {
        List<ListedInstance> machines = source.machines();
        List<InstanceView> all =
                machines.stream().map(each -> InstanceView.of("", each, List.of(), to)).toList();
        return GravitonSection.of(state(machines), all, all.size(), to);
    }

    private String finding(String id) {
        Map<String, Object> values = new HashMap<>();
        Optional<ListedFinding> found = source.finding(id);
        if (found.isEmpty()) {
            return missing(Tab.FINDINGS, Message.of("console.no-such-finding"));
        }
        values.put("page", FindingPage.of(found.get(), source, to));
        if (to.decides()) {
            values.put("form", DecideForm.waiver(found.get(), source, to));
        }
        return framed("widget-finding", Tab.FINDINGS, values);
    }

    private String instance(String place) {
        Optional<ListedInstance> found =
                source.machines().stream()
                        .filter(each -> InstanceView.place(each).equals(place))
                        .findFirst();
        if (found.isEmpty()) {
            return missing(Tab.INSTANCES, Message.of("console.no-such-instance"));
        }
        ListedInstance listed = found.get();
        ListedInstance whole =
                new ListedInstance(
                        listed.scope(),
                        listed.instance(),
                        listed.known(),
                        source.inside(listed.scope(), listed.instance().id()));
        List<InstanceView.Reference> references = new ArrayList<>();
        for (ListedFinding each :
                FileView.inOrderOfWork(source.findings(listed.scope(), listed.instance().id()))) {
            references.add(
                    new InstanceView.Reference(
                            "",
                            each.finding().id(),
                            badge(each.finding()),
                            to.text(each.finding().title())));
        }
        Map<String, Object> values = new HashMap<>();
        values.put("instance", InstanceView.of("instance", whole, references, to));
        return framed("widget-instance", Tab.INSTANCES, values);
    }

    private Badge badge(Finding finding) {
        return finding.status() == Status.UNKNOWN
                ? Badge.of(finding.rule(), "unknown", to.text(Status.UNKNOWN.title()))
                : Badge.of(
                        finding.rule(),
                        Tone.of(finding.rule().severity()),
                        to.text(finding.rule().severity().title()));
    }

    private String workload(String name) {
        Optional<WorkloadScorecard> found =
                source.workloads().stream()
                        .filter(card -> card.workload().equals(name))
                        .findFirst();
        if (found.isEmpty()) {
            return missing(Tab.WORKLOADS, Message.of("console.no-such-workload"));
        }
        Map<String, Object> values = new HashMap<>();
        values.put("workload", WorkloadView.of(found.get(), anchors(found.get()), to));
        values.put("trend", TrendChart.of(source.trend(name), to));
        if (to.decides()) {
            values.put("form", DecideForm.attestation(name, source, to));
        }
        return framed("widget-workload", Tab.WORKLOADS, values);
    }

    /** Of the checks that are not ready: what a cause explains has no findings to be led to. */
    private static Set<String> anchors(WorkloadScorecard card) {
        return card.rows().stream()
                .flatMap(row -> row.open().stream())
                .filter(open -> open.notReady() > 0)
                .map(open -> FindingGroup.anchor(open.rule().id()))
                .collect(Collectors.toSet());
    }

    private String plan(String workload) {
        Optional<PlanView> found = PlanView.of(workload, source.machines(), to);
        if (found.isEmpty()) {
            return missing(Tab.GRAVITON, Message.of("console.no-such-workload"));
        }
        Map<String, Object> values = new HashMap<>();
        values.put("plan", found.get());
        return framed("widget-plan", Tab.GRAVITON, values);
    }

    private String missing(Tab tab, Message why) {
        Map<String, Object> values = new HashMap<>();
        values.put("why", to.text(why));
        return framed("widget-missing", tab, values);
    }
}
