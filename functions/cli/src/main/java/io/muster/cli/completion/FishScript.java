package io.muster.cli.completion;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish, which picocli does not write. */
final class FishScript {

    private static final Pattern FIRST_SENTENCE = Pattern.compile("(.*?[^.])\\.?(?: .*)?");

    /** What fish shows of a description in a line beside the word. */
    private static final int MAX_DESCRIPTION = 80;

    private final StringBuilder script = new StringBuilder("# Completions of muster for fish.\n");

    private FishScript() {}

    static String of(CommandLine root) {
        FishScript fish = new FishScript();
        fish.line("complete -c muster -f");
        root.getSubcommands()
                .forEach(
                        (name, command) -> {
                            fish.complete(
                                    "__fish_use_subcommand",
                                    "-a " + quoted(name),
                                    described(
                                            command.getCommandSpec().usageMessage().description()));
                        });
        fish.options("__fish_use_subcommand", root.getCommandSpec());
        root.getSubcommands()
                .forEach(
                        (name, command) -> {
                            String seen = "__fish_seen_subcommand_from " + name;
                            fish.options(seen, command.getCommandSpec());
                            command.getCommandSpec()
                                    .positionalParameters()
                                    .forEach(each -> fish.positional(seen, each));
                        });
        return fish.script.toString();
    }

    private void options(String seen, CommandSpec command) {
        for (OptionSpec option : command.options()) {
            if (option.hidden()) {
                continue;
            }
            List<String> words = new ArrayList<>();
            for (String name : option.names()) {
                words.add(
                        name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.charAt(1));
            }
            if (option.arity().max() > 0) {
                words.add(values(option));
            }
            complete(seen, String.join(" ", words), described(option.description()));
        }
    }

    private void positional(String seen, ArgSpec parameter) {
        if (parameter.hidden()) {
            return;
        }
        List<String> candidates = candidates(parameter);
        if (!candidates.isEmpty()) {
            complete(seen, "-a " + quoted(String.join(" ", candidates)), "");
        } else if (isFile(parameter)) {
            complete(seen, "-F", "");
        }
    }

    /** That a value must follow, and which. */
    private static String values(ArgSpec option) {
        List<String> candidates = candidates(option);
        if (!candidates.isEmpty()) {
            return "-x -a " + quoted(String.join(" ", candidates));
        }
        return isFile(option) ? "-r -F" : "-x";
    }

    private static List<String> candidates(ArgSpec argument) {
        Iterable<String> candidates = argument.completionCandidates();
        return candidates == null
                ? List.of()
                : StreamSupport.stream(candidates.spliterator(), false).toList();
    }

    private static boolean isFile(ArgSpec argument) {
        Class<?> type =
                argument.typeInfo().isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
        return type == Path.class || type == File.class;
    }

    private void complete(String condition, String what, String description) {
        line(
                "complete -c muster -n %s %s%s"
                        .formatted(
                                quoted(condition),
                                what,
                                description.isEmpty() ? "" : " -d " + quoted(description)));
    }

    private void line(String line) {
        script.append(line).append('\n');
    }

    /** The first sentence of a help text, without its style. */
    private static String described(String[] help) {
        String text =
                Ansi.OFF
                        .string(String.join(" ", help).replace("%n", " ").replace("%%", "%"))
                        .lines()
                        .map(String::strip)
                        .collect(Collectors.joining(" "));
        Matcher sentence = FIRST_SENTENCE.matcher(text);
        String first = sentence.matches() ? sentence.group(1) : text;
        return first.length() <= MAX_DESCRIPTION
                ? first
                : first.substring(0, MAX_DESCRIPTION - 3) + "...";
    }

    /** In single quotes, in which fish knows two escapes. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
