package io.muster.cli.demo;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.cli.text.Printable;
import io.muster.readiness.text.DisplayWidth;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a function answered, a line per scope, for a reader instead of a program. */
final class FunctionAnswer {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** What is said where a count is there; the first that fits. */
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put(
                "commands",
                "{managed} managed nodes, {silent} of them silent; {asked} guests asked by {commands} commands");
        WORDS.put(
                "answered",
                "{answered} of {guests} guests answered; findings: {opened} opened, {changed} changed, {resolved} resolved");
        WORDS.put(
                "logGroups",
                "{chosen} of {logGroups} log groups asked by {queries} queries that scanned {bytesScanned} bytes; findings: {opened} opened, {changed} changed, {resolved} resolved");
        WORDS.put(
                "instances",
                "{instances} instances, {volumes} volumes; findings: {opened} opened, {changed} changed, {reopened} reopened, {resolved} resolved");
    }

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
        return WORDS.entrySet().stream()
                .filter(words -> counts.containsKey(words.getKey()))
                .map(words -> region + "  " + filled(words.getValue(), counts))
                .findFirst()
                .orElseGet(() -> String.valueOf(counts));
    }

    private static String filled(String words, Map<?, ?> counts) {
        return PLACE.matcher(words)
                .replaceAll(place -> Matcher.quoteReplacement(count(place, counts)));
    }

    private static String count(MatchResult place, Map<?, ?> counts) {
        return String.valueOf(counts.get(place.group(1)));
    }
}
