package io.muster.handlers.output;

import io.muster.aws.store.ChangeCounts;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scan.CallCount;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a function's log, which most functions also answer with: a level, a message, and fields
 * in the order in which they are added. Alarms and metric filters read the level and the message.
 */
public final class LogLine {

    /** How much it matters, the least first. */
    public enum Level {
        INFO,
        WARN,
        ERROR
    }

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    private LogLine(Level level, String message) {
        fields.put("level", level.name());
        fields.put("message", message);
    }

    public static LogLine info(String message) {
        return new LogLine(Level.INFO, message);
    }

    public static LogLine warning(String message) {
        return new LogLine(Level.WARN, message);
    }

    public static LogLine error(String message) {
        return new LogLine(Level.ERROR, message);
    }

    /** A scope on which the work failed. */
    public static LogLine failed(Scope scope, RuntimeException failure) {
        return error("scope failed").scope(scope).with("error", failure);
    }

    /** An item of the table that cannot be read, and what to do. */
    public static LogLine unreadable(RuntimeException problem) {
        return warning("item not readable").with("problem", String.valueOf(problem.getMessage()));
    }

    /** An item of the table that is not as Muster writes it. */
    public static LogLine spoiled(String problem) {
        return warning("item written over").with("problem", problem);
    }

    /** The same line, which now matters this much. */
    public LogLine level(Level level) {
        return set("level", level.name());
    }

    public LogLine message(String message) {
        return set("message", message);
    }

    public LogLine scope(Scope scope) {
        return set("account", scope.account()).set("region", scope.region());
    }

    public LogLine with(String name, @Nullable String text) {
        return set(name, text);
    }

    public LogLine with(String name, @Nullable Number number) {
        return set(name, number);
    }

    public LogLine with(String name, Collection<String> texts) {
        return set(name, List.copyOf(texts));
    }

    /** Texts or numbers by name, in the map's order. */
    public LogLine with(String name, Map<String, ?> values) {
        return set(name, new LinkedHashMap<>(values));
    }

    public LogLine with(String name, Throwable failure) {
        return set(name, failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }

    public LogLine changes(ChangeCounts changes) {
        changes.byName().forEach(this::set);
        return this;
    }

    /** The number of calls to AWS, by operation. */
    public LogLine apiCalls(Map<String, CallCount> calls) {
        Map<String, Long> counts = new LinkedHashMap<>();
        calls.forEach((operation, count) -> counts.put(operation, count.calls()));
        return set("apiCalls", counts);
    }

    /** As an object of JSON, to be part of an answer. */
    public Map<String, @Nullable Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** As JSON on one line. */
    @Override
    public String toString() {
        return Json.of(fields);
    }

    private LogLine set(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }
}
