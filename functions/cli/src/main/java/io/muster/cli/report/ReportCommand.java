package io.muster.cli.report;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.store.FindingTable;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.option.TableOption;
import io.muster.cli.option.Words;
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
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Documents: the fleet on a page; what is in place, what was decided and what remains. */
@Command(
        name = "report",
        description = {
            "Write a document: the checklist of each workload with its decisions, from the table;",
            "or the fleet on one page that a browser opens, from a scan or the table."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster report --part page --output html > fleet.html     scans AWS now",
            "  ./muster report --part page --output html --table muster > fleet.html",
            "  ./muster report --part checklist --table muster > checklist.md",
            "  ./muster report --part checklist --workload shop-web --output html",
            "  ./muster report --part checklist --effort tests=16 --effort logs=1 --output csv",
            "",
            "Exit codes: 0 success; 1 failure, an unknown workload, or a scope that was not scanned",
            "recently; 2 the command line is not valid"
        })
public final class ReportCommand implements Callable<Integer> {

    private final Session session;

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
            names = {"-r", "--region"},
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description =
                    "Region of the table; of the page without --table, regions to scan (repeatable)."
                            + " Default: AWS_REGION, the profile.")
    private List<String> region = new ArrayList<>();

    @Mixin private AwsOptions aws = new AwsOptions();

    public ReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Effort effort = effort();
        List<ReportPart> wanted = wanted();
        AwsAccess access = aws.access(session);
        if (wanted.contains(ReportPart.PAGE) && !table.given()) {
            return page(
                    new PageReader(session, effort)
                            .scan(
                                    access,
                                    AwsOptions.regions(region, access),
                                    aws.endpoint() != null));
        }
        String where = AwsOptions.regions(region, access).get(0);
        try (Progress silence = Progress.untilSilent(session, where);
                AwsClients clients = access.clients(where, silence.calls())) {
            FindingTable from =
                    FindingTable.of(clients, table.name(session.environment()), session.clock());
            TableFindings findings = TableFindings.of(from, session);
            int exit = ExitCode.OK;
            for (ReportPart part : wanted) {
                exit =
                        Math.max(
                                exit,
                                switch (part) {
                                    case PAGE ->
                                            page(
                                                    new PageReader(session, effort)
                                                            .read(clients, from, findings));
                                    case CHECKLIST -> checklist(from, findings, effort);
                                });
            }
            return exit;
        }
    }

    /**
     * The parts that are asked for.
     *
     * @throws CommandFailure if the page is among others, or not wanted as it can be written
     */
    private List<ReportPart> wanted() {
        if (parts.isEmpty()) {
            return Stream.of(ReportPart.values()).filter(part -> part != ReportPart.PAGE).toList();
        }
        if (parts.contains(ReportPart.PAGE)
                && (parts.size() > 1 || format != ReportFormat.HTML || !workloads.isEmpty())) {
            throw CommandFailure.usage(
                    Message.of("console.page-alone"), Message.of("console.page-alone-next"));
        }
        return parts;
    }

    private int page(FleetState state) {
        session.out().print(FilePage.html(state, new Reader(session.rendering(), Theme.AUTO)));
        session.out().flush();
        boolean unread =
                state.seen().scopes().stream()
                        .anyMatch(
                                scope ->
                                        scope.report().instances() == null
                                                || scope.notScannedSince() != null);
        return unread ? ExitCode.ERROR : ExitCode.OK;
    }

    private int checklist(FindingTable from, TableFindings findings, Effort effort) {
        Checklist checklist =
                new ChecklistReader(from, findings, effort, session.clock().instant())
                        .read(workloads);
        new ChecklistPages(session).print(checklist, format);
        return checklist.outdated().isEmpty() ? ExitCode.OK : ExitCode.ERROR;
    }

    private Effort effort() {
        Map<ChecklistRow, Integer> hours = new EnumMap<>(ChecklistRow.class);
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
