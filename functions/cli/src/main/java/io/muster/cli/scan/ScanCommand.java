package io.muster.cli.scan;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.scan.RecordedScan;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.StoredFacts;
import io.muster.cli.kept.ShownNumbers;
import io.muster.cli.kept.ShownNumbers.Source;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.output.Origin;
import io.muster.cli.output.OutputOptions;
import io.muster.cli.output.Reports;
import io.muster.cli.output.ScanSummary;
import io.muster.cli.output.Unread;
import io.muster.cli.selection.FailOn;
import io.muster.cli.selection.KnownNames;
import io.muster.cli.selection.Selection;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.scan.ScopeReport;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
            "  ./muster scan                                 the default region, on one screen",
            "  ./muster scan -r us-east-1 -r eu-west-1 --by remedy --severity high",
            "  ./muster scan --row security --all            one row, with what is ready",
            "  ./muster scan -o json=fleet.json -o table     everything in a file, and a screen",
            "  ./muster scan --fail-on high                  exit 3 stops a pipeline",
            "",
            "Exit codes:",
            "  0  nothing is not ready at or above --fail-on (always, without --fail-on)",
            "  1  the scan failed, or instances could not be read; or --fail-on is given, and",
            "     other facts could not be read, so that it cannot be said that there is nothing",
            "  2  the command line is not valid",
            "  3  something is NOT_READY at or above --fail-on, before 1; UNKNOWN does not count",
            "",
            "The read-only actions that it needs: ./muster permissions scan",
            "If one is denied, what depends on it is UNKNOWN; the rest is judged."
        })
public final class ScanCommand implements Callable<Integer> {

    private Session session;
    private final Catalogue builtIn = BuiltInChecks.catalogue();

    @Option(
            names = {"-r", "--region"},
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

    @Mixin private OutputOptions output = new OutputOptions();

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

    private @Nullable String usedTableRegion;

    public ScanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session = output.session(session);
        if (table != null && selection.partial()) {
            throw CommandFailure.usage(
                    "--table takes a whole scan: --row, --check and --exclude-check would resolve the"
                            + " findings of all other checks",
                    "Leave out --row, --check and --exclude-check, or --table.");
        }
        Catalogue catalogue = selection.catalogue(builtIn);
        Thresholds thresholds = session.thresholds();
        boolean whole = selection.showsMoreThanOpen();
        try (Reports reports = output.open(session, whole)) {
            AwsAccess access = aws.access(session);
            return scan(access, catalogue, thresholds, reports);
        }
    }

