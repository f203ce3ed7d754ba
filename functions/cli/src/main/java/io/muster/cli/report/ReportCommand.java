package io.muster.cli.report;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.StoredFacts;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.option.TableOption;
import io.muster.cli.option.Words;
import io.muster.cli.policy.PolicyFile;
import io.muster.cli.scan.Progress;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.console.page.FilePage;
import io.muster.console.page.Reader;
import io.muster.console.page.Theme;
import io.muster.console.state.FleetState;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.scorecard.Effort;
import io.muster.readiness.scorecard.Policy;
import io.muster.readiness.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Documents: the fleet on a page; what is in place, what was decided and what remains; and the move
 * to arm64.
 */
@Command(
        addMethodSubcommands = false,
        name = "report",
        description = {
            "Write a document: the checklist of each workload, with its decisions, and the plan",
            "of its migration to Graviton; or the fleet on one page that a browser opens.",
            "The checklist and the plan are of the newest scans of the table, the one of --table,",
            "MUSTER_TABLE or muster; with --scan the plan is of a scan of now. The page is of a",
            "scan of now, or of the table that --table names."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster report --part page --output html > fleet.html     scans AWS now",
            "  ./muster report --part page --output html --table muster > fleet.html",
            "  ./muster report --part checklist --table muster > checklist.md",
            "  ./muster report --part checklist --workload shop-web --output html",
            "  ./muster report --part checklist --effort tests=16 --effort logs=1 --output csv",
            "  ./muster report --part checklist --policy policy.yaml",
            "  ./muster report --part migration --table muster            what the fleet can save",
            "  ./muster report --part migration --workload shop-web --table muster > plan.md",
            "  ./muster report --part migration --scan --region us-east-1 --output json",
            "",
            "Exit codes: 0 success; 1 failure, an unknown workload, or a scope that was not scanned",
            "recently or could not be read; 2 the command line is not valid"
        })
public final class ReportCommand implements Callable<Integer> {

    private final Session session;

