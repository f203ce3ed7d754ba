package io.muster.cli;

import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code muster} without a command: says what there is. */
@Command(
        name = "./muster",
        description = "Says which EC2 servers are ready, and what to do about the rest.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster demo                      see it work, without an AWS account",
            "  ./muster scan --region us-east-1   your own fleet; reads only",
            "  ./muster scan --help               the options of a command"
        })
final class MusterCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of a failure (as does MUSTER_DEBUG=1).")
    private boolean debug;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "Settings and defaults of options. Default: MUSTER_CONFIG, else muster.yaml"
                            + " in this folder.")
    @SuppressWarnings("UnusedVariable") // ConfigurationFile reads it before all others.
    private @Nullable String config;

    MusterCommand(Session session) {
        this.session = session;
    }

    /** Without a command it says which there are. */
    @Override
    public Integer call() {
        spec.commandLine().usage(session.out());
        session.out().flush();
        return ExitCode.OK;
    }

    boolean debug() {
        return debug;
    }
}
