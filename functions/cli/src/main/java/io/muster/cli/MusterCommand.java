package io.muster.cli;

import io.muster.cli.session.ExitCode;
import io.muster.cli.session.LanguageChoice;
import io.muster.cli.session.Session;
import io.muster.readiness.text.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code muster} without a command: says what there is. */
@Command(
        addMethodSubcommands = false,
        name = "./muster",
        description =
                "Shows which EC2 instances are ready for production, and how to fix the others.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster demo                      try it without an AWS account",
            "  ./muster scan --region us-east-1   scan your own account (read-only)",
            "  ./muster scan --help               options of a command"
        })
final class MusterCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of a failure (also MUSTER_DEBUG=1).")
    private boolean debug;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "File with settings and defaults of options. Default: MUSTER_CONFIG, else"
                            + " muster.yaml in the current folder.")
    @SuppressWarnings("UnusedVariable") // ConfigurationFile reads it before all others.
    private @Nullable String config;

    @Option(
            names = LanguageChoice.OPTION,
            paramLabel = "LANGUAGE",
            scope = ScopeType.INHERIT,
            completionCandidates = Languages.class,
            description =
                    "Language of the output: ${COMPLETION-CANDIDATES}. Default: MUSTER_LANGUAGE, else"
                            + " the locale (LC_ALL, LC_MESSAGES, LANG).")
    @SuppressWarnings("UnusedVariable") // LanguageChoice reads it before all others.
    private @Nullable String language;

    /** The languages' codes, for help and completion. */
    static final class Languages extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Languages() {
            super(Arrays.stream(Language.values()).map(Language::tag).toList());
        }
    }

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