    @Spec(Spec.Target.SELF)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "${COMPLETION-CANDIDATES}. Default: all but the page, in this order.")
    private List<ReportPart> parts = new ArrayList<>();

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description = "Only this workload (repeatable).")
    private List<String> workloads = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "policy.yaml: the level of each environment, items of the team, hours; see"
                            + " docs/policy.md.")
    private @Nullable Path policy;

    @Option(
            names = "--effort",
            paramLabel = "ROW=HOURS",
            description =
                    "Hours that a check of a row takes when it is not ready (repeatable)."
                            + " Defaults: docs/waivers.md.")
    private List<String> efforts = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: markdown.")
    private ReportFormat format = ReportFormat.MARKDOWN;

    @Mixin private TableOption table = new TableOption();

    @Option(
            names = "--scan",
            description = {
                "Scan AWS now for the migration plan, instead of reading the table's scans; what",
                "guests said last comes from --table. Nothing is written. The page needs no --scan."
            })
    private boolean scan;

    @Option(
            names = {"-r", "--region"},
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description =
                    "Region of the table; where AWS is scanned, the regions to scan (repeatable),"
                            + " the first that of the table. Default: AWS_REGION, the profile.")
    private List<String> region = new ArrayList<>();

    @Mixin private AwsOptions aws = new AwsOptions();

    public ReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Policy asked = asked();
        Set<ReportPart> wanted = wanted();
        AwsAccess access = aws.access(session);
        if (wanted.contains(ReportPart.PAGE)) {
            return page(access, asked);
        }
        SortedMap<ReportPart, PartPage> pages =
                scan ? scanned(access) : stored(access, wanted, asked);
        new PartPrinter(session).print(pages, format);
        return pages.values().stream().allMatch(PartPage::complete) ? ExitCode.OK : ExitCode.ERROR;
    }

    /**
     * The parts that are asked for.
     *
     * @throws CommandFailure if they cannot be written together, or not in this format
     */
    private Set<ReportPart> wanted() {
        Set<ReportPart> wanted =
                parts.isEmpty()
                        ? EnumSet.complementOf(EnumSet.of(ReportPart.PAGE))
                        : EnumSet.copyOf(parts);
        if (wanted.contains(ReportPart.PAGE)
                && (wanted.size() > 1 || format != ReportFormat.HTML || !workloads.isEmpty())) {
            throw CommandFailure.usage(
                    Message.of("console.page-alone"), Message.of("console.page-alone-next"));
        }
        if (format == ReportFormat.CSV && wanted.size() > 1) {
            throw CommandFailure.usage(
                    Message.of("screen.report-csv"), Message.of("screen.report-one-part"));
        }
        if (scan && wanted.contains(ReportPart.PAGE) && table.given()) {
            throw CommandFailure.usage(
                    Message.of("screen.scan-or-table"), Message.of("screen.leave-one-out"));
        }
        if (scan && wanted.contains(ReportPart.CHECKLIST)) {
            throw CommandFailure.usage(
                    Message.of("screen.report-scan"), Message.of("screen.report-scan-next"));
        }
        return wanted;
    }

    private int page(AwsAccess access, Policy asked) {
        PageReader reader = new PageReader(session, asked);
        if (!table.given()) {
            return page(reader.scan(access, regionsToScan(access), aws.endpoint() != null));
        }
        String where = regionOfTable(access);
        try (Progress silence = Progress.untilSilent(session, where);
                AwsClients clients = access.clients(where, silence.calls())) {
            FindingTable from =
                    FindingTable.of(clients, table.name(session.environment()), session.clock());
            return page(reader.read(clients, from, TableFindings.of(from, session)));
        }
    }

    private String regionOfTable(AwsAccess access) {
        return AwsOptions.regions(region, access).get(0);
    }

    private List<String> regionsToScan(AwsAccess access) {
        return AwsOptions.regionsToScan(Objects.requireNonNull(spec), region, access);
    }

    private int page(FleetState state) {
        session.out().print(FilePage.html(state, new Reader(session.rendering(), Theme.AUTO)));
        session.out().flush();
        boolean unread =
                state.instances().unknown() > 0
                        || state.seen().scopes().stream()
                                .anyMatch(
                                        scope ->
                                                scope.report().instances() == null
                                                        || scope.notScannedSince() != null);
        return unread ? ExitCode.ERROR : ExitCode.OK;
    }

    private SortedMap<ReportPart, PartPage> stored(
            AwsAccess access, Set<ReportPart> wanted, Policy asked) {
        String where = regionOfTable(access);
        SortedMap<ReportPart, PartPage> pages = new TreeMap<>();
        try (Progress silence = Progress.untilSilent(session, where);
                AwsClients clients = access.clients(where, silence.calls())) {
            FindingTable from =
                    FindingTable.of(clients, table.name(session.environment()), session.clock());
            TableFindings findings = TableFindings.of(from, session);
            for (ReportPart part : wanted) {
                pages.put(
                        part,
                        switch (part) {
                            case CHECKLIST ->
                                    new ChecklistPages(
                                            session,
                                            new ChecklistReader(
                                                            from,
                                                            findings,
                                                            asked,
                                                            session.clock().instant())
                                                    .read(workloads));
                            case PAGE ->
                                    throw new IllegalStateException("the page is written alone");
                            case MIGRATION ->
                                    new MigrationPages(
                                            session,
                                            new MigrationReader(session, workloads)
                                                    .ofTable(from, findings));
                        });
            }
        }
        return pages;
    }

    private SortedMap<ReportPart, PartPage> scanned(AwsAccess access) {
        List<String> regions = regionsToScan(access);
        MigrationReader reader = new MigrationReader(session, workloads);
        boolean own = aws.endpoint() != null;
        Migration migration;
        if (table.given()) {
            String name = table.name(session.environment());
            try (AwsClients clients = access.clients(regionOfTable(access), new CallLedger())) {
                migration =
                        reader.ofScan(access, regions, own, StoredFacts.of(clients, name), name);
            }
        } else {
            migration = reader.ofScan(access, regions, own, null, null);
        }
        SortedMap<ReportPart, PartPage> pages = new TreeMap<>();
        pages.put(ReportPart.MIGRATION, new MigrationPages(session, migration));
        return pages;
    }

    /** What the file says, with the hours of the command line over those of the file. */
    private Policy asked() {
        Policy file = PolicyFile.read(policy, session);
        return efforts.isEmpty() ? file : file.with(effort(file.effort()));
    }

    private Effort effort(Effort before) {
        Map<ChecklistRow, Integer> hours = new EnumMap<>(before.hours());
        Words<ChecklistRow> rows = new Words<>(ChecklistRow.class, "checklist row");
        for (String effort : efforts) {
            String[] parts = effort.split("=", 2);
            try {
                int given = parts.length == 2 ? Integer.parseInt(parts[1].strip()) : -1;
                if (given < 0 || given > Effort.MAX_HOURS) {
                    throw notHours(effort);
                }
                hours.put(rows.convert(parts[0]), given);
            } catch (NumberFormatException notANumber) {
                throw notHours(effort);
            } catch (TypeConversionException noRow) {
                throw CommandFailure.usage(
                        Message.literal(String.valueOf(noRow.getMessage())), Message.EMPTY);
            }
        }
        return new Effort(hours);
    }

    private static CommandFailure notHours(String given) {
        return CommandFailure.usage(
                Message.of("decision.not-hours").with("given", given),
                Message.of("decision.not-hours-next").with("max", Effort.MAX_HOURS));
    }
}
