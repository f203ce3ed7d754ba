package io.muster.readiness.check;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.LogGroup.LogClass;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a setting takes.
 *
 * @param unit as the documentation says it
 * @param terraform the type of its member in Terraform's variable
 * @param range what a number, or each of several, may be; empty for text
 * @param parser reads a value that is not empty
 * @param <T> what it is read as
 */
public record SettingType<T>(
        String unit,
        String terraform,
        String defaultValue,
        Optional<Range> range,
        Parser<T> parser) {

    private static final Range PORTS = new Range(0, 65_535);

    /** The least and the greatest number, both allowed. */
    public record Range(int least, int greatest) {

        boolean contains(int number) {
            return number >= least && number <= greatest;
        }
    }

    /** Reads the value of a variable. */
    @FunctionalInterface
    interface Parser<T> {

        /**
         * Reads a value.
         *
         * @throws IllegalArgumentException naming the variable, its value and what it takes
         */
        T parse(String variable, String value);
    }

    /** A setting that takes this. */
    Setting<T> means(String meaning) {
        return new Setting<>(this, meaning);
    }

    static SettingType<String> text(String unit, String defaultValue) {
        return ofText(unit, "string", defaultValue, (variable, value) -> value);
    }

    static SettingType<List<String>> words(String unit, String defaultValue) {
        return ofText(unit, "list(string)", defaultValue, (variable, value) -> split(value));
    }

    static SettingType<Integer> number(String unit, int defaultValue, int least, int greatest) {
        return whole(unit, defaultValue, new Range(least, greatest), Integer::valueOf);
    }

    static SettingType<Duration> days(int defaultValue, int least, int greatest) {
        return whole("days", defaultValue, new Range(least, greatest), Duration::ofDays);
    }

    static SettingType<Duration> hours(int defaultValue, int least, int greatest) {
        return whole("hours", defaultValue, new Range(least, greatest), Duration::ofHours);
    }

    static SettingType<Duration> milliseconds(int defaultValue, int least, int greatest) {
        return whole("milliseconds", defaultValue, new Range(least, greatest), Duration::ofMillis);
    }

    /** A size in MiB, read in bytes. */
    static SettingType<Long> mebibytes(int defaultValue, int least, int greatest) {
        return whole("MiB", defaultValue, new Range(least, greatest), size -> (long) size << 20);
    }

    /** A size in GiB, read in bytes. */
    static SettingType<Long> gibibytes(int defaultValue, int least, int greatest) {
        return whole("GiB", defaultValue, new Range(least, greatest), size -> (long) size << 30);
    }

    static SettingType<Severity> severity(Severity defaultValue) {
        String unit = "severity";
        return ofText(
                unit,
                "string",
                defaultValue.name(),
                checked(
                        "one of "
                                + Arrays.stream(Severity.values())
                                        .map(Severity::name)
                                        .collect(Collectors.joining(", ")),
                        value -> Severity.valueOf(value.strip().toUpperCase(Locale.ROOT))));
    }

    static SettingType<List<Integer>> ports(String defaultValue) {
        String unit = "TCP ports, comma-separated";
        return new SettingType<>(
                unit,
                "list(number)",
                defaultValue,
                Optional.of(PORTS),
                checked(unit, SettingType::portsOrNull));
    }

    /** A regular expression whose group {@code instance} names one. */
    static SettingType<String> instancePattern(String defaultValue) {
        String unit = "regular expression";
        return ofText(
                unit,
                "string",
                defaultValue,
                checked(
                        "a " + unit + " with a group (?<instance>...)",
                        value ->
                                Pattern.compile(value).namedGroups().containsKey("instance")
                                        ? value
                                        : null));
    }

    static SettingType<Set<LogClass>> logClasses(String defaultValue) {
        return ofText(
                "classes, comma-separated", "list(string)", defaultValue, SettingType::classes);
    }

    /** Rows of the checklist by their names, such as high-availability; all, or none of them. */
    static SettingType<Set<ChecklistRow>> checklistRows(String defaultValue) {
        String unit = "checklist rows, comma-separated, or all, or none";
        return ofText(unit, "list(string)", defaultValue, checked(unit, SettingType::rows));
    }

    private static Set<ChecklistRow> rows(String value) {
        Set<ChecklistRow> named = EnumSet.noneOf(ChecklistRow.class);
        for (String word : split(value)) {
            switch (word) {
                case "all" -> named.addAll(EnumSet.allOf(ChecklistRow.class));
                case "none" -> {
                    // Beside others it takes nothing away.
                }
                default -> named.add(ChecklistRow.valueOf(constant(word)));
            }
        }
        return named;
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static <T> SettingType<T> ofText(
            String unit, String terraform, String defaultValue, Parser<T> parser) {
        return new SettingType<>(unit, terraform, defaultValue, Optional.empty(), parser);
    }

    private static <T> SettingType<T> whole(
            String unit, int defaultValue, Range range, IntFunction<T> reading) {
        return new SettingType<>(
                unit,
                "number",
                Integer.toString(defaultValue),
                Optional.of(range),
                checked(
                        "a whole number of %s from %d to %d"
                                .formatted(unit, range.least(), range.greatest()),
                        value -> {
                            int number = Integer.parseInt(value);
                            return range.contains(number) ? reading.apply(number) : null;
                        }));
    }

    /**
     * A parser that refuses what another cannot read.
     *
     * @param reading gives null, or throws {@link IllegalArgumentException}, for a wrong value
     */
    private static <T> Parser<T> checked(String takes, Function<String, @Nullable T> reading) {
        return (variable, value) -> {
            T read = null;
            try {
                read = reading.apply(value);
            } catch (IllegalArgumentException notOfItsForm) {
                // Refused below, like what is out of range.
            }
            if (read == null) {
                throw new IllegalArgumentException(
                        "%s is '%s'; it takes %s".formatted(variable, value, takes));
            }
            return read;
        };
    }

    private static @Nullable List<Integer> portsOrNull(String value) {
        List<Integer> ports =
                Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .map(Integer::valueOf)
                        .toList();
        return ports.stream().allMatch(PORTS::contains) ? ports : null;
    }

    private static Set<LogClass> classes(String variable, String value) {
        Set<LogClass> classes = EnumSet.noneOf(LogClass.class);
        for (String word : split(value)) {
            LogClass named = LogClass.ofLabel(word);
            if (named == LogClass.UNRECOGNISED) {
                throw new IllegalArgumentException(
                        "%s has '%s'; it takes STANDARD, INFREQUENT_ACCESS and DELIVERY"
                                .formatted(variable, word));
            }
            classes.add(named);
        }
        return classes;
    }

    private static List<String> split(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
