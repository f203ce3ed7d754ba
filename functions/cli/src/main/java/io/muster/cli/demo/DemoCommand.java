package io.muster.cli.demo;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.FindingTable;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.invoke.Functions;
import io.muster.cli.kept.ShownNumbers;
import io.muster.cli.kept.ShownNumbers.Source;
import io.muster.cli.output.OutputOptions;
import io.muster.cli.output.Reports;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.cli.text.Style;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.local.LocalCloud;
import io.muster.local.fleet.Loaded;
import io.muster.local.fleet.SampleFleet;
import io.muster.local.fleet.SampleNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole way from servers to findings, without an AWS account. */
@Command(
        name = "demo",
        description = {
            "See it work without an AWS account.",
            "Starts an emulated AWS on this machine, loads a sample fleet, scans it into a",
            "DynamoDB table with the function that runs in AWS, and shows the findings."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster demo",
            "  ./muster demo --keep     leave the cloud running to try other commands on it",
            "",
            "It needs Docker, or moto_server on the path, or Python 3 to install moto in a folder",
            "of its own; or an emulator of yours in AWS_ENDPOINT_URL."
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
            names = "--hostile",
            description = "Give two hosts names that attack the program that shows them.")
    private boolean hostile;

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
        step("Starting an AWS on this machine");
        try (LocalCloud cloud =
                LocalCloud.start(session.environment(), line -> session.err().println(line))) {
            out.println("  " + cloud.description() + " at " + cloud.endpoint());
            AwsAccess access = AwsAccess.of(cloud.variables(REGION), null, cloud.endpoint());
            try (AwsClients clients = access.clients(REGION, new CallLedger())) {
                show(cloud, access, clients);
            }
            if (keep) {
                waitForever();
            }
        }
        return ExitCode.OK;
    }

    private void show(LocalCloud cloud, AwsAccess access, AwsClients clients) {
        step("Loading the sample fleet");
        Loaded loaded =
                SampleFleet.load(
                        cloud, session.clock(), hostile ? SampleNames.HOSTILE : SampleNames.PLAIN);
        out.println(
                loaded.made() == 0
                        ? "  it was there already"
                        : "  made %d things in EC2".formatted(loaded.made()));
        loaded.leftOut().forEach(missing -> out.println("  not offered here: " + missing));

        step("Creating the table " + TABLE);
        FindingTable.create(clients, TABLE)
                .forEach(missing -> out.println("  not offered here: " + missing));

        Functions functions = new Functions(session, access, REGION, TABLE, line -> {});
        askGuests(cloud, functions);

        runSample(functions, LambdaFunction.LOG_ANALYSIS);
        runSample(functions, LambdaFunction.FLEET_SCAN);

        step("The same scan again: nothing changed, so no finding is written");
        invoke(functions, LambdaFunction.FLEET_SCAN, sample(LambdaFunction.FLEET_SCAN));

        out.println();
        out.flush();
        try (Reports reports = output.open(session, false)) {
            TableFindings.of(
                            FindingTable.of(clients, TABLE),
                            session.clock().instant(),
                            session.err())
                    .show(reports);
            // Those of a cloud that ends with this command would lead nowhere.
            Source source = new Source(TABLE, REGION, null, cloud.endpoint().toString());
            new ShownNumbers(source, keep ? reports.numbered() : List.of()).keep(session);
        }
        next(cloud);
    }

    /** The probe goes out by schedule, and each command's end comes back as an event. */
    private void askGuests(LocalCloud cloud, Functions functions) {
        long commands = commands(runSample(functions, LambdaFunction.GUEST_PROBE));
        step("guest-results, for each command's end");
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
                        "the sample guests have not answered within %d s"
                                .formatted(MAX_PROBE.toSeconds()),
                        "See what keeps this machine busy, then try again.");
            }
            return event;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the demo was interrupted", stop);
        }
    }

    private String runSample(Functions functions, LambdaFunction function) {
        step("%1$s, on events/%1$s.json".formatted(function.functionName()));
        return invoke(functions, function, sample(function));
    }

    private String invoke(Functions functions, LambdaFunction function, String event) {
        out.flush();
        try (InputStream in = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8))) {
            String answer = functions.invoke(function, in);
            FunctionAnswer.lines(answer).forEach(line -> out.println("  " + line));
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The sample beside the launcher, which people are invited to change. */
    private static String sample(LambdaFunction function) {
        Path file =
                Path.of(
                        System.getProperty("muster.home", "."),
                        "events",
                        function.functionName() + ".json");
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.error(
                    "the sample event " + file + " is missing",
                    "Run ./muster from a clone of the repository.");
        }
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void next(LocalCloud cloud) {
        out.println();
        if (keep) {
            String there = " --region " + REGION + " --endpoint-url " + cloud.endpoint();
            suggest("This screen:", "./muster findings --table " + TABLE + there);
            suggest("A scan of it:", "./muster scan" + there);
            out.println("The cloud runs until Ctrl-C.");
        } else {
            suggest("Other commands on this fleet:", "./muster demo --keep");
        }
        suggest("Your own, reads only:", "./muster scan --profile NAME --region " + REGION);
        out.flush();
    }

    private void suggest(String what, String command) {
        out.println(style.dim(what) + " " + style.command(command));
    }

    private void step(String what) {
        out.println();
        out.println(style.bold((style.unicode() ? "▶ " : "> ") + what));
        out.flush();
    }

    /** Until the signal of Ctrl-C ends this process, which ends the cloud with it. */
    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
