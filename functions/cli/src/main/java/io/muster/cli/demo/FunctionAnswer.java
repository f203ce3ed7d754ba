package io.muster.cli.demo;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.cli.text.DisplayWidth;
import io.muster.cli.text.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a function answered, a line per scope, for a reader instead of a program. */
final class FunctionAnswer {

    private FunctionAnswer() {}

    static List<String> lines(String answer) throws IOException {
        Map<String, Object> json = JSON.std.mapFrom(answer);
        List<?> scopes = json.get("scopes") instanceof List<?> several ? several : List.of(json);
        return scopes.stream().map(scope -> Printable.line(line(scope))).toList();
    }

    /** How many commands guest-probe says that it sent. */
    static long commands(String answer) throws IOException {
        return JSON.std.mapFrom(answer).get("scopes") instanceof List<?> scopes
                ? scopes.stream().mapToLong(FunctionAnswer::commandsOf).sum()
                : 0;
    }

    private static long commandsOf(Object scope) {
        return scope instanceof Map<?, ?> counts && counts.get("commands") instanceof Number number
                ? number.longValue()
                : 0;
    }

    private static String line(Object scope) {
        if (!(scope instanceof Map<?, ?> counts)) {
            return String.valueOf(scope);
        }
        String region = DisplayWidth.pad(String.valueOf(counts.get("region")), 14);
        if (counts.containsKey("commands")) {
            return "%s  %s managed nodes, %s of them silent; %s guests asked by %s commands"
                    .formatted(
                            region,
                            counts.get("managed"),
                            counts.get("silent"),
                            counts.get("asked"),
                            counts.get("commands"));
        }
        if (counts.containsKey("answered")) {
            return "%s  %s of %s guests answered; findings: %s opened, %s changed, %s resolved"
                    .formatted(
                            region,
                            counts.get("answered"),
                            counts.get("guests"),
                            counts.get("opened"),
                            counts.get("changed"),
                            counts.get("resolved"));
        }
        if (counts.containsKey("logGroups")) {
            return logs(region, counts);
        }
        return counts.containsKey("instances") ? scan(region, counts) : String.valueOf(counts);
    }

    private static String logs(String region, Map<?, ?> counts) {
        return "%s  %s of %s log groups asked by %s queries that scanned %s bytes; findings: %s opened, %s changed, %s resolved"
                .formatted(
                        region,
                        counts.get("chosen"),
                        counts.get("logGroups"),
                        counts.get("queries"),
                        counts.get("bytesScanned"),
                        counts.get("opened"),
                        counts.get("changed"),
                        counts.get("resolved"));
    }

    private static String scan(String region, Map<?, ?> counts) {
        return "%s  %s instances, %s volumes; findings: %s opened, %s changed, %s reopened, %s resolved"
                .formatted(
                        region,
                        counts.get("instances"),
                        counts.get("volumes"),
                        counts.get("opened"),
                        counts.get("changed"),
                        counts.get("reopened"),
                        counts.get("resolved"));
    }
}
