package io.muster.cli;

import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Completion of commands, options, check ids and regions for bash and zsh. */
@Command(
        name = "completion",
        description = "Print the completion script for bash and zsh.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(./muster completion)                                     this shell",
            "  ./muster completion > ~/.local/share/bash-completion/completions/muster"
        })
final class CompletionCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        session.out().print(AutoComplete.bash("muster", root));
        session.out().print("complete -F _complete_muster ./muster\n");
        session.out().flush();
        return ExitCode.OK;
    }
}
