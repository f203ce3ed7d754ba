package io.muster.aws.logs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row of a query's result, by the names of its fields. Its content comes from the program that
 * wrote the log.
 */
public record InsightsRow(Map<String, String> fields) {

    /** Insights writes times so, in UTC. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private static final Pattern ACCOUNT = Pattern.compile("^\\d{12}:");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,15}");

    public InsightsRow {
        fields = Map.copyOf(fields);
    }

    /** The log group, which Insights writes with its account before it; empty if it says none. */
    public String group() {
        return ACCOUNT.matcher(fields.getOrDefault("@log", "")).replaceFirst("");
    }

    public String stream() {
        return fields.getOrDefault("@logStream", "");
    }

    public String message() {
        return fields.getOrDefault("@message", "");
    }

    /** When it was logged, by the clock of the program that logged it. */
    public Optional<Instant> at() {
        return time("@timestamp");
    }

    /** A field that is a time; empty where there is none, or nothing that can be read. */
    public Optional<Instant> time(String field) {
        String text = fields.get(field);
        if (text == null) {
            return Optional.empty();
        }
        if (MILLISECONDS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        try {
            return Optional.of(LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }

    /** A field that is a count; null where there is none, or nothing that can be read. */
    public @Nullable Long count(String field) {
        String text = fields.getOrDefault(field, "");
        try {
            return Math.max(0, Math.round(Double.parseDouble(text)));
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
