package io.muster.cli.report;

import io.muster.cli.output.GravitonFields;
import io.muster.cli.report.Document.Item;
import io.muster.cli.session.Session;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.graviton.Effort;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.migration.MigrationPlan;
import io.muster.readiness.migration.Move;
import io.muster.readiness.migration.PlanTexts;
import io.muster.readiness.migration.ScannedInstance;
import io.muster.readiness.migration.Step;
import io.muster.readiness.migration.Work;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.scorecard.GravitonTotals.Blocker;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.Setup;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The migration plan in a format. */
record MigrationPages(Session session, Migration migration) implements PartPage {

    /** Of the instances of one move; more are counted. */
    private static final int MAX_NAMED = 20;

    /** Of what blocks a fleet. */
    private static final int MAX_BLOCKERS = 20;

    private static final List<String> COLUMNS =
            List.of(
                    "workload",
                    "number",
                    "canary",
                    "group",
                    "instance",
                    "name",
                    "account",
                    "region",
                    "type",
                    "verdict",
                    "effort",
                    "target",
                    "monthlyDeltaUsd",
                    "newest",
                    "newestMonthlyDeltaUsd",
                    "image",
                    "work",
                    "reasons");

    @Override
    public Message title() {
        return Message.of("migration.title");
    }

    @Override
    public boolean complete() {
        return migration.gaps().outdated().isEmpty() && migration.gaps().unread().isEmpty();
    }

    private String text(Message message) {
        return session.text(message);
    }

    @Override
    public void write(Document document) {
        boolean several = !migration.whole() || migration.plans().size() != 1;
        if (several) {
            document.heading(1, text(title()));
            totals(migration.totals(), document);
            workloads(document);
            blockers(document);
        }
        if (migration.whole()) {
            migration.plans().forEach(plan -> plan(plan, several ? 2 : 1, document));
        } else {
            document.paragraph(
                    text(
                            Message.of("migration.plan-of")
                                    .with(
                                            "command",
                                            "./muster report --part migration --workload NAME")));
        }
        foot(document);
    }

    private void foot(Document document) {
        document.paragraph(text(Message.of("migration.prices")));
        document.paragraph(
                text(
                        Message.all(
                                List.of(
                                        Message.of("migration.as-of").with("time", migration.now()),
                                        migration.origin()),
                                " ")));
        if (!migration.gaps().guests()) {
            document.paragraph(
                    text(
                            Message.of("migration.no-scan-of-guests")
                                    .with(
                                            "command",
                                            "./muster report --part migration --scan --table NAME")));
        }
        scopes(Message.of("migration.outdated"), migration.gaps().outdated(), document);
        scopes(Message.of("migration.unread"), migration.gaps().unread(), document);
    }

    private void scopes(Message what, List<String> scopes, Document document) {
        if (!scopes.isEmpty()) {
            document.paragraph(text(what.with("scopes", String.join(", ", scopes))));
        }
    }

    private void totals(GravitonTotals totals, Document document) {
        int all = 0;
        for (Outcome outcome : Outcome.values()) {
            all += totals.count(outcome);
        }
        List<Message> lines = new ArrayList<>();
        lines.add(
                Message.of("migration.summary")
                        .with("instances", all)
                        .with("candidates", totals.count(Outcome.CANDIDATE))
                        .with("blocked", totals.count(Outcome.BLOCKED))
                        .with("unknown", totals.count(Outcome.UNKNOWN))
                        .with("ready", totals.count(Outcome.READY))
                        .with("notApplicable", totals.count(Outcome.NOT_APPLICABLE)));
        lines.add(
                Message.of("migration.saving")
                        .with("saving", cents(totals.monthlySaving()))
                        .with("most", cents(totals.monthlySavingAtMost())));
        document.paragraph(text(Message.all(lines, " ")));
    }

    private void priced(boolean known, Document document) {
        if (!known) {
            document.paragraph(text(Message.of("migration.saving-unknown")));
        }
    }

