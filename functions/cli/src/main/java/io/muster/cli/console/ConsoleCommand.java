package io.muster.cli.console;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.FindingTable;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.option.TableOption;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The findings of a table in a browser. */
@Command(
        addMethodSubcommands = false,
        name = "console",
        description = {
            "Show the findings of a table in a browser, as a CloudWatch dashboard shows them.",
            "Serves this machine alone, until Ctrl-C; reads only the table, and writes decisions",
            "into it where --decide is given."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster console --table muster",
            "  ./muster console --table muster --region eu-central-1 --port 8080",
            "  ./muster console --table muster --decide",
            "",
            "Exit codes: 1 failure, or a port that is taken; 2 the command line is not valid"
        })
public final class ConsoleCommand implements Callable<Integer> {

    private static final int MAX_PORT = 65_535;

    private final Session session;

    @Mixin private TableOption table = new TableOption();

    @Option(
            names = {"-r", "--region"},
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description = "Region of the table. Default: AWS_REGION, the profile.")
    private List<String> region = new ArrayList<>();

    @Mixin private AwsOptions aws = new AwsOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port on 127.0.0.1. Default: any that is free.")
    private int port;

    @Option(
            names = "--decide",
            description = "Also offer to waive findings and to attest items; see ./muster decide.")
    private boolean decide;

    /**
     * What is served.
     *
     * @param decides whether decisions can be recorded
     */
    public record Served(String region, String table, boolean decides) {}

    public ConsoleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > MAX_PORT) {
            throw CommandFailure.usage(
                    Message.of("console.no-port").with("port", port),
                    Message.of("console.no-port-next"));
        }
        AwsAccess access = aws.access(session);
        String where = AwsOptions.regions(region, access).get(0);
        String name = table.name(session.environment());
        try (AwsClients clients = access.clients(where, new CallLedger())) {
            // What is wrong with the table is told here, before a browser is opened.
            FindingTable.of(clients, name, session.clock()).summaries();
        }
        serve(session, access, new Served(where, name, decide), port);
        return ExitCode.OK;
    }

    /**
     * Serves a table until Ctrl-C.
     *
     * @param port 0 for any that is free
     */
    public static void serve(Session session, AwsAccess access, Served served, int port) {
        WidgetFunctions functions =
                WidgetFunctions.over(session, access, served, session.err()::println);
        try (ConsoleServer server = start(port, functions)) {
            Message serving =
                    Message.of("console.serving").with("address", server.address().toString());
            session.out().println(session.text(serving));
            session.out().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConsoleServer start(int port, WidgetFunctions functions) {
        try {
            return ConsoleServer.start(port, functions);
        } catch (BindException taken) {
            throw CommandFailure.error(
                    Message.of("console.port-taken")
                            .with("port", port)
                            .with("why", String.valueOf(taken.getMessage())),
                    Message.of("console.no-port-next"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
