package io.muster.cli.findings;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.FindingTable;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.FindingState;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.output.FindingReport;
import io.muster.cli.output.Format;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the table holds, with since when. */
@Command(
        name = "findings",
        description = {
            "Show what the table holds: findings that scheduled scans and `scan --table` wrote.",
            "Reads the table only; AWS is not scanned."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster findings --table muster                 all that is open",
            "  ./muster findings --workload shop-web --severity high",
            "  ./muster findings --scope 123456789012/eu-west-1 --state all --output csv",
            "  ./muster findings --resource i-0abc1234def567890 --state all",
            "",
            "Exit codes: 0 shown, 1 failed, 2 not asked properly"
        })
public final class FindingsCommand implements Callable<Integer> {

    private static final String DEFAULT_TABLE = "muster";

    private final Session session;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The DynamoDB table. Default: MUSTER_TABLE, else muster.")
    private @Nullable String table;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description = "Where the table is. Default: AWS_REGION and so on.")
    private List<String> region = new ArrayList<>();

    @Mixin private AwsOptions aws = new AwsOptions();

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "Only this account, region, or ACCOUNT/REGION (repeatable).")
    private List<String> scopes = new ArrayList<>();

    @Option(
            names = "--row",
            paramLabel = "ROW",
            description = "Only this row of the checklist (repeatable).")
    private List<ChecklistRow> rows = new ArrayList<>();

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Only this severity and above: ${COMPLETION-CANDIDATES}.")
    private @Nullable Severity severity;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description = "Only this workload and what belongs to it.")
    private @Nullable String workload;

    @Option(names = "--resource", paramLabel = "ID", description = "Only this resource.")
    private @Nullable String resource;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "${COMPLETION-CANDIDATES}. Default: open.")
    private FindingState state = FindingState.OPEN;

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

    public FindingsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AwsAccess access = aws.access(session.environment());
        String where = AwsOptions.regions(region, access).get(0);
        try (AwsClients clients = access.clients(where, new CallLedger())) {
            show(FindingTable.of(clients, tableName()));
        }
        return ExitCode.OK;
    }

    private String tableName() {
        return table != null
                ? table
                : session.environment().getOrDefault("MUSTER_TABLE", DEFAULT_TABLE);
    }

    /** Asks the table in the narrowest of its own orders that holds all that is asked for. */
    private void show(FindingTable from) {
        TableFindings findings = new TableFindings(from, this::wanted);
        FindingReport report = format.findings(session, limit);
        if (resource != null) {
            findings.ofResource(resource, report);
        } else if (workload != null) {
            findings.ofWorkload(workload, report);
        } else {
            findings.ofScopes(this::inScope, report);
        }
    }

    private boolean wanted(StoredFinding stored) {
        Finding finding = stored.finding();
        boolean inState =
                switch (state) {
                    case OPEN -> stored.open();
                    case RESOLVED -> !stored.open();
                    case ALL -> true;
                };
        return inState
                && inScope(finding.scope())
                && (rows.isEmpty() || rows.contains(finding.rule().row()))
                && (severity == null || finding.rule().severity().atLeast(severity))
                && (workload == null || workload.equals(finding.workload()))
                && (resource == null || resource.equals(finding.resource().id()));
    }

    private boolean inScope(Scope scope) {
        return scopes.isEmpty()
                || scopes.contains(scope.toString())
                || scopes.contains(scope.account())
                || scopes.contains(scope.region());
    }
}