    private void workloads(Document document) {
        priced(migration.plans().stream().allMatch(MigrationPlan::priced), document);
        if (migration.plans().isEmpty()) {
            return;
        }
        document.heading(2, text(Message.of("migration.workloads")));
        List<List<String>> rows = new ArrayList<>();
        for (MigrationPlan plan : migration.plans()) {
            GravitonTotals totals = plan.totals();
            rows.add(
                    Stream.of(
                                    name(plan),
                                    plan.size(),
                                    totals.count(Outcome.CANDIDATE),
                                    totals.count(Outcome.BLOCKED),
                                    totals.count(Outcome.UNKNOWN),
                                    cents(totals.monthlySaving()),
                                    cents(totals.monthlySavingAtMost()))
                            .map(String::valueOf)
                            .toList());
        }
        document.table(
                Stream.of(
                                Message.of("migration.column-workload"),
                                Message.of("migration.column-instances"),
                                Message.of("migration.column-can-move"),
                                Message.of("migration.column-blocked"),
                                Message.of("migration.column-unknown"),
                                Message.of("migration.column-saving"),
                                Message.of("migration.column-most"))
                        .map(this::text)
                        .toList(),
                rows);
    }

    private String name(MigrationPlan plan) {
        return plan.workload() == null
                ? text(Message.of("migration.without-workload"))
                : plan.workload();
    }

    private void blockers(Document document) {
        List<Blocker> blockers = migration.totals().blockers();
        if (blockers.isEmpty()) {
            return;
        }
        document.heading(2, text(Message.of("migration.blockers")));
        document.table(
                List.of(
                        text(Message.of("migration.column-blocker")),
                        text(Message.of("migration.column-instances"))),
                blockers.stream()
                        .limit(MAX_BLOCKERS)
                        .map(
                                blocker ->
                                        List.of(
                                                text(blocker.what()),
                                                Integer.toString(blocker.instances())))
                        .toList());
    }

    private void plan(MigrationPlan plan, int level, Document document) {
        document.heading(
                level, text(Message.of("migration.title-of").with("workload", name(plan))));
        totals(plan.totals(), document);
        priced(plan.priced(), document);
        document.heading(level + 1, text(Message.of("migration.order")));
        if (plan.moves().isEmpty()) {
            document.paragraph(text(Message.of("migration.nothing-moves")));
        } else {
            order(plan, document);
        }
        for (int i = 0; i < plan.moves().size(); i++) {
            move(i + 1, plan.moves().get(i), level + 1, document);
        }
        stay(plan, level + 1, document);
        if (!plan.moves().isEmpty()) {
            document.heading(level + 1, text(Message.of("migration.measure")));
            document.items(plan.measures().stream().map(each -> new Item(text(each), "")).toList());
        }
    }

