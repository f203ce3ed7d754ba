package io.muster.cli.report;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.store.FindingTable;
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
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.scorecard.Effort;
import io.muster.readiness.scorecard.Policy;
import io.muster.readiness.text.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A document of what is in place, what was decided and what remains. */
@Command(
        name = "report",
        description = {
            "Write a document of the table: the checklist of each workload, with its decisions.",
            "Reads only the table; it does not scan AWS."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster report --part checklist --table muster > checklist.md",
            "  ./muster report --part checklist --workload shop-web --output html",
            "  ./muster report --part checklist --effort tests=16 --effort logs=1 --output csv",
            "  ./muster report --part checklist --policy policy.yaml",
            "",
            "Exit codes: 0 success; 1 failure, an unknown workload, or a scope that was not scanned",
            "recently; 2 the command line is not valid"
        })
public final class ReportCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "${COMPLETION-CANDIDATES}. Default: all, in this order.")
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
            names = {"-r", "--region"},
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description = "Region of the table. Default: AWS_REGION, the profile.")
    private List<String> region = new ArrayList<>();

    @Mixin private AwsOptions aws = new AwsOptions();

    public ReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Policy asked = asked();
        AwsAccess access = aws.access(session);
        String where = AwsOptions.regions(region, access).get(0);
        try (Progress silence = Progress.untilSilent(session, where);
                AwsClients clients = access.clients(where, silence.calls())) {
            FindingTable from =
                    FindingTable.of(clients, table.name(session.environment()), session.clock());
            TableFindings findings = TableFindings.of(from, session);
            int exit = ExitCode.OK;
            for (ReportPart part : parts.isEmpty() ? List.of(ReportPart.values()) : parts) {
                exit =
                        Math.max(
                                exit,
                                switch (part) {
                                    case CHECKLIST -> checklist(from, findings, asked);
                                });
            }
            return exit;
        }
    }

    private int checklist(FindingTable from, TableFindings findings, Policy asked) {
        Checklist checklist =
                new ChecklistReader(from, findings, asked, session.clock().instant())
                        .read(workloads);
        new ChecklistPages(session).print(checklist, format);
        return checklist.outdated().isEmpty() ? ExitCode.OK : ExitCode.ERROR;
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
