package io.muster.cli.decide;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallerIdentity;
import io.muster.aws.store.DecisionTable;
import io.muster.aws.store.DecisionTable.Outcome.Overtaken;
import io.muster.aws.store.DecisionTable.Outcome.Written;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.StoreException;
import io.muster.cli.decide.DecisionPages.Listed;
import io.muster.cli.instances.ListFormat;
import io.muster.cli.kept.ShownNumbers;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.option.TableOption;
import io.muster.cli.policy.PolicyFile;
import io.muster.cli.scan.Progress;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.cli.yaml.Fault;
import io.muster.cli.yaml.ReviewedFile;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Setting;
import io.muster.readiness.decision.AttestedItems;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.DecisionForm;
import io.muster.readiness.decision.DecisionForm.Field;
import io.muster.readiness.decision.DecisionForm.Outcome.Accepted;
import io.muster.readiness.decision.DecisionForm.Outcome.Refused;
import io.muster.readiness.decision.DecisionForm.Problem;
import io.muster.readiness.decision.DecisionForm.Rules;
import io.muster.readiness.decision.DecisionPlan;
import io.muster.readiness.decision.DecisionPlan.Change;
import io.muster.readiness.decision.DecisionTexts;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Said;
import io.muster.readiness.decision.Standing;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.WaivedFinding;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts decisions on record, and shows them. */
@Command(
        addMethodSubcommands = false,
        name = "decide",
        aliases = "waive",
        description = {
            "Record decisions: waive findings with a reason and an end, attest what no API can tell.",
            "ACTION is waive (the default), attest, withdraw, list or items."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster decide waive 1 --reason business-priorities \\",
            "      --text 'replaced in March' --owner shop-team --until 2027-03-31",
            "  ./muster decide waive check/imdsv2-required/shop-web --reason other ...",
            "  ./muster decide attest item/restore-drill/shop-web \\",
            "      --evidence https://wiki.example.com/drill --owner shop-team",
            "  ./muster decide --file decisions.yaml --dry-run",
            "  ./muster decide list                    and what was decided about a TARGET before:",
            "  ./muster decide list check/imdsv2-required/shop-web",
            "",
            "A TARGET is the ID of a finding or its number on the last screen, or",
            "  check/CHECK/WORKLOAD    all findings of a check in a workload",
            "  row/ROW/WORKLOAD        all findings of a checklist row in a workload",
            "  cause/CAUSE/WORKLOAD    why its instances cannot be inspected (guest-unmanaged)",
            "  item/ITEM/WORKLOAD      an item to attest; 'decide items' lists them",
            "",
            "Exit codes: 0 success; 1 failure, or something else was decided meanwhile;",
            "2 the command line or the file is not valid, and nothing was written"
        })
public final class DecideCommand implements Callable<Integer> {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    /** A write takes about 5 ms; more at a time is more than one partition takes. */
    private static final int AT_A_TIME = 8;

    private final Session session;

