package io.muster.cli.findings;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.cli.kept.ShownNumbers;
import io.muster.cli.kept.ShownNumbers.Source;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.FindingState;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.option.TableOption;
import io.muster.cli.output.Hints;
import io.muster.cli.output.OutputOptions;
import io.muster.cli.output.Reports;
import io.muster.cli.scan.Progress;
import io.muster.cli.selection.FailOn;
import io.muster.cli.selection.KnownNames;
import io.muster.cli.selection.KnownNames.Kind;
import io.muster.cli.selection.Selection;
import io.muster.cli.selection.Since;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Standing;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Message;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the table holds, with since when. */
@Command(
        addMethodSubcommands = false,
        name = "findings",
        description = {
            "Show the findings that scheduled scans and 'scan --table' wrote to the table.",
            "Reads only the table; it does not scan AWS."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster findings --table muster                 all open findings on one screen",
            "  ./muster findings --by instance --severity high",
            "  ./muster findings --workload shop-web --full",
            "  ./muster findings --scope 123456789012/eu-west-1 --state all --output csv",
            "  ./muster findings --fail-on high --since 7d      exit code 3 for new findings",
            "",
            "Exit codes:",
            "  0  no open finding is NOT_READY at or above --fail-on (always without --fail-on)",
            "  1  the command failed: no scan in the table, an unknown name; or with --fail-on,",
            "     a scope was not scanned recently or its instances could not be read",
            "  2  the command line is not valid",
            "  3  an open finding is NOT_READY at or above --fail-on"
        })
public final class FindingsCommand implements Callable<Integer> {

    private Session session;

    @Mixin private TableOption table = new TableOption();

    @Option(
            names = {"-r", "--region"},
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description =
                    "Region of the table. Default: AWS_REGION, AWS_DEFAULT_REGION, the profile.")
    private List<String> region = new ArrayList<>();

    @Mixin private AwsOptions aws = new AwsOptions();

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "Only this account, region or ACCOUNT/REGION (repeatable).")
    private List<String> scopes = new ArrayList<>();

    @Mixin private Selection selection = new Selection();

    @Option(names = "--resource", paramLabel = "ID", description = "Only this resource.")
    private @Nullable String resource;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = Since.Converter.class,
            description = "Only findings first seen since then: 7d, 12h, 2026-11-22 (UTC).")
    private @Nullable Since since;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "${COMPLETION-CANDIDATES}. Default: open.")
    private FindingState state = FindingState.OPEN;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit code 3 if an open finding of this severity or above is NOT_READY.")
    private @Nullable Severity failOn;

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
            names = "--retire-scope",
            paramLabel = "SCOPE",
            description = "Remove ACCOUNT/REGION with all its findings from the table; asks first.")
    private @Nullable String retired;

    @Option(names = "--yes", description = "Remove the scope without asking.")
    private boolean yes;

    public FindingsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session = output.session(session);
        if (!selection.tags().isEmpty()) {
            throw CommandFailure.usage(
                    Message.of("screen.tag-needs-scan"), Message.of("screen.tag-needs-scan-next"));
        }
        FailOn watch = new FailOn(failOn);
        watch.warn(selection.catalogue(BuiltInChecks.catalogue()), session);
        boolean whole = state != FindingState.OPEN || selection.showsMoreThanOpen();
        try (Reports reports = output.open(session, whole, hints())) {
            AwsAccess access = aws.access(session);
            String where = AwsOptions.regions(region, access).get(0);
            try (Progress silence = Progress.untilSilent(session, where);
                    AwsClients clients = access.clients(where, silence.calls())) {
                FindingTable from =
                        FindingTable.of(
                                clients, table.name(session.environment()), session.clock());
                TableFindings all = TableFindings.of(from, session);
                if (retired != null) {
                    return new ScopeRetirement(session, from, yes).retire(retired, all.summaries());
                }
                int exitCode = show(from, all, watch, reports);
                URI endpoint = aws.endpoint();
                Source source =
                        new Source(
                                from.name(),
                                where,
                                aws.profile(),
                                endpoint == null ? null : endpoint.toString());
                new ShownNumbers(source, reports.numbered()).keep(session);
                return exitCode;
            }
        }
    }

    /** How the next command finds the same table. */
    private Hints hints() {
        StringBuilder options = new StringBuilder();
        AwsOptions.option(options, "--table", table.name(session.environment()));
        region.stream().limit(1).forEach(one -> AwsOptions.option(options, "--region", one));
        return new Hints(options + aws.given(), false, true);
    }

    private int show(FindingTable from, TableFindings all, FailOn watch, Reports reports) {
        known(all.summaries(), from.name());
        TableFindings findings = all.in(this::inScope);
        new TableQuery(selection, resource, since, state)
                .show(from, findings, output.unknown(), watch, reports);
        tellEnding(all.decisions());
        return exitCode(findings, watch);
    }

    /** So that a decision is renewed before its findings are back. */
    private void tellEnding(Decisions decisions) {
        long ending =
                decisions.all().stream()
                        .filter(each -> decisions.standing(each) == Standing.ENDING)
                        .count();
        if (ending > 0) {
            session.tell(
                    Message.of("decision.ending-soon")
                            .with("count", ending)
                            .with("days", Decision.NOTICE_DAYS));
        }
    }

    private int exitCode(TableFindings findings, FailOn watch) {
        List<Message> old = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (ScopeSummary summary : findings.summaries()) {
            if (findings.stale(summary)) {
                old.add(
                        Message.of("screen.scope-since")
                                .with("scope", summary.report().scope().toString())
                                .with("time", summary.begunAt()));
            } else if (summary.report().instances() == null) {
                unread.add(summary.report().scope().toString());
            }
        }
        if (!old.isEmpty()) {
            session.tell(Message.of("screen.not-scanned-recently").with("scopes", old));
        }
        if (!unread.isEmpty()) {
            session.tell(
                    Message.of("screen.instances-not-read")
                            .with("scopes", String.join(", ", unread)));
        }
        if (watch.tripped()) {
            watch.explain(session);
            return ExitCode.FINDINGS;
        }
        return watch.set() && !(old.isEmpty() && unread.isEmpty()) ? ExitCode.ERROR : ExitCode.OK;
    }

    /** Holds the scopes that are asked for to those that there are. */
    private void known(List<ScopeSummary> summaries, String name) {
        Set<String> known = new TreeSet<>();
        for (ScopeSummary summary : summaries) {
            Scope scope = summary.report().scope();
            known.addAll(List.of(scope.toString(), scope.account(), scope.region()));
        }
        for (String scope : scopes) {
            if (!known.contains(scope)) {
                throw KnownNames.unknown(Kind.SCOPE, scope, known, KnownNames.inTable(name));
            }
        }
    }

    private boolean inScope(Scope scope) {
        return scopes.isEmpty()
                || scopes.contains(scope.toString())
                || scopes.contains(scope.account())
                || scopes.contains(scope.region());
    }
}
