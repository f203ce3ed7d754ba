package io.muster.cli;

import io.muster.aws.client.AwsAccessException;
import io.muster.cli.configuration.Configuration;
import io.muster.cli.configuration.ConfigurationFile;
import io.muster.cli.configuration.ConfiguredDefaults;
import io.muster.cli.option.AccessMessage;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.FailureMessage;
import io.muster.cli.session.LanguageChoice;
import io.muster.cli.session.Session;
import io.muster.cli.session.SystemClock;
import io.muster.cli.session.Terminal;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.text.ExplainedException;
import io.muster.readiness.text.Nearest;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where {@code ./muster} begins. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        if (args.length == 2 && args[0].equals(PrimingRun.ARGUMENT)) {
            System.exit(PrimingRun.run(args[1]));
        }
        PrintStream err =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Session session =
                Session.of(
                        System.getenv(),
                        System.in,
                        new FileOutputStream(FileDescriptor.out),
                        err,
                        terminal(),
                        new SystemClock(),
                        () -> UUID.randomUUID().toString());
        end(run(List.of(args), session));
    }

    /**
     * Without {@link System#exit(int)} where that is not needed: it asks for a logger, for which
     * Java looks into each jar of the class path.
     */
    private static void end(int code) {
        if (code != ExitCode.OK || othersRun()) {
            System.exit(code);
        }
    }

    /** Whether Java would wait for another thread. */
    private static boolean othersRun() {
        Thread[] live = new Thread[Thread.activeCount() + 1];
        int count = Thread.enumerate(live);
        for (Thread thread : Arrays.asList(live).subList(0, count)) {
            if (!thread.equals(Thread.currentThread()) && !thread.isDaemon()) {
                return true;
            }
        }
        return false;
    }

    /** The launcher asks the shell, because Java cannot say which of the streams is a terminal. */
    private static Terminal terminal() {
        return Terminal.of(
                Boolean.getBoolean("muster.terminal.input"),
                Boolean.getBoolean("muster.terminal.output"),
                Boolean.getBoolean("muster.terminal.errors"),
                Integer.getInteger("muster.terminal.columns", 0),
                Boolean.getBoolean("muster.terminal.unicode"),
                System.getenv());
    }

    /**
     * Runs one command.
     *
     * @return its exit code; see {@link ExitCode}
     */
    public static int run(List<String> args, Session given) {
        MusterCommand root = new MusterCommand(given);
        Session before = given;
        Configuration configuration;
        Session session;
        try {
            before = inLanguage(args, given);
            configuration =
                    ConfigurationFile.read(
                            args, given.environment(), Path.of(System.getProperty("user.dir", "")));
            session = inLanguage(args, given.in(configuration.under(given.environment())));
        } catch (CommandFailure wrong) {
            return message(root, before).print(wrong);
        }
        CommandLine commands = commands(root, args, session);
        commands.setDefaultValueProvider(new ConfiguredDefaults(configuration));
        commands.setExecutionExceptionHandler(
                (failure, command, parsed) -> message(root, session).print(told(failure)));
        commands.setParameterExceptionHandler((refused, words) -> refuse(refused, session));
        try {
            return commands.execute(args.toArray(String[]::new));
        } catch (RuntimeException | OutOfMemoryError outside) {
            // Help and version are printed outside any command.
            return message(root, session).print(outside);
        }
    }

    private static Session inLanguage(List<String> args, Session session) {
        return session.in(LanguageChoice.of(args, session.environment(), session.terminal()));
    }

    private static CommandLine commands(MusterCommand root, List<String> args, Session session) {
        CommandLine commands = new CommandLine(root);
        Commands.addTo(commands, args, session);
        commands.getCommandSpec().versionProvider(new Version()).mixinStandardHelpOptions(true);
        Terminal terminal = session.terminal();
        commands.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        terminal.style().colour() ? Ansi.ON : Ansi.OFF));
        commands.setUsageHelpWidth(Math.max(60, Math.min(100, terminal.columns())));
        commands.setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        return commands;
    }

    /** What every command tells in the same words. */
    private static Throwable told(Throwable failure) {
        // The SDK may have put another failure around what it was given.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsAccessException access) {
                return AccessMessage.of(access);
            }
            if (cause instanceof CommandFailure known) {
                return known;
            }
            if (cause instanceof ExplainedException known) {
                return CommandFailure.error(known.whatIsWrong(), known.next(), failure);
            }
        }
        return failure;
    }

    private static FailureMessage message(MusterCommand root, Session session) {
        String variable = session.environment().getOrDefault("MUSTER_DEBUG", "");
        return new FailureMessage(
                session, root.debug() || !(variable.isEmpty() || variable.equals("0")));
    }

    private static int refuse(ParameterException refused, Session session) {
        PrintStream err = session.err();
        Style style = session.terminal().errorStyle();
        CommandSpec command = refused.getCommandLine().getCommandSpec();
        String given =
                refused instanceof UnmatchedArgumentException unmatched
                        ? unmatched.getUnmatched().get(0)
                        : null;
        String problem = given == null ? refused.getMessage() : unmatched(given, command);
        err.println(style.bad("muster: ") + Printable.line(String.valueOf(problem)));
        err.println(
                "  "
                        + Optional.ofNullable(given)
                                .flatMap(word -> nearest(word, command))
                                .map("Did you mean %s?"::formatted)
                                .orElse("See " + command.qualifiedName() + " --help"));
        err.flush();
        return ExitCode.USAGE;
    }

    /** The first thing that is not known; what follows it may be its value. */
    private static String unmatched(String given, CommandSpec command) {
        if (given.startsWith("-")) {
            return "unknown option " + option(given);
        }
        return command.subcommands().isEmpty()
                ? "unexpected argument '%s'".formatted(given)
                : "unknown command '%s'".formatted(given);
    }

    private static Optional<String> nearest(String given, CommandSpec command) {
        if (given.startsWith("-")) {
            return given.length() < 3
                    ? Optional.empty()
                    : Nearest.to(option(given), command.optionsMap().keySet());
        }
        return Nearest.to(given, command.subcommands().keySet());
    }

    private static String option(String given) {
        int equals = given.indexOf('=');
        return equals < 0 ? given : given.substring(0, equals);
    }
}
