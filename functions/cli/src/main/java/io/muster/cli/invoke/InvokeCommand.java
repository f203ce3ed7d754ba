package io.muster.cli.invoke;

import io.muster.aws.client.AwsAccess;
import io.muster.cli.option.AwsOptions;
import io.muster.cli.option.RegionCodes;
import io.muster.cli.option.TableOption;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.cli.text.Printable;
import io.muster.readiness.text.Message;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The very handler that Lambda runs, on an event from a file. */
@Command(
        addMethodSubcommands = false,
        name = "invoke",
        description = {
            "Run a Lambda function of Muster locally with an event.",
            "It has the same effects as in AWS: fleet-scan writes findings to the table."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster invoke fleet-scan events/fleet-scan.json --table muster",
            "  echo '{}' | ./muster invoke fleet-scan - --region eu-west-1",
            "",
            "The log goes to the standard error, the response to the standard output.",
            "Exit codes: 0 success, 1 the function failed, 2 the command line is not valid"
        })
public final class InvokeCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "FUNCTION",
            completionCandidates = FunctionNames.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private String function = "";

    @Parameters(
            index = "1",
            paramLabel = "EVENT",
            description = "JSON file such as events/fleet-scan.json; - for the standard input.")
    private String event = "-";

    @Mixin private TableOption table = new TableOption();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            completionCandidates = RegionCodes.class,
            description =
                    "Region of the function and its table. Default: AWS_REGION, AWS_DEFAULT_REGION, the profile.")
    private List<String> region = new ArrayList<>();

    @Mixin private AwsOptions aws = new AwsOptions();

    public InvokeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try {
            AwsAccess access = aws.access(session);
            Functions functions =
                    new Functions(
                            session,
                            access,
                            AwsOptions.regions(region, access).get(0),
                            table.name(session.environment()),
                            line -> session.err().println(Printable.line(line)));
            try (InputStream in = event()) {
                session.out().println(functions.invoke(Functions.named(function), in));
            }
        } catch (IOException failure) {
            throw unreadable(Message.literal(String.valueOf(failure.getMessage())), failure);
        }
        session.out().flush();
        return ExitCode.OK;
    }

    private InputStream event() throws IOException {
        if (event.equals("-")) {
            return new FilterInputStream(session.in()) {
                @Override
                public void close() {
                    // The process's own input is not ours to close.
                }
            };
        }
        try {
            return Files.newInputStream(Path.of(event));
        } catch (NoSuchFileException | InvalidPathException missing) {
            throw unreadable(Message.of("screen.no-such-file"), missing);
        }
    }

    private CommandFailure unreadable(Message why, Exception failure) {
        return CommandFailure.error(
                Message.of("screen.event-unreadable").with("file", event).with("why", why),
                Message.of("screen.event-unreadable-next"),
                failure);
    }

    /** For help and completion. */
    static final class FunctionNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        FunctionNames() {
            super(Functions.NAMES);
        }
    }
}
