package io.muster.cli.scan;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.scan.RecordedScan;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.StoredFacts;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.output.Entry;
import io.muster.cli.output.FindingReport;
import io.muster.cli.output.Format;
import io.muster.cli.output.ScanSummary;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Scorecard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The same scan as the function's, from any machine with credentials. */
@Command(
        name = "scan",
        description = {
            "Ask AWS about the instances of one or more regions and say what is not ready.",
            "Reads only, and writes nothing unless --table is given."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster scan                                 the default region, as a table",
            "  ./muster scan --region us-east-1 --region eu-west-1 --severity high",
            "  ./muster scan --row security --all            one row, with what is ready",
            "  ./muster scan --output json > findings.json   everything, for programs",
            "  ./muster scan --fail-on high                  exit 3 stops a pipeline",
            "",
            "Exit codes:",
            "  0  nothing is not ready at or above --fail-on (always, without --fail-on)",
            "  1  the scan failed; or --fail-on is given, nothing was found, and facts could",
            "     not be read, so that nobody can say that there is nothing",
            "  2  the command was not asked properly",
            "  3  something is NOT_READY at or above --fail-on; UNKNOWN does not count",
            "",
            "The scan needs these read-only actions: sts:GetCallerIdentity,",
            "ec2:Describe*, autoscaling:Describe*, cloudwatch:DescribeAlarms.",
            "One that is denied makes UNKNOWN of what hangs on it; the rest is judged."
        })
public final class ScanCommand implements Callable<Integer> {

    private final Session session;
    private final Catalogue builtIn = BuiltInChecks.catalogue();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description = {
                "A region to scan (repeatable).",
                "Default: AWS_REGION, AWS_DEFAULT_REGION, the profile's."
            })
    private List<String> regions = new ArrayList<>();

    @Option(
            names = "--all-regions",
            description = "Scan every region that is enabled for the account.")
    private boolean allRegions;

    @Mixin private AwsOptions aws = new AwsOptions();

    @Mixin private Selection selection = new Selection();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit 3 when something of this severity or above is not ready.")
    private @Nullable Severity failOn;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: table.")
    private Format format = Format.TABLE;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many resources per check a table names. Default: 3.")
    private int limit = 3;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Also bring this DynamoDB table up to date with what is found.")
    private @Nullable String table;

    @Option(
            names = "--table-region",
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description = "Where the table is. Default: the first region that is scanned.")
    private @Nullable String tableRegion;

    public ScanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (table != null && selection.partial()) {
            throw CommandFailure.usage(
                    "--table takes a whole scan: --row and --check would resolve the findings of all"
                            + " other checks",
                    "Leave out --row and --check, or --table.");
        }
        Catalogue catalogue = selection.catalogue(builtIn);
        Thresholds thresholds = session.thresholds();
        return scan(aws.access(session.environment()), catalogue, thresholds);
    }

    private int scan(AwsAccess access, Catalogue catalogue, Thresholds thresholds) {
        List<String> scanned = scanned(access);
        if (table == null) {
            return show(collected(access, catalogue, thresholds, scanned, null), ScopeScan::judge);
        }
        // The table first: what guests and logs said last is in it.
        try (AwsClients clients = access.clients(tableRegion(scanned), new CallLedger())) {
            StoredFacts stored = StoredFacts.of(clients, table);
            Collected collected = collected(access, catalogue, thresholds, scanned, stored);
            ScanRecorder recorder = new ScanRecorder(FindingTable.of(clients, table));
            return show(collected, (scan, to) -> tell(recorder.record(scan, to)));
        }
    }

    /** The facts of all scopes. */
    private record Collected(ScanSummary summary, List<ScopeScan> scans) {}

    private Collected collected(
            AwsAccess access,
            Catalogue catalogue,
            Thresholds thresholds,
            List<String> scanned,
            @Nullable StoredFacts stored) {
        Instant startedAt = session.clock().instant();
        List<ScopeScan> scans;
        try (Progress progress = new Progress(session)) {
            scans =
                    new FleetScans(access, catalogue, thresholds, session.clock(), progress)
                            .of(scanned, stored);
        }
        ScanSummary summary =
                new ScanSummary(
                        session.scanIds().get(),
                        startedAt,
                        session.clock().instant(),
                        scans.stream().map(ScopeScan::collected).toList(),
                        selection.partial());
        return new Collected(summary, scans);
    }

    private List<String> scanned(AwsAccess access) {
        if (!allRegions) {
            return AwsOptions.regions(regions, access);
        }
        String asked = AwsOptions.regions(firstRegion(access), access).get(0);
        try (AwsClients clients = access.clients(asked, new CallLedger())) {
            return AwsAccess.enabledRegions(clients);
        }
    }

    private String tableRegion(List<String> scanned) {
        return tableRegion == null
                ? Collections.min(scanned)
                : AwsOptions.known(List.of(tableRegion)).get(0);
    }

    private void tell(RecordedScan recorded) {
        session.err()
                .println(
                        "muster: %s in table %s: %s"
                                .formatted(recorded.report().scope(), table, recorded.changes()));
    }

    /** Where to ask which regions there are: any enabled one knows. */
    private List<String> firstRegion(AwsAccess access) {
        if (!regions.isEmpty()) {
            throw CommandFailure.usage(
                    "--region and --all-regions exclude each other", "Leave one of them out.");
        }
        return List.of(access.defaultRegion().orElse("us-east-1"));
    }

    private int show(Collected collected, BiConsumer<ScopeScan, Consumer<FreshFinding>> judging) {
        FindingReport report = format.findings(session, limit);
        Scorecard scorecard = new Scorecard();
        FailOn watch = new FailOn(failOn);
        report.begin(collected.summary());
        for (ScopeScan scan : collected.scans()) {
            judging.accept(scan, judged -> see(judged, scorecard, watch, report));
        }
        report.end(scorecard);
        return exitCode(collected.summary(), watch);
    }

    private void see(FreshFinding judged, Scorecard scorecard, FailOn watch, FindingReport report) {
        Judgement judgement = judged.judgement();
        Status verdict = judgement.verdict().status();
        scorecard.accept(judgement);
        watch.see(judgement.spec(), verdict);
        if (selection.shows(judgement.spec(), verdict)) {
            report.add(Entry.fresh(judged.finding()));
        }
    }

    private int exitCode(ScanSummary summary, FailOn watch) {
        if (watch.tripped()) {
            return ExitCode.FINDINGS;
        }
        List<String> unread = unread(summary);
        if (!unread.isEmpty() && (watch.set() || format == Format.CSV)) {
            String told = "muster: not everything could be read, so what hangs on it is UNKNOWN: ";
            session.err().println(told + String.join(", ", unread));
        }
        return watch.set() && !unread.isEmpty() ? ExitCode.ERROR : ExitCode.OK;
    }

    /** The facts that the scan asked for and was not given, though the endpoint has them. */
    private static List<String> unread(ScanSummary summary) {
        List<String> unread = new ArrayList<>();
        for (ScopeReport scope : summary.scopes()) {
            for (ScopeReport.Unseen unseen : scope.unseen()) {
                if (unseen.why() != Why.NOT_SUPPORTED && unseen.why() != Why.NOT_COLLECTED) {
                    unread.add(unseen.part() + " of " + scope.scope().region());
                }
            }
        }
        return unread;
    }
}