    @Parameters(
            paramLabel = "ACTION|TARGET",
            arity = "0..2",
            description = "What to do, and about what.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "out-of-scope, business-priorities, architecture-constraints or other.")
    private @Nullable String reason;

    @Option(names = "--text", paramLabel = "TEXT", description = "Why, for a person.")
    private @Nullable String text;

    @Option(names = "--owner", paramLabel = "NAME", description = "Who answers for it.")
    private @Nullable String owner;

    @Option(
            names = "--evidence",
            paramLabel = "URL",
            description = "Where the evidence of an attestation is.")
    private @Nullable String evidence;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description =
                    "Last day, in UTC: 2027-03-31. At most decision_maximum_days from today;"
                            + " an attestation has a default.")
    private @Nullable String until;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description =
                    "Apply the decisions of a YAML file; lines that were removed from it are"
                            + " withdrawn.")
    private @Nullable Path file;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "policy.yaml, with the items that a team adds; see docs/policy.md.")
    private @Nullable Path policy;

    @Option(names = "--dry-run", description = "Show what would be written, and write nothing.")
    private boolean dryRun;

    @Mixin private TableOption table = new TableOption();

    @Option(
            names = {"-r", "--region"},
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description = "Region of the table. Default: AWS_REGION, the profile.")
    private List<String> region = new ArrayList<>();

    @Mixin private AwsOptions aws = new AwsOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Of 'list': ${COMPLETION-CANDIDATES}. Default: table.")
    private ListFormat format = ListFormat.TABLE;

    public DecideCommand(Session session) {
        this.session = session;
    }

    private enum Action {
        WAIVE,
        ATTEST,
        WITHDRAW,
        LIST,
        ITEMS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is asked for.
     *
     * @param target empty where none was given
     */
    private record Asked(Action action, String target) {}

    @Override
    public Integer call() {
        Asked asked = asked();
        AttestedItems items = PolicyFile.read(policy, session).items();
        if (asked.action() == Action.ITEMS) {
            new DecisionPages(session).items(items);
            return ExitCode.OK;
        }
        AwsAccess access = aws.access(session);
        String where = AwsOptions.regions(region, access).get(0);
        try (Progress silence = Progress.untilSilent(session, where);
                AwsClients clients = access.clients(where, silence.calls())) {
            FindingTable findings =
                    FindingTable.of(clients, table.name(session.environment()), session.clock());
            Run run =
                    new Run(
                            clients,
                            findings.decisions(),
                            items,
                            new TableTargets(findings, findings.summaries(this::tell)));
            if (file != null) {
                return run.apply(file);
            }
            return switch (asked.action()) {
                case LIST -> run.list(asked.target());
                case WITHDRAW -> run.withdraw(asked.target());
                case WAIVE, ATTEST, ITEMS -> run.decide(asked);
            };
        }
    }

    private void tell(StoreException corrupt) {
        session.tell(corrupt.whatIsWrong());
    }

    private Asked asked() {
        if (file != null) {
            if (!words.isEmpty()) {
                throw usage(Message.of("decision.file-alone"), Message.of("screen.leave-one-out"));
            }
            return new Asked(Action.WAIVE, "");
        }
        if (words.isEmpty()) {
            return new Asked(Action.LIST, "");
        }
        Optional<Action> action = action(words.getFirst());
        if (action.isEmpty() && words.size() == 2) {
            List<String> known = Arrays.stream(Action.values()).map(Action::word).toList();
            throw usage(
                    Message.of("decision.unknown-action").with("word", words.getFirst()),
                    Nearest.to(words.getFirst(), known)
                            .map(near -> Message.of("screen.did-you-mean").with("name", near))
                            .orElse(
                                    Message.of("decision.one-of")
                                            .with("words", String.join(", ", known))));
        }
        String target = action.isEmpty() ? words.getFirst() : words.size() == 2 ? words.get(1) : "";
        Action what = action.orElse(Action.WAIVE);
        if (target.isEmpty() && what != Action.LIST && what != Action.ITEMS) {
            throw usage(Message.of("decision.no-target"), Message.of("decision.not-a-target-next"));
        }
        return new Asked(what, numbered(target));
    }

    private static Optional<Action> action(String word) {
        for (Action action : Action.values()) {
            if (action.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    /** The id of a number on the last screen; what is no number stays. */
    private String numbered(String target) {
        if (!NUMBER.matcher(target).matches()) {
            return target;
        }
        try {
            List<String> ids = ShownNumbers.last(session).map(ShownNumbers::ids).orElse(List.of());
            int number = Integer.parseInt(target);
            return number >= 1 && number <= ids.size() ? ids.get(number - 1) : target;
        } catch (IOException unreadable) {
            return target;
        }
    }

    private static CommandFailure usage(Message cause, Message next) {
        return CommandFailure.usage(cause, next);
    }

    /** One run against a table. */
    private final class Run {

        private final AwsClients clients;
        private final DecisionTable decisions;
        private final AttestedItems items;
        private final TableTargets targets;
        private final Instant now = session.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        private final DecisionPages pages = new DecisionPages(session);

        Run(
                AwsClients clients,
                DecisionTable decisions,
                AttestedItems items,
                TableTargets targets) {
            this.clients = clients;
            this.decisions = decisions;
            this.items = items;
            this.targets = targets;
        }

        private Made made(Made.Way way) {
            return new Made(CallerIdentity.of(clients).arn(), now, way);
        }

        private Rules rules() {
            return new Rules(
                    BuiltInChecks.catalogue().all().stream()
                            .map(check -> check.spec().id())
                            .toList(),
                    items,
                    Period.ofDays(
                            (int) session.thresholds().get(Setting.DECISION_MAXIMUM_DAYS).toDays()),
                    now);
        }

        int decide(Asked asked) {
            Map<Field, String> fields = new EnumMap<>(Field.class);
            put(fields, Field.TARGET, asked.target());
            put(fields, Field.REASON, reason);
            put(fields, Field.TEXT, text);
            put(fields, Field.OWNER, owner);
            put(fields, Field.EVIDENCE, evidence);
            put(fields, Field.UNTIL, until);
            boolean item =
                    Target.parse(asked.target())
                            .filter(Target.OfItem.class::isInstance)
                            .isPresent();
            if (item != (asked.action() == Action.ATTEST)
                    && Target.parse(asked.target()).isPresent()) {
                throw usage(
                        Message.of("decision.wrong-action").with("target", asked.target()),
                        Message.of("decision.wrong-action-next"));
            }
            Made made = made(new Made.Way.Command());
            Decision decision =
                    switch (new DecisionForm(fields).decide(rules(), made)) {
                        case Refused refused -> throw refused(refused.problems());
                        case Accepted accepted -> present(accepted.decision());
                    };
            RecordedDecision before =
                    decisions.get(decision.target(), DecideCommand.this::tell).orElse(null);
            return write(List.of(new Change.Decide(decision, before)), 0, made);
        }

        private static void put(Map<Field, String> fields, Field field, @Nullable String value) {
            if (value != null) {
                fields.put(field, value);
            }
        }

        private CommandFailure refused(List<Problem> problems) {
            for (Problem problem : problems.subList(1, problems.size())) {
                session.tell(problem.what());
            }
            return usage(problems.getFirst().what(), problems.getFirst().next());
        }

        private Decision present(Decision decision) {
            List<Problem> problems = new ArrayList<>();
            Decision present = present(decision, problems);
            if (present == null) {
                throw CommandFailure.error(problems.getFirst().what(), problems.getFirst().next());
            }
            return present;
        }

        /** The decision with what its finding says; null if what it is about is not there. */
        private @Nullable Decision present(Decision decision, List<Problem> problems) {
            if (decision instanceof Waiver waiver
                    && waiver.target() instanceof Target.OfFinding target) {
                Optional<StoredFinding> found = targets.open(target);
                if (found.isPresent()) {
                    Finding finding = found.get().finding();
                    return waiver.of(
                            new WaivedFinding(
                                    finding.workload(), Said.of(finding.answer().says().actual())));
                }
            } else if (targets.has(decision.target())) {
                return decision;
            }
            problems.add(targets.notThere(decision.target()));
            return null;
        }

        int withdraw(String given) {
            Target target = target(given);
            RecordedDecision before =
                    decisions
                            .get(target)
                            .filter(RecordedDecision::stands)
                            .orElseThrow(() -> nothing(target));
            return write(List.of(new Change.Withdraw(before)), 0, made(new Made.Way.Command()));
        }

        /** A check that is gone may still have decisions: its id is not looked up. */
        private static Target target(String given) {
            return Target.parse(given)
                    .orElseThrow(
                            () ->
                                    usage(
                                            Message.of("decision.not-a-target")
                                                    .with("target", given),
                                            Message.of("decision.not-a-target-next")));
        }

        private CommandFailure nothing(Target target) {
            TreeSet<String> known = new TreeSet<>();
            decisions.all(DecideCommand.this::tell).stream()
                    .filter(RecordedDecision::stands)
                    .forEach(each -> known.add(each.target().text()));
            return CommandFailure.error(
                    Message.of("decision.nothing-decided").with("target", target.text()),
                    Nearest.to(target.text(), known)
                            .map(near -> Message.of("screen.did-you-mean").with("name", near))
                            .orElse(Message.of("decision.nothing-decided-next")));
        }

        int list(String given) {
            List<Listed> listed = new ArrayList<>();
            if (given.isEmpty()) {
                List<RecordedDecision> all =
                        decisions.all(DecideCommand.this::tell).stream()
                                .filter(RecordedDecision::stands)
                                .toList();
                Decisions judged =
                        new Decisions(all.stream().map(RecordedDecision::decision).toList(), now);
                targets.load(all.stream().map(RecordedDecision::target).toList());
                all.forEach(each -> listed.add(listed(each, judged)));
                decisions.decisions(now, unreadable -> {}).all().stream()
                        .filter(each -> each.made().way() instanceof Made.Way.Tag)
                        .forEach(
                                each ->
                                        listed.add(
                                                new Listed(
                                                        new RecordedDecision(each, 1, null),
                                                        judged.standing(each),
                                                        true)));
            } else {
                Target target = target(given);
                List<RecordedDecision> history =
                        decisions.history(target, DecideCommand.this::tell);
                if (history.isEmpty()) {
                    throw nothing(target);
                }
                boolean present = targets.has(target);
                history.forEach(each -> listed.add(new Listed(each, null, present)));
            }
            pages.print(listed, format);
            return ExitCode.OK;
        }

        private Listed listed(RecordedDecision recorded, Decisions judged) {
            if (recorded.decision() instanceof Waiver waiver
                    && waiver.target() instanceof Target.OfFinding target) {
                Optional<StoredFinding> open = targets.open(target);
                Standing standing =
                        open.map(
                                        stored ->
                                                judged.standing(
                                                        waiver,
                                                        stored.finding().answer().says().actual()))
                                .orElse(judged.standing(waiver));
                return new Listed(recorded, standing, open.isPresent());
            }
            return new Listed(
                    recorded, judged.standing(recorded.decision()), targets.has(recorded.target()));
        }

        int apply(Path path) {
            DecisionsFile read = DecisionsFile.read(path);
            List<Fault> faults = new ArrayList<>(read.faults());
            FileOrigin origin = FileOrigin.of(path);
            if (origin.uncommitted()) {
                session.tell(Message.of("decision.uncommitted").with("file", path.toString()));
            }
            DecisionPlan.Draft draft =
                    new DecisionPlan.Draft(origin.way(), decisions.all(DecideCommand.this::tell));
            Rules rules = rules();
            Made made = made(origin.way());
            List<DecisionsFile.Line> lines =
                    read.lines().stream().filter(line -> !draft.keeps(line.form())).toList();
            targets.load(
                    lines.stream()
                            .flatMap(line -> Target.parse(line.form().given(Field.TARGET)).stream())
                            .toList());
            for (DecisionsFile.Line line : lines) {
                List<Problem> problems = new ArrayList<>();
                switch (line.form().decide(rules, made)) {
                    case Refused refused -> problems.addAll(refused.problems());
                    case Accepted accepted -> {
                        Decision present = present(accepted.decision(), problems);
                        if (present != null) {
                            draft.decide(present);
                        }
                    }
                }
                problems.forEach(
                        problem ->
                                faults.add(
                                        new Fault(
                                                line.of(problem.field()),
                                                problem.what(),
                                                problem.next())));
            }
            if (!faults.isEmpty()) {
                throw ReviewedFile.faulty(session, path, faults);
            }
            DecisionPlan plan = draft.plan();
            return write(plan.changes(), plan.unchanged(), made);
        }

        /** Writes changes, several at a time: each is about a target of its own. */
        private int write(List<Change> changes, int unchanged, Made by) {
            changes.forEach(pages::change);
            if (!dryRun) {
                List<Overtaken> overtaken = new ArrayList<>();
                try (ExecutorService writers =
                        Executors.newFixedThreadPool(Math.clamp(changes.size(), 1, AT_A_TIME))) {
                    List<Future<DecisionTable.Outcome>> written =
                            changes.stream()
                                    .map(change -> writers.submit(() -> write(change, by)))
                                    .toList();
                    for (Future<DecisionTable.Outcome> each : written) {
                        switch (each.get()) {
                            case Written unused -> {}
                            case Overtaken lost -> overtaken.add(lost);
                        }
                    }
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("writing was interrupted", interrupted);
                } catch (ExecutionException failure) {
                    throw failure.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(failure.getCause());
                }
                if (!overtaken.isEmpty()) {
                    throw overtaken(overtaken);
                }
            }
            pages.summary(changes, unchanged, !dryRun);
            return ExitCode.OK;
        }

        private DecisionTable.Outcome write(Change change, Made by) {
            return switch (change) {
                case Change.Decide decide -> decisions.decide(decide.decision(), decide.before());
                case Change.Withdraw withdraw -> decisions.withdraw(withdraw.before(), by);
            };
        }

        private CommandFailure overtaken(List<Overtaken> overtaken) {
            for (Overtaken lost : overtaken) {
                RecordedDecision there = lost.there();
                session.tell(
                        there == null
                                ? Message.of("decision.overtaken-gone")
                                : Message.of("decision.overtaken-by")
                                        .with("target", there.target().text())
                                        .with("said", DecisionTexts.said(there.decision()))
                                        .with("made", DecisionTexts.made(there.last())));
            }
            return CommandFailure.error(
                    Message.of("decision.overtaken").with("count", overtaken.size()),
                    Message.of("decision.overtaken-next"));
        }
    }
}
