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
import io.muster.cli.session.Session;
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
        name = "show",
        description = {
            "Show one finding whole: evidence, what to do, since when, who answers for it,",
            "where the console shows it, and what belongs to it.",
            "Without --table it is looked for where the last scan or findings had it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster show 1                        the first of 'Fix first' on the last screen",
            "  ./muster show i-0abc1234def567890      the worst finding of an instance",
            "  ./muster show imdsv2-required/123456789012/eu-west-1/instance/i-0abc --table muster",
            "",
            "Exit codes: 0 shown, 1 failed or not known, 2 the command line is not valid"
        })
public final class ShowCommand implements Callable<Integer> {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    private final Session session;

    @Parameters(
            paramLabel = "N|ID",
            description =
                    "A number of the last screen, a finding's id or how it alone begins, or a"
                            + " resource's id or Name.")
    private String given = "";

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The DynamoDB table. Default: where the last run had its findings.")
    private @Nullable String table;

    @Option(
            names = {"-r", "--region"},
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description = "Where the table is. Default: as the last run, or AWS_REGION and so on.")
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
            TableFindings all = TableFindings.of(from, session.clock().instant(), session.err());
            TableSource findings =
                    new TableSource(
                            from, all, problem -> session.err().println("muster: " + problem));
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
                    "no screen was shown yet whose numbers could be meant",
                    "Show one: ./muster scan, or ./muster findings --table NAME");
        }
        if (number < 1 || number > ids.size()) {
            throw CommandFailure.usage(
                    "the last screen has no number %d: they go from 1 to %d"
                            .formatted(number, ids.size()),
                    "Look at it again: the numbers stand under 'Fix first'.");
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
                                            "nothing was scanned yet, and no table is named",
                                            "Scan: ./muster scan, or name a table: --table NAME"));
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private static CommandFailure unreadable(IOException failure) {
        return CommandFailure.error(
                "what the last run kept cannot be read: " + failure.getMessage(),
                "Run it again: ./muster scan, or ./muster findings --table NAME",
                failure);
    }

    private void show(Shown shown) {
        if (format == ShowFormat.JSON) {
            Map<String, @Nullable Object> fields = Json.finding(shown.entry());
            fields.put("console", ConsoleLink.of(shown.entry().finding()).orElse(null));
            fields.put("besides", shown.besides().stream().map(Row::id).toList());
            fields.put("elsewhere", shown.elsewhere().stream().map(Row::id).toList());
            Json.write(session.out(), fields);
            return;
        }
        new FindingPage(session.out(), session.terminal(), session.clock().instant()).print(shown);
    }
}