    private int scan(
            AwsAccess access, Catalogue catalogue, Thresholds thresholds, Reports reports) {
        List<String> scanned = scanned(access);
        if (table == null) {
            return show(
                    collected(access, catalogue, thresholds, scanned, null),
                    catalogue,
                    thresholds,
                    reports,
                    ScopeScan::judge);
        }
        // The table first: what guests and logs said last is in it.
        usedTableRegion = tableRegion(scanned);
        try (AwsClients clients = access.clients(usedTableRegion, new CallLedger())) {
            StoredFacts stored = StoredFacts.of(clients, table);
            Collected collected = collected(access, catalogue, thresholds, scanned, stored);
            ScanRecorder recorder =
                    new ScanRecorder(FindingTable.of(clients, table, session.clock()));
            return show(
                    collected,
                    catalogue,
                    thresholds,
                    reports,
                    (scan, to) -> tell(recorder.record(scan, to)));
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
        try (Progress progress = new Progress(session, scanned.size())) {
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
                        selection.partial(),
                        stored != null);
        return new Collected(summary, scans);
    }

    private List<String> scanned(AwsAccess access) {
        if (!allRegions) {
            return AwsOptions.regions(regions, access);
        }
        String asked = AwsOptions.regions(firstRegion(access), access).get(0);
        try (Progress silence = Progress.untilSilent(session, asked);
                AwsClients clients = access.clients(asked, silence.calls())) {
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
        recorded.problems().forEach(problem -> session.err().println("muster: " + problem));
    }

    /** Where to ask which regions there are: any enabled one knows. */
    private List<String> firstRegion(AwsAccess access) {
        if (!regions.isEmpty()) {
            throw CommandFailure.usage(
                    "--region and --all-regions exclude each other", "Leave one of them out.");
        }
        return List.of(access.defaultRegion().orElse("us-east-1"));
    }

    /**
     * Shows a scan.
     *
     * @param judging to the reports alone, or to a table as well
     */
    private int show(
            Collected collected,
            Catalogue catalogue,
            Thresholds thresholds,
            Reports reports,
            BiConsumer<ScopeScan, Consumer<FreshFinding>> judging) {
        known(collected.scans());
        FailOn watch = new FailOn(failOn);
        watch.warn(catalogue, session.err());
        ScanResult result =
                new ScanResult(
                        selection, selection.shown(output.unknown()), watch, reports, thresholds);
        reports.begin(Origin.of(collected.summary()));
        collected.scans().forEach(scan -> result.add(scan, judging));
        reports.end(result.totals());
        keep(result, reports);
        return exitCode(collected.summary(), watch);
    }

    /** For {@code ./muster show}: a table keeps findings itself. */
    private void keep(ScanResult result, Reports reports) {
        if (table == null) {
            result.kept().keep(session);
        }
        new ShownNumbers(source(), reports.numbered()).keep(session);
    }

    private Source source() {
        return table == null
                ? Source.SCAN
                : new Source(table, usedTableRegion, aws.profile(), text(aws.endpoint()));
    }

    private static @Nullable String text(@Nullable URI address) {
        return address == null ? null : address.toString();
    }

    /** Holds what is selected to what is there, unless that could not be read. */
    private void known(List<ScopeScan> scans) {
        if (!selection.someSubjects()
                || scans.stream().anyMatch(scan -> Unread.instances(scan.collected()))) {
            return;
        }
        Set<String> instances = new TreeSet<>();
        Set<String> workloads = new TreeSet<>();
        for (ScopeScan scan : scans) {
            for (Instance instance : Selection.instances(scan.fleet())) {
                instances.add(instance.id());
                if (instance.name() != null) {
                    instances.add(instance.name());
                }
                scan.fleet().workloadOf(instance).ifPresent(workloads::add);
            }
            if (scan.fleet().workloads() instanceof Fact.Known<List<Workload>> all) {
                all.value().forEach(workload -> workloads.add(workload.id()));
            }
        }
        new KnownNames(instances, workloads, "in what was scanned").require(selection);
    }

    private int exitCode(ScanSummary summary, FailOn watch) {
        List<ScopeReport> denied =
                summary.scopes().stream().filter(Unread::deniedByOrganisation).toList();
        boolean another = denied.size() < summary.scopes().size();
        List<ScopeReport> counted =
                summary.scopes().stream()
                        .filter(scope -> !(another && denied.contains(scope)))
                        .toList();
        if (another && !denied.isEmpty()) {
            session.err()
                    .println(
                            "muster: left out, because a policy of the organisation denies them: "
                                    + denied.stream()
                                            .map(scope -> scope.scope().region())
                                            .collect(Collectors.joining(", ")));
        }
        List<String> unread =
                counted.stream()
                        .flatMap(
                                scope ->
                                        Unread.of(scope).stream()
                                                .map(
                                                        part ->
                                                                part.part()
                                                                        + " of "
                                                                        + scope.scope().region()))
                        .toList();
        if (!unread.isEmpty()) {
            session.err()
                    .println(
                            "muster: not everything could be read, so what depends on it is UNKNOWN: "
                                    + String.join(", ", unread));
        }
        if (watch.tripped()) {
            watch.explain(session.err());
            return ExitCode.FINDINGS;
        }
        return counted.stream().anyMatch(Unread::instances) || (watch.set() && !unread.isEmpty())
                ? ExitCode.ERROR
                : ExitCode.OK;
    }
}
