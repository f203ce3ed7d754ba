package io.muster.cli;

import io.muster.cli.benchmark.BenchmarkCommand;
import io.muster.cli.checks.CheckFormat;
import io.muster.cli.checks.ChecksCommand;
import io.muster.cli.completion.CompletionCommand;
import io.muster.cli.console.ConsoleCommand;
import io.muster.cli.decide.DecideCommand;
import io.muster.cli.demo.DemoCommand;
import io.muster.cli.findings.FindingsCommand;
import io.muster.cli.guest.GuestCommand;
import io.muster.cli.instances.InstancesCommand;
import io.muster.cli.instances.ListFormat;
import io.muster.cli.invoke.InvokeCommand;
import io.muster.cli.logs.LogFormat;
import io.muster.cli.logs.LogsCommand;
import io.muster.cli.option.FindingState;
import io.muster.cli.option.Words;
import io.muster.cli.output.By;
import io.muster.cli.output.ColorMode;
import io.muster.cli.output.Format;
import io.muster.cli.permissions.Partition;
import io.muster.cli.permissions.PermissionsCommand;
import io.muster.cli.permissions.Purpose;
import io.muster.cli.report.ReportCommand;
import io.muster.cli.report.ReportFormat;
import io.muster.cli.report.ReportPart;
import io.muster.cli.scan.ScanCommand;
import io.muster.cli.session.Session;
import io.muster.cli.show.ShowCommand;
import io.muster.cli.show.ShowFormat;
import io.muster.local.Engine;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands, in the order of the help.
 *
 * <p>Reading the options of all of them takes longer than most commands do. So one that the
 * arguments do not name is only listed, with its name and what it does, where a list may be shown.
 */
final class Commands {

    /** The enums of options, and what one of their words is called. */
    private static final List<Words<?>> ENUMS =
            List.of(
                    new Words<>(ChecklistRow.class, "checklist row"),
                    new Words<>(Severity.class, "severity"),
                    new Words<>(Status.class, "verdict"),
                    new Words<>(FindingState.class, "state"),
                    new Words<>(Format.class, "output format"),
                    new Words<>(By.class, "grouping"),
                    new Words<>(ColorMode.class, "mode"),
                    new Words<>(Engine.class, "emulator"),
                    new Words<>(CheckFormat.class, "output format"),
                    new Words<>(LogFormat.class, "output format"),
                    new Words<>(ShowFormat.class, "output format"),
                    new Words<>(ListFormat.class, "output format"),
                    new Words<>(ReportPart.class, "part"),
                    new Words<>(ReportFormat.class, "output format"),
                    new Words<>(Purpose.class, "purpose"),
                    new Words<>(Partition.class, "partition"));

    private record Offered(Class<?> type, Function<Session, Object> made) {

        Command says() {
            return Objects.requireNonNull(type.getAnnotation(Command.class));
        }

        boolean isCalled(String word) {
            return says().name().equals(word) || List.of(says().aliases()).contains(word);
        }

        CommandLine listed() {
            CommandSpec spec = CommandSpec.create().name(says().name()).aliases(says().aliases());
            spec.usageMessage().header(says().header()).description(says().description());
            return new CommandLine(spec);
        }
    }

    private static final List<Offered> ALL =
            List.of(
                    new Offered(ScanCommand.class, ScanCommand::new),
                    new Offered(FindingsCommand.class, FindingsCommand::new),
                    new Offered(ShowCommand.class, ShowCommand::new),
                    new Offered(InstancesCommand.class, InstancesCommand::new),
                    new Offered(DecideCommand.class, DecideCommand::new),
                    new Offered(ReportCommand.class, ReportCommand::new),
                    new Offered(ConsoleCommand.class, ConsoleCommand::new),
                    new Offered(ChecksCommand.class, ChecksCommand::new),
                    new Offered(GuestCommand.class, GuestCommand::new),
                    new Offered(LogsCommand.class, LogsCommand::new),
                    new Offered(InvokeCommand.class, InvokeCommand::new),
                    new Offered(DemoCommand.class, DemoCommand::new),
                    new Offered(BenchmarkCommand.class, BenchmarkCommand::new),
                    new Offered(PermissionsCommand.class, PermissionsCommand::new),
                    new Offered(CompletionCommand.class, CompletionCommand::new),
                    new Offered(VersionCommand.class, VersionCommand::new),
                    new Offered(HelpCommand.class, session -> new HelpCommand()));

    private Commands() {}

    /** Adds the commands that the arguments may run, and the others where a list may be shown. */
    static void addTo(CommandLine root, List<String> args, Session session) {
        // Completion is about all options, and a file of arguments may name any command.
        boolean all =
                args.contains("completion") || args.stream().anyMatch(arg -> arg.startsWith("@"));
        boolean list = listFollows(args);
        for (Offered each : ALL) {
            if (all || args.stream().anyMatch(each::isCalled)) {
                CommandLine command = new CommandLine(each.made().apply(session));
                root.addSubcommand(command);
                complete(command.getCommandSpec());
            } else if (list) {
                root.addSubcommand(each.listed());
            }
        }
    }

    /** Whether what begins so may show a list of the commands. */
    private static boolean listFollows(List<String> args) {
        String first = args.isEmpty() ? "help" : args.getFirst();
        return switch (first) {
            case "help" -> true;
            case "--version", "-V" -> false;
            default -> ALL.stream().noneMatch(each -> each.isCalled(first));
        };
    }

    private static void complete(CommandSpec command) {
        Words.register(ENUMS, command);
        if (!(command.userObject() instanceof HelpCommand)) {
            command.mixinStandardHelpOptions(true);
        }
        // What to look at comes before how to show it, as they are declared.
        command.usageMessage().sortOptions(false);
    }
}
