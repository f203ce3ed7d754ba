package io.muster.cli.show;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.store.FindingTable;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.kept.KeptFinding;
import io.muster.cli.kept.KeptScan;
import io.muster.cli.kept.ShownNumbers;
import io.muster.cli.kept.ShownNumbers.Source;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.output.Json;
import io.muster.cli.output.Row;
import io.muster.cli.scan.Progress;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Page;
import io.muster.cli.session.Session;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One finding whole. */
@Command(
        addMethodSubcommands = false,
        name = "show",
        description = {
            "Show one finding with its evidence, remedy, owner, console link and related findings.",
            "Without --table, the last scan or table that was shown is used."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster show 1                        number 1 of 'Fix first' on the last screen",
            "  ./muster show i-0abc1234def567890      the worst finding of an instance",
            "  ./muster show imdsv2-required/123456789012/eu-west-1/instance/i-0abc --table muster",
            "",
            "Exit codes: 0 success, 1 failure or unknown finding, 2 the command line is not valid"
        })
public final class ShowCommand implements Callable<Integer> {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    private final Session session;

    @Parameters(
            paramLabel = "N|ID",
            description =
                    "Number on the last screen, ID of a finding or its unique beginning, or ID or Name"
                            + " of a resource.")
    private String given = "";

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "DynamoDB table. Default: that of the last command.")
    private @Nullable String table;

    @Option(
            names = {"-r", "--region"},
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description =
                    "Region of the table. Default: that of the last command, else AWS_REGION.")
    private List<String> region = new ArrayList<>();

    @Mixin private AwsOptions aws = new AwsOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: table.")
    private ShowFormat format = ShowFormat.TABLE;

    public ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Optional<ShownNumbers> numbers = numbers();
        String id = NUMBER.matcher(given.strip()).matches() ? numbered(numbers) : given.strip();
        Source source = source(numbers);
        if (source.table() == null) {
            show(new FindingSearch(new ScanSource(lastScan())).find(id));
            return ExitCode.OK;
        }
        AwsAccess access = aws.or(source.profile(), source.endpoint()).access(session);
        String where =
                region.isEmpty() && source.region() != null
                        ? source.region()
                        : AwsOptions.regions(region, access).get(0);
        try (Progress silence = Progress.untilSilent(session, where);
                AwsClients clients = access.clients(where, silence.calls())) {
            FindingTable from = FindingTable.of(clients, source.table(), session.clock());
            TableFindings all = TableFindings.of(from, session);
            TableSource findings =
                    new TableSource(from, all, problem -> session.tell(Message.literal(problem)));
            show(new FindingSearch(findings).find(id));
        }
        return ExitCode.OK;
    }

    private Optional<ShownNumbers> numbers() {
        try {
            return ShownNumbers.last(session);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private String numbered(Optional<ShownNumbers> numbers) {
        int number = Integer.parseInt(given.strip());
        List<String> ids = numbers.map(ShownNumbers::ids).orElse(List.of());
        if (ids.isEmpty()) {
            throw CommandFailure.error(
                    Message.of("screen.no-numbers"), Message.of("screen.no-numbers-next"));
        }
        if (number < 1 || number > ids.size()) {
            throw CommandFailure.usage(
                    Message.of("screen.no-such-number")
                            .with("number", number)
                            .with("count", ids.size()),
                    Message.of("screen.no-such-number-next"));
        }
        return ids.get(number - 1);
    }

    /** Where to look: the table that is asked for, else where the last screen had it. */
    private Source source(Optional<ShownNumbers> numbers) {
        if (table != null) {
            return new Source(table, null, null, null);
        }
        if (numbers.isPresent()) {
            return numbers.get().source();
        }
        String named = session.environment().get("MUSTER_TABLE");
        return named == null || named.isBlank() ? Source.SCAN : new Source(named, null, null, null);
    }

    private List<KeptFinding> lastScan() {
        try {
            return KeptScan.last(session)
                    .orElseThrow(
                            () ->
                                    CommandFailure.error(
                                            Message.of("screen.no-last-scan"),
                                            Message.of("screen.no-last-scan-next")));
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private static CommandFailure unreadable(IOException failure) {
        return CommandFailure.error(
                Message.of("screen.kept-unreadable")
                        .with("why", String.valueOf(failure.getMessage())),
                Message.of("screen.kept-unreadable-next"),
                failure);
    }

    private void show(Shown shown) {
        if (format == ShowFormat.JSON) {
            Map<String, @Nullable Object> fields = Json.finding(shown.entry());
            fields.put("console", FindingPage.consoleLink(shown.entry().finding()).orElse(null));
            fields.put("besides", shown.besides().stream().map(Row::id).toList());
            fields.put("elsewhere", shown.elsewhere().stream().map(Row::id).toList());
            Json.write(session.out(), fields);
            return;
        }
        new FindingPage(Page.of(session), session.clock().instant()).print(shown);
    }
}
