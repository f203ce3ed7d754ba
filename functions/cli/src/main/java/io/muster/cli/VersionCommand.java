package io.muster.cli;

import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** As {@code --version}. */
@Command(
        addMethodSubcommands = false,
        name = "version",
        description = "Print the version of Muster and what it runs on.")
final class VersionCommand implements Callable<Integer> {

    private final Session session;

    VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        for (String line : new Version().getVersion()) {
            session.out().println(line);
        }
        session.out().flush();
        return ExitCode.OK;
    }
}
