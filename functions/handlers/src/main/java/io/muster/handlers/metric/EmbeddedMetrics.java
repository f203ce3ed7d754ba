package io.muster.handlers.metric;

import io.muster.handlers.output.Json;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Figures about one thing as one line of the log, from which CloudWatch makes metrics: its embedded
 * metric format, without a call.
 *
 * <p>CloudWatch charges for every combination of a metric's name and its dimensions' values. So the
 * dimensions can only be what there are few of: a scope, a row, a severity. Nothing takes a
 * resource's name.
 */
public final class EmbeddedMetrics {

    /** Where CloudWatch shows them. */
    public static final String NAMESPACE = "Muster";

    private final SortedMap<String, String> dimensions;
    private final Map<String, Long> values = new LinkedHashMap<>();
    private final List<Map<String, String>> metrics = new ArrayList<>();

    private EmbeddedMetrics(Map<String, String> dimensions) {
        this.dimensions = new TreeMap<>(dimensions);
    }

    /** About everything that the table holds: no dimension. */
    static EmbeddedMetrics ofAll() {
        return new EmbeddedMetrics(Map.of());
    }

    static EmbeddedMetrics of(ChecklistRow row) {
        return new EmbeddedMetrics(Map.of("Row", row.name()));
    }

    static EmbeddedMetrics of(Severity severity) {
        return new EmbeddedMetrics(Map.of("Severity", severity.name()));
    }

    static EmbeddedMetrics of(Scope scope) {
        return new EmbeddedMetrics(Map.of("Account", scope.account(), "Region", scope.region()));
    }

    EmbeddedMetrics count(String name, long value) {
        return with(name, "Count", value);
    }

    EmbeddedMetrics bytes(String name, long value) {
        return with(name, "Bytes", value);
    }

    EmbeddedMetrics seconds(String name, long value) {
        return with(name, "Seconds", value);
    }

    EmbeddedMetrics milliseconds(String name, long value) {
        return with(name, "Milliseconds", value);
    }

    /**
     * The line.
     *
     * @param at the time of the figures
     */
    String line(Instant at) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        Map<String, Object> directive =
                Map.of(
                        "Namespace", NAMESPACE,
                        "Dimensions", List.of(List.copyOf(dimensions.keySet())),
                        "Metrics", metrics);
        line.put(
                "_aws",
                Map.of(
                        "Timestamp", at.toEpochMilli(),
                        "CloudWatchMetrics", List.of(directive)));
        line.putAll(dimensions);
        line.putAll(values);
        return Json.of(line);
    }

    private EmbeddedMetrics with(String name, String unit, long value) {
        metrics.add(Map.of("Name", name, "Unit", unit));
        values.put(name, value);
        return this;
    }
}
