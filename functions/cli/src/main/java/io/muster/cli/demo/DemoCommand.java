package io.muster.cli.demo;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.FindingTable;
import io.muster.cli.console.ConsoleCommand;
import io.muster.cli.console.ConsoleCommand.Served;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.invoke.Functions;
import io.muster.cli.kept.ShownNumbers;
import io.muster.cli.kept.ShownNumbers.Source;
import io.muster.cli.output.Hints;
import io.muster.cli.output.OutputOptions;
import io.muster.cli.output.Reports;
import io.muster.cli.report.ChecklistStates;
import io.muster.cli.report.PageReader;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.console.page.FilePage;
import io.muster.console.page.Reader;
import io.muster.console.page.Theme;
import io.muster.console.state.FleetState;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.local.Engine;
import io.muster.local.LocalCloud;
import io.muster.local.fleet.Loaded;
import io.muster.local.fleet.SampleFleet;
import io.muster.local.fleet.SampleNames;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Standing;
import io.muster.readiness.scorecard.Policy;
import io.muster.readiness.text.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole way from instances to findings, without an AWS account. */
@Command(
        addMethodSubcommands = false,
        name = "demo",
        description = {
            "Try Muster without an AWS account.",
            "Starts an emulated AWS in this process, loads a sample fleet, scans it into a",
            "DynamoDB table with the functions that run in AWS, and shows the findings."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster demo",
            "  ./muster demo --keep     leave the emulated AWS running to try other commands",
            "",
            "It needs nothing but Java. The embedded emulator knows the sample fleet and what",
            "Muster asks about it; moto needs moto_server on the PATH or Python 3 (it is then",
            "installed in a folder of its own), localstack needs Docker. Where AWS_ENDPOINT_URL has",
            "the address of an emulator, that one is taken."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final String TABLE = "muster-demo";
    private static final String REGION = "us-east-1";

    /** Ten guests take two seconds; a busy machine takes longer. */
    private static final Duration MAX_PROBE = Duration.ofMinutes(2);

    private Session session;
    private PrintStream out;
    private Style style;

    @Option(names = "--keep", description = "Leave the emulated AWS running until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--emulator",
            paramLabel = "NAME",
            description =
                    "What answers as AWS: embedded, moto, localstack, or endpoint for the one at"
                            + " AWS_ENDPOINT_URL. Default: embedded.")
    private @Nullable Engine emulator;

    @Option(
            names = "--hostile",
            description =
                    "Give two instances names with control characters, which the output must escape.")
    private boolean hostile;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "Where the findings are written as a page. Default: muster-demo.html.")
    private Path page = Path.of("muster-demo.html");

    @Mixin private OutputOptions output = new OutputOptions();

    public DemoCommand(Session session) {
        this.session = session;
        this.out = session.out();
        this.style = session.terminal().style();
    }

    @Override
    public Integer call() {
        session = output.session(session);
        style = session.terminal().style();
        out = output.messages(session);
        step(Message.of("screen.demo-start"));
        Map<String, String> environment = session.environment();
        Engine engine = emulator == null ? Engine.usual(environment) : emulator;
        try (LocalCloud cloud = engine.start(environment, session::tell)) {
            say(
                    Message.of("screen.emulator-front")
                            .with("emulator", cloud.description())
                            .with("endpoint", cloud.endpoint().toString()));
            AwsAccess access = AwsAccess.of(cloud.variables(REGION), null, cloud.endpoint());
            try (AwsClients clients = access.clients(REGION, new CallLedger())) {
                show(cloud, access, clients);
            }
            if (keep) {
                ConsoleCommand.serve(session, access, new Served(REGION, TABLE, true), 0);
            }
        }
        return ExitCode.OK;
    }

    private void show(LocalCloud cloud, AwsAccess access, AwsClients clients) {
        // The services take their time; to wait for nothing would show a person nothing.
        cloud.ssm().listAfter(0);
        cloud.logs().endAfter(0);
        step(Message.of("screen.demo-load"));
        Loaded loaded =
                SampleFleet.load(
                        cloud, session.clock(), hostile ? SampleNames.HOSTILE : SampleNames.PLAIN);
        if (cloud.recorded().isPresent()) {
            say(Message.of("screen.demo-recorded").with("count", loaded.made()));
        } else {
            say(
                    loaded.made() == 0
                            ? Message.of("screen.demo-there")
                            : Message.of("screen.demo-loaded").with("count", loaded.made()));
        }
        loaded.leftOut().forEach(this::notOffered);

        step(Message.of("screen.demo-table").with("table", TABLE));
        FindingTable.create(clients, TABLE)
                .forEach(operation -> notOffered(Message.literal(operation)));

        Functions functions = new Functions(session, access, REGION, TABLE, line -> {});
        askGuests(cloud, functions);

        runSample(functions, LambdaFunction.LOG_ANALYSIS);
        runSample(functions, LambdaFunction.FLEET_SCAN);
        FindingTable table = FindingTable.of(clients, TABLE);
        decide(cloud, table);

        step(Message.of("screen.demo-again"));
        invoke(functions, LambdaFunction.FLEET_SCAN, sample(LambdaFunction.FLEET_SCAN));
        tellRows(table);

        out.println();
        out.flush();
        Hints hints = new Hints(" --table " + TABLE + there(cloud), false, keep);
        try (Reports reports = output.open(session, false, hints)) {
            TableFindings.of(table, session).show(reports);
            // Those of a cloud that ends with this command would lead nowhere.
            Source source = new Source(TABLE, REGION, null, cloud.endpoint().toString());
            new ShownNumbers(source, keep ? reports.numbered() : List.of()).keep(session);
        }
        Path written = page(clients);
        next(cloud, written);
    }

    /** Writes what the table knows as a page; null where the file cannot be written. */
    private @Nullable Path page(AwsClients clients) {
        Path file = page.toAbsolutePath().normalize();
        FindingTable table = FindingTable.of(clients, TABLE);
        FleetState state =
                new PageReader(session, Policy.usual())
                        .read(clients, table, TableFindings.of(table, session));
        try {
            Files.writeString(
                    file, FilePage.html(state, new Reader(session.rendering(), Theme.AUTO)));
            return file;
        } catch (IOException failure) {
            session.tell(
                    Message.of("screen.file-not-written")
                            .with("file", file.toString())
                            .with("why", failure.toString()));
            return null;
        }
    }

    /** Waivers and attestations, of which some hold, some end soon and some have ended. */
    private void decide(LocalCloud cloud, FindingTable table) {
        Path file = home("events", "decisions.yaml");
        LocalDate day =
                new SampleDecisions(present(file))
                        .apply(
                                session.in(cloud.variables(REGION)),
                                List.of(
                                        "--table",
                                        TABLE,
                                        "--region",
                                        REGION,
                                        "--endpoint-url",
                                        cloud.endpoint().toString()));
        step(Message.of("screen.demo-decide").with("date", day));
        Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        Decisions decisions = table.decisions().decisions(session.clock().instant(), corrupt -> {});
        decisions.all().forEach(each -> counts.merge(decisions.standing(each), 1, Integer::sum));
        say(
                Message.of("screen.demo-decided")
                        .with("count", decisions.all().size())
                        .with("force", counts.getOrDefault(Standing.IN_FORCE, 0))
                        .with("ending", counts.getOrDefault(Standing.ENDING, 0))
                        .with("ended", counts.getOrDefault(Standing.EXPIRED, 0)));
    }

    /** In how many states the rows of the checklist are. */
    private void tellRows(FindingTable table) {
        List<Message> counts = new ArrayList<>();
        ChecklistStates.of(table, session)
                .forEach(
                        (state, count) ->
                                counts.add(
                                        Message.of("screen.demo-rows-in")
                                                .with("count", count)
                                                .with("state", state.title())));
        say(Message.of("screen.demo-rows").with("counts", counts));
    }

    /** The probe goes out by schedule, and each command's end comes back as an event. */
    private void askGuests(LocalCloud cloud, Functions functions) {
        long commands = commands(runSample(functions, LambdaFunction.GUEST_PROBE));
        step(Message.of("screen.demo-results"));
        for (long ended = 0; ended < commands; ended++) {
            invoke(functions, LambdaFunction.GUEST_RESULTS, end(cloud));
        }
    }

    private static long commands(String answer) {
        try {
            return FunctionAnswer.commands(answer);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static String end(LocalCloud cloud) {
        try {
            String event = cloud.ssm().nextEvent(MAX_PROBE);
            if (event == null) {
                throw CommandFailure.error(
                        Message.of("screen.demo-guests-silent")
                                .with("seconds", MAX_PROBE.toSeconds()),
                        Message.of("screen.demo-guests-silent-next"));
            }
            return event;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the demo was interrupted", stop);
        }
    }

    private String runSample(Functions functions, LambdaFunction function) {
        step(Message.of("screen.demo-function").with("function", function.functionName()));
        return invoke(functions, function, sample(function));
    }

    private String invoke(Functions functions, LambdaFunction function, String event) {
        out.flush();
        try (InputStream in = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8))) {
            String answer = functions.invoke(function, in);
            FunctionAnswer.lines(answer).forEach(this::say);
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The sample beside the launcher, which people are invited to change. */
    private static String sample(LambdaFunction function) {
        try {
            return Files.readString(present(home("events", function.functionName() + ".json")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path home(String... names) {
        return Path.of(System.getProperty("muster.home", "."), names);
    }

    private static Path present(Path file) {
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.error(
                    Message.of("screen.demo-event-missing").with("file", file.toString()),
                    Message.of("screen.demo-event-missing-next"));
        }
        return file;
    }

    private static String there(LocalCloud cloud) {
        return " --region " + REGION + " --endpoint-url " + cloud.endpoint();
    }

    private void next(LocalCloud cloud, @Nullable Path written) {
        out.println();
        if (keep) {
            String findings = "./muster findings --table " + TABLE + there(cloud);
            hint(Message.of("screen.demo-this-screen").with("command", findings));
            hint(Message.of("screen.demo-scan").with("command", "./muster scan" + there(cloud)));
            hint(Message.of("screen.demo-runs"));
        } else {
            hint(Message.of("screen.demo-keep").with("command", "./muster demo --keep"));
        }
        hint(Message.of("screen.demo-own").with("command", "./muster scan" + own()));
        if (written != null) {
            hint(Message.of("screen.demo-page").with("file", written.toString()));
        }
        out.flush();
    }

    /** What a scan of the person's own account cannot do without, where it is not configured. */
    private String own() {
        AwsAccess access = AwsAccess.of(session.environment(), null, null);
        return access.defaultRegion().isPresent() ? "" : " --region REGION";
    }

    private void hint(Message hint) {
        out.println(style.dim(Printable.line(session.text(hint))));
    }

    private void say(Message message) {
        out.println("  " + Printable.line(session.text(message)));
    }

    private void notOffered(Message what) {
        say(Message.of("screen.demo-not-offered").with("what", what));
    }

    private void step(Message what) {
        out.println();
        out.println(style.bold((style.unicode() ? "▶ " : "> ") + session.text(what)));
        out.flush();
    }
}
