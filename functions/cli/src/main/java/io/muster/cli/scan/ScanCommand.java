package io.muster.cli.scan;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.scan.RecordedScan;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.StoredFacts;
import io.muster.cli.kept.KeptPrices;
import io.muster.cli.kept.ShownNumbers;
import io.muster.cli.kept.ShownNumbers.Source;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.output.Hints;
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
import io.muster.readiness.text.Message;
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
        addMethodSubcommands = false,
        name = "scan",
        description = {
            "Scan the instances of one or more regions and show what is not ready.",
            "Read-only: nothing is written unless --table is given."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster scan                                 the default region on one screen",
            "  ./muster scan -r us-east-1 -r eu-west-1 --by remedy --severity high",
            "  ./muster scan --row security --all            one row, with ready results",
            "  ./muster scan -o json=fleet.json -o table     all findings in a file, and a screen",
            "  ./muster scan --fail-on high                  exit code 3 stops a pipeline",
            "",
            "Exit codes:",
            "  0  no result is NOT_READY at or above --fail-on (always without --fail-on)",
            "  1  the scan failed, or instances could not be read; or with --fail-on, other",
            "     facts could not be read",
            "  2  the command line is not valid",
            "  3  a result is NOT_READY at or above --fail-on; takes precedence over 1.",
            "     A result that could not be evaluated does not count",
            "",
            "The read-only IAM actions that a scan needs: ./muster permissions scan",
            "If one is denied, the results that depend on it are not evaluated."
        })
public final class ScanCommand implements Callable<Integer> {

    private Session session;
    private final Catalogue builtIn = BuiltInChecks.catalogue();

    @Option(
            names = {"-r", "--region"},
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description = {
                "Region to scan (repeatable).",
                "Default: AWS_REGION, AWS_DEFAULT_REGION, the profile."
            })
    private List<String> regions = new ArrayList<>();

    @Option(
            names = "--all-regions",
            description = "Scan all regions that are enabled for the account.")
    private boolean allRegions;

    @Mixin private AwsOptions aws = new AwsOptions();

    @Mixin private Selection selection = new Selection();

    @Option(
            names = "--no-cache",
            description = "Ask AWS for prices even if it was asked within seven days.")
    private boolean noCache;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit code 3 if a result of this severity or above is NOT_READY.")
    private @Nullable Severity failOn;

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description =
                    "Use the guest and log data of this DynamoDB table, and write the findings to it.")
    private @Nullable String table;

    @Option(
            names = "--table-region",
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description = "Region of the table. Default: the first scanned region.")
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
                    Message.of("screen.partial-table"), Message.of("screen.partial-table-next"));
        }
        Catalogue catalogue = catalogue();
        Thresholds thresholds = session.thresholds();
        boolean whole = selection.showsMoreThanOpen();
        try (Reports reports = output.open(session, whole, hints())) {
            AwsAccess access = aws.access(session);
            return scan(access, catalogue, thresholds, reports);
        }
    }

    /** Which workloads there are takes the groups, whatever the checks look at. */
    private Catalogue catalogue() {
        Catalogue chosen = selection.catalogue(builtIn);
        return selection.workloads().isEmpty()
                ? chosen
                : chosen.reading(Set.of(io.muster.readiness.fleet.Source.AUTO_SCALING_GROUPS));
    }

    /** How the next command finds the same instances. */
    private Hints hints() {
        StringBuilder options = new StringBuilder();
        if (table != null) {
            AwsOptions.option(options, "--table", table);
            String where = tableRegion != null || regions.isEmpty() ? tableRegion : regions.get(0);
            AwsOptions.option(options, "--region", where);
        } else {
            regions.forEach(region -> AwsOptions.option(options, "--region", region));
        }
        return new Hints(options + aws.given(), table == null, true);
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
                    new FleetScans(
                                    access,
                                    catalogue,
                                    thresholds,
                                    KeptPrices.of(session, !noCache, aws.endpoint() != null),
                                    session.clock(),
                                    progress)
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
        session.tell(
                Message.of("screen.scan-recorded")
                        .with("scope", recorded.report().scope().toString())
                        .with("table", String.valueOf(table))
                        .with("changes", recorded.changes().told()));
        recorded.problems().forEach(problem -> session.tell(Message.literal(problem)));
    }

    /** Where to ask which regions there are: any enabled one knows. */
    private List<String> firstRegion(AwsAccess access) {
        if (!regions.isEmpty()) {
            throw CommandFailure.usage(
                    Message.of("screen.region-or-all"), Message.of("screen.leave-one-out"));
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
        watch.warn(catalogue, session);
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
        new KnownNames(instances, workloads, Message.of("screen.in-scan")).require(selection);
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
            session.tell(
                    Message.of("screen.left-out")
                            .with(
                                    "regions",
                                    denied.stream()
                                            .map(scope -> scope.scope().region())
                                            .collect(Collectors.joining(", "))));
        }
        List<Message> unread =
                counted.stream()
                        .flatMap(
                                scope ->
                                        Unread.of(scope).stream()
                                                .map(
                                                        part ->
                                                                Message.of("screen.part-of")
                                                                        .with(
                                                                                "part",
                                                                                io.muster.readiness
                                                                                        .fleet
                                                                                        .Source
                                                                                        .named(
                                                                                                part
                                                                                                        .part()))
                                                                        .with(
                                                                                "region",
                                                                                scope.scope()
                                                                                        .region())))
                        .toList();
        if (!unread.isEmpty()) {
            session.tell(Message.of("screen.not-all-read").with("parts", unread));
        }
        if (watch.tripped()) {
            watch.explain(session);
            return ExitCode.FINDINGS;
        }
        return counted.stream().anyMatch(Unread::instances) || (watch.set() && !unread.isEmpty())
                ? ExitCode.ERROR
                : ExitCode.OK;
    }
}
