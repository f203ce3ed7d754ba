package io.muster.cli.completion;

import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Completion of commands, options, check ids and regions for bash, zsh and fish. */
@Command(
        addMethodSubcommands = false,
        name = "completion",
        description = "Print the completion script for bash, zsh or fish.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(./muster completion)                                     this bash or zsh",
            "  ./muster completion fish | source                                 this fish",
            "  ./muster completion > ~/.local/share/bash-completion/completions/muster",
            "  ./muster completion fish > ~/.config/fish/completions/muster.fish"
        })
public final class CompletionCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SHELL",
            defaultValue = "bash",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: bash.")
    private Shell shell = Shell.BASH;

    @Spec private CommandSpec spec = CommandSpec.create();

    public CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.out().print(shell.script(spec.root().commandLine()));
        session.out().flush();
        return ExitCode.OK;
    }
}
