package io.muster.cli.output;

import io.muster.cli.session.Page;
import io.muster.readiness.scan.CallCount;
import io.muster.readiness.text.Message;
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

    private final Page page;

    ScanCost(Page page) {
        this.page = page;
    }

    List<String> lines(ScanSummary scan) {
        List<String> lines = new ArrayList<>();
        long retries = sum(scan, CallCount::retries);
        long throttles = sum(scan, CallCount::throttles);
        List<Message> parts = new ArrayList<>();
        parts.add(
                Message.of("screen.cost")
                        .with("calls", sum(scan, CallCount::calls))
                        .with("seconds", seconds(scan.took())));
        if (retries > 0) {
            parts.add(Message.of("screen.cost-retries").with("count", retries));
        }
        if (throttles > 0) {
            parts.add(Message.of("screen.cost-throttles").with("count", throttles));
        }
        lines.add("");
        lines.add(page.text(Message.all(parts, ", ")));
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
            Wrapping.wrap(operations, page.columns() - 2)
                    .forEach(
                            line ->
                                    lines.add(
                                            page.style().dim("  " + line.replace(NO_BREAK, " "))));
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
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1_000.0);
    }
}
