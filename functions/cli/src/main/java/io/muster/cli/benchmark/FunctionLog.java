package io.muster.cli.benchmark;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What functions log, counted: bytes, metrics, and the last error. */
final class FunctionLog implements Consumer<String> {

    private final Set<String> metrics = new HashSet<>();
    private String lastError = "";
    private long bytes;

    @Override
    public synchronized void accept(String line) {
        bytes += line.getBytes(StandardCharsets.UTF_8).length + 1L;
        try {
            Map<String, Object> members = JSON.std.mapFrom(line);
            if ("ERROR".equals(members.get("level"))) {
                lastError = line;
            }
            if (members.get("_aws") instanceof Map<?, ?> directive
                    && directive.get("CloudWatchMetrics") instanceof List<?> all) {
                all.forEach(each -> count((Map<?, ?>) each, members));
            }
        } catch (IOException noLine) {
            throw new UncheckedIOException("a function logs lines of JSON", noLine);
        }
    }

    /** A metric is its name and the values of its dimensions. */
    private void count(Map<?, ?> directive, Map<String, Object> members) {
        if (directive.get("Dimensions") instanceof List<?> sets
                && directive.get("Metrics") instanceof List<?> named) {
            for (Object dimensions : sets) {
                String values =
                        String.join(
                                " ",
                                ((List<?>) dimensions)
                                        .stream()
                                                .map(name -> name + "=" + members.get(name))
                                                .toList());
                named.forEach(each -> metrics.add(((Map<?, ?>) each).get("Name") + " " + values));
            }
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized int metrics() {
        return metrics.size();
    }

    /** Empty where there was none. */
    synchronized String lastError() {
        return lastError;
    }
}
