package io.muster.cli.output;

import io.muster.cli.text.Style;
import io.muster.readiness.scan.CallCount;
import io.muster.readiness.text.Wrapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** How many calls a scan made, and how long it took. */
final class ScanCost {

    /** Keeps an operation and its count on one line. */
    private static final String NO_BREAK = "\u00a0";

    private final Style style;
    private final int columns;

    ScanCost(Style style, int columns) {
        this.style = style;
        this.columns = columns;
    }

    List<String> lines(ScanSummary scan) {
        List<String> lines = new ArrayList<>();
        long retries = sum(scan, CallCount::retries);
        long throttles = sum(scan, CallCount::throttles);
        lines.add("");
        lines.add(
                "%s in %s%s%s"
                        .formatted(
                                Labels.count(sum(scan, CallCount::calls), "API call"),
                                seconds(scan.took()),
                                retries == 0 ? "" : ", " + Labels.count(retries, "retry"),
                                throttles == 0 ? "" : ", throttled " + throttles + " times"));
        String operations =
                scan.scopes().stream()
                        .flatMap(scope -> scope.calls().entrySet().stream())
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getKey,
                                        TreeMap::new,
                                        Collectors.summingLong(call -> call.getValue().calls())))
                        .entrySet()
                        .stream()
                        .map(call -> call.getKey() + NO_BREAK + call.getValue())
                        .collect(Collectors.joining(", "));
        if (!operations.isEmpty()) {
            Wrapping.wrap(operations, columns - 2)
                    .forEach(line -> lines.add(style.dim("  " + line.replace(NO_BREAK, " "))));
        }
        return lines;
    }

    private static long sum(ScanSummary scan, ToLongFunction<CallCount> part) {
        return scan.scopes().stream()
                .flatMap(scope -> scope.calls().values().stream())
                .mapToLong(part)
                .sum();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
