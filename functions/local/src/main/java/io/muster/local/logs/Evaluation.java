package io.muster.local.logs;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * What a query finds among the emulator's events. Of Insights' language it understands what Muster
 * writes: one {@code filter @message like /.../}, then the events themselves, or their number by
 * log group and hour.
 */
record Evaluation(CloudWatchLogsClient logs, boolean filters) {

    private static final int MAX_ROWS = 100_000;
    private static final int PAGE_ROWS = 10_000;

    /** Insights writes times so, in UTC. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    /** Without a way back, for which thousands of characters would be too many. */
    private static final Pattern FILTER =
            Pattern.compile("filter @message like /((?:[^/\\\\]++|\\\\.)*+)/");

    private static final Pattern COUNT =
            Pattern.compile("\\|\\s*stats count\\(\\*\\) as (\\w+) by @log, bin\\(1h\\)");

    /** What was found, and how much was looked through for it. */
    record Found(List<Map<String, String>> rows, long scanned, long bytes, long matched) {

        /**
         * A page of the answer.
         *
         * @param from the first row of the page, from 0; the token of a page is the next one's
         * @param most as many rows as the query asked for in all
         */
        Map<String, Object> answer(int from, int most) {
            int total = Math.min(Math.min(most, MAX_ROWS), rows.size());
            int to = Math.min(total, from + PAGE_ROWS);
            List<List<Map<String, String>>> results =
                    rows.subList(Math.min(from, to), to).stream().map(Found::fields).toList();
            Map<String, Double> statistics =
                    Map.ofEntries(
                            entry("recordsMatched", (double) matched),
                            entry("recordsScanned", (double) scanned),
                            entry("bytesScanned", (double) bytes));
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("status", "Complete");
            answer.put("results", results);
            answer.put("statistics", statistics);
            if (to < total) {
                answer.put("nextToken", Integer.toString(to));
            }
            return answer;
        }

        private static List<Map<String, String>> fields(Map<String, String> row) {
            return row.entrySet().stream()
                    .map(field -> Map.of("field", field.getKey(), "value", field.getValue()))
                    .toList();
        }
    }

    private record Event(String group, FilteredLogEvent event) {}

    Found of(SimulatedQuery query) {
        List<Event> scanned = new ArrayList<>();
        for (String group : query.groups()) {
            logs.filterLogEventsPaginator(
                            ask ->
                                    ask.logGroupName(group)
                                            .startTime(query.fromMilliseconds())
                                            .endTime(query.toMilliseconds()))
                    .events()
                    .forEach(event -> scanned.add(new Event(group, event)));
        }
        scanned.sort(Comparator.comparing(each -> each.event().timestamp()));
        long bytes =
                scanned.stream()
                        .mapToLong(
                                each ->
                                        each.event()
                                                .message()
                                                .getBytes(StandardCharsets.UTF_8)
                                                .length)
                        .sum();
        Matcher count = COUNT.matcher(query.text());
        boolean counts = count.find();
        // A count of what was not asked for would be a wrong answer, and no poor one.
        List<Event> matched = filters || counts ? filtered(scanned, query.text()) : scanned;
        return new Found(
                counts ? counted(matched, count.group(1)) : rows(matched),
                scanned.size(),
                bytes,
                matched.size());
    }

    private static List<Event> filtered(List<Event> events, String text) {
        Matcher filter = FILTER.matcher(text);
        if (!filter.find()) {
            return events;
        }
        Pattern wanted = Pattern.compile(filter.group(1));
        return events.stream()
                .filter(each -> wanted.matcher(each.event().message()).find())
                .toList();
    }

    private static List<Map<String, String>> rows(List<Event> events) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Event each : events) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("@timestamp", time(each));
            row.put("@log", "123456789012:" + each.group());
            row.put("@logStream", each.event().logStreamName());
            row.put("@message", each.event().message());
            row.put("@ptr", "ptr-" + each.event().eventId());
            rows.add(row);
        }
        return rows;
    }

    private static String time(Event of) {
        return TIME.format(Instant.ofEpochMilli(of.event().timestamp()));
    }

    private static List<Map<String, String>> counted(List<Event> events, String name) {
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        for (Event each : events) {
            Instant hour =
                    Instant.ofEpochMilli(each.event().timestamp()).truncatedTo(ChronoUnit.HOURS);
            counts.merge(List.of("123456789012:" + each.group(), TIME.format(hour)), 1L, Long::sum);
        }
        List<Map<String, String>> rows = new ArrayList<>();
        counts.forEach(
                (key, number) ->
                        rows.add(
                                Map.of(
                                        "@log",
                                        key.get(0),
                                        "bin(1h)",
                                        key.get(1),
                                        name,
                                        number.toString())));
        return rows;
    }
}