    private void order(MigrationPlan plan, Document document) {
        Move canary = plan.canary().orElse(null);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < plan.moves().size(); i++) {
            Move move = plan.moves().get(i);
            Message what = PlanTexts.what(move);
            Effort effort = move.effort();
            rows.add(
                    List.of(
                            Integer.toString(i + 1),
                            text(
                                    move.equals(canary)
                                            ? Message.of("migration.canary").with("what", what)
                                            : what),
                            text(PlanTexts.types(move)),
                            move.target().orElseGet(() -> text(Message.of("migration.no-target"))),
                            text(delta(move)),
                            text(move.outcome().title()),
                            effort == null ? "" : effort.label()));
        }
        document.table(
                Stream.of(
                                Message.of("migration.column-number"),
                                Message.of("migration.column-what"),
                                Message.of("migration.column-from"),
                                Message.of("migration.column-to"),
                                Message.of("migration.column-monthly"),
                                Message.of("migration.column-verdict"),
                                Message.of("migration.column-effort"))
                        .map(this::text)
                        .toList(),
                rows);
    }

    /** What all of them cost more a month. */
    private static Message delta(Move move) {
        return move.monthlyDelta()
                .map(delta -> Message.literal(signed(delta)))
                .orElseGet(() -> Message.of("migration.unknown-price"));
    }

    private static String signed(BigDecimal usd) {
        String cents = cents(usd);
        return usd.signum() > 0 ? "+" + cents : cents;
    }

    private void move(int number, Move move, int level, Document document) {
        document.heading(
                level,
                text(
                        Message.of("migration.heading")
                                .with("number", number)
                                .with("what", PlanTexts.what(move))));
        document.items(
                PlanTexts.facts(move).stream().map(each -> new Item(text(each), "")).toList());
        if (move.costsMore()) {
            document.paragraph(text(Message.of("migration.costs-more")));
        }
        if (!move.work().isEmpty()) {
            document.paragraph(text(Message.of("migration.before")));
            document.items(
                    move.work().stream()
                            .map(each -> new Item(text(PlanTexts.said(each)), ""))
                            .toList());
            document.paragraph(
                    text(
                            Message.of("migration.all-evidence")
                                    .with("command", "./muster show " + move.first().id())));
        }
        if (move.outcome() == Outcome.BLOCKED) {
            document.paragraph(text(Message.of("migration.blocked")));
        } else if (move.steps().isEmpty()) {
            document.paragraph(text(Message.of("migration.no-like-for-like-target")));
        } else if (move.outcome() == Outcome.UNKNOWN) {
            document.paragraph(text(Message.of("migration.unknown-first")));
        }
        Stream.concat(move.steps().stream(), move.rollBack().stream())
                .forEach(
                        step -> {
                            document.heading(level + 1, text(step.kind().title()));
                            document.code(step.commands().in(session.rendering().language()));
                        });
    }

    private void stay(MigrationPlan plan, int level, Document document) {
        if (plan.stay().isEmpty()) {
            return;
        }
        document.heading(level, text(Message.of("migration.stay")));
        document.table(
                List.of(
                        text(Message.of("migration.column-what")),
                        text(Message.of("migration.column-type")),
                        text(Message.of("migration.column-reason"))),
                plan.stay().stream()
                        .limit(MAX_NAMED)
                        .map(
                                each ->
                                        List.of(
                                                text(PlanTexts.named(each.instance())),
                                                each.instance().type(),
                                                text(PlanTexts.reason(each))))
                        .toList());
        int more = plan.stay().size() - MAX_NAMED;
        if (more > 0) {
            document.paragraph(text(Message.of("common.and-more").with("count", more)));
        }
    }

    private static String cents(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("asOf", migration.now().toString());
        document.put("origin", migration.origin().english());
        document.put("guestsKnown", migration.gaps().guests());
        document.put("notScannedRecently", migration.gaps().outdated());
        document.put("notRead", migration.gaps().unread());
        document.put("totals", GravitonFields.of(migration.totals()));
        document.put("workloads", migration.plans().stream().map(this::fields).toList());
        return document;
    }

    private Map<String, @Nullable Object> fields(MigrationPlan plan) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("workload", plan.workload());
        fields.put("instances", plan.size());
        fields.putAll(GravitonFields.counted(plan.totals()));
        fields.put("allPricesKnown", plan.priced());
        if (migration.whole()) {
            Move canary = plan.canary().orElse(null);
            List<Map<String, @Nullable Object>> moves = new ArrayList<>();
            for (Move move : plan.moves()) {
                moves.add(fields(moves.size() + 1, move, move.equals(canary)));
            }
            fields.put("moves", moves);
            fields.put("stay", plan.stay().stream().map(MigrationPages::fields).toList());
            fields.put("measures", plan.measures().stream().map(Message::english).toList());
        }
        return fields;
    }

    private static Map<String, @Nullable Object> fields(int number, Move move, boolean canary) {
        Effort effort = move.effort();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("number", number);
        fields.put("canary", canary);
        fields.put("account", move.scope().account());
        fields.put("region", move.scope().region());
        fields.put("group", move.group() == null ? null : move.group().name());
        fields.put("managedBy", managedBy(move.group()));
        fields.put("verdict", move.outcome().name());
        fields.put("effort", effort == null ? null : effort.label());
        fields.put("target", move.target().orElse(null));
        fields.put("monthlyDeltaUsd", move.monthlyDelta().orElse(null));
        fields.put(
                "instances",
                move.instances().stream()
                        .map(
                                each -> {
                                    Map<String, @Nullable Object> of = fields(each);
                                    of.put(
                                            "graviton",
                                            GravitonFields.of(each.instance().graviton()));
                                    return of;
                                })
                        .toList());
        fields.put(
                "work",
                move.work().stream()
                        .map(
                                work ->
                                        Map.of(
                                                "action", work.action().name(),
                                                "blocks", work.blocks(),
                                                "what", work.what().english(),
                                                "instances", work.instances()))
                        .toList());
        fields.put("changes", move.changes().stream().map(Message::english).toList());
        fields.put("steps", move.steps().stream().map(MigrationPages::fields).toList());
        fields.put("rollBack", move.rollBack().stream().map(MigrationPages::fields).toList());
        return fields;
    }

    private static @Nullable String managedBy(Setup.@Nullable Group group) {
        return group == null || group.manager() == null ? null : group.manager().service().name();
    }

    private static Map<String, @Nullable Object> fields(ScannedInstance scanned) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", scanned.id());
        fields.put("name", scanned.instance().name());
        fields.put("type", scanned.instance().type());
        fields.put("state", scanned.instance().state());
        fields.put("verdict", scanned.outcome().name());
        fields.put(
                "reasons",
                scanned.instance().graviton() == null
                        ? List.of()
                        : scanned.instance().graviton().reasons().stream()
                                .map(Message::english)
                                .toList());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(Step step) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("step", step.kind().name());
        fields.put("commands", step.commands().english());
        return fields;
    }

    @Override
    public List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(COLUMNS);
        for (MigrationPlan plan : migration.plans()) {
            Move canary = plan.canary().orElse(null);
            for (int i = 0; i < plan.moves().size(); i++) {
                Move move = plan.moves().get(i);
                for (ScannedInstance each : move.instances()) {
                    lines.add(
                            line(
                                    plan,
                                    each,
                                    i + 1,
                                    move,
                                    move.equals(canary) && each.equals(move.first())));
                }
            }
            plan.stay().forEach(each -> lines.add(line(plan, each, null, null, false)));
        }
        return lines;
    }

    /** Of an instance that stays, which has no number and no move, the reasons tell why. */
    private static List<String> line(
            MigrationPlan plan,
            ScannedInstance scanned,
            @Nullable Integer number,
            @Nullable Move move,
            boolean canary) {
        InstanceReadiness instance = scanned.instance();
        GravitonVerdict verdict = instance.graviton();
        Option target = verdict == null ? null : verdict.target();
        Option newest = verdict == null ? null : verdict.newest();
        MatchingImage image = verdict == null ? null : verdict.image();
        Effort effort = verdict == null ? null : verdict.effort();
        return Stream.of(
                        plan.workload(),
                        number,
                        canary,
                        move == null || move.group() == null ? null : move.group().name(),
                        scanned.id(),
                        instance.name(),
                        scanned.scope().account(),
                        scanned.scope().region(),
                        instance.type(),
                        scanned.outcome(),
                        effort == null ? null : effort.label(),
                        target == null ? null : target.instanceType(),
                        target == null ? null : target.monthlyDelta(),
                        newest == null ? null : newest.instanceType(),
                        newest == null ? null : newest.monthlyDelta(),
                        image instanceof MatchingImage.Found found ? found.id() : null,
                        Work.of(List.of(scanned)).stream()
                                .map(work -> work.action() + ": " + work.what().english())
                                .collect(Collectors.joining(" / ")),
                        move == null ? PlanTexts.reason(scanned).english() : reasons(verdict))
                .map(value -> Objects.toString(value, ""))
                .toList();
    }

    private static @Nullable String reasons(@Nullable GravitonVerdict verdict) {
        return verdict == null ? null : Message.all(verdict.reasons(), ", ").english();
    }
}
