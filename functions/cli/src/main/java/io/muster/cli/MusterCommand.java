package io.muster.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

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
final class MusterCommand {

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of a failure (as does MUSTER_DEBUG=1).")
    private boolean debug;

    boolean debug() {
        return debug;
    }
}
