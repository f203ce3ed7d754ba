package io.muster.cli.demo;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a function answered, a message per scope, for a reader instead of a program. */
final class FunctionAnswer {

    private FunctionAnswer() {}

    static List<Message> lines(String answer) throws IOException {
        Map<String, Object> json = JSON.std.mapFrom(answer);
        List<?> scopes = json.get("scopes") instanceof List<?> several ? several : List.of(json);
        return scopes.stream().map(FunctionAnswer::line).toList();
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

    private static Message line(Object scope) {
        if (!(scope instanceof Map<?, ?> counts)) {
            return Message.literal(String.valueOf(scope));
        }
        String region = DisplayWidth.pad(String.valueOf(counts.get("region")), 14);
        return Message.all(List.of(Message.literal(region), said(counts)), "  ");
    }

    /** By the count that is there: each function has one of its own. */
    private static Message said(Map<?, ?> counts) {
        if (counts.containsKey("commands")) {
            return Message.of("screen.demo-nodes")
                    .with("managed", number(counts, "managed"))
                    .with("silent", number(counts, "silent"))
                    .with("asked", number(counts, "asked"))
                    .with("commands", number(counts, "commands"));
        }
        if (counts.containsKey("answered")) {
            return changes(
                    Message.of("screen.demo-guests")
                            .with("answered", number(counts, "answered"))
                            .with("guests", number(counts, "guests")),
                    counts);
        }
        if (counts.containsKey("logGroups")) {
            return changes(
                    Message.of("screen.demo-logs")
                            .with("chosen", number(counts, "chosen"))
                            .with("groups", number(counts, "logGroups"))
                            .with("queries", number(counts, "queries"))
                            .with("bytes", number(counts, "bytesScanned")),
                    counts);
        }
        if (counts.containsKey("instances")) {
            return changes(
                    Message.of("screen.demo-fleet")
                            .with("instances", number(counts, "instances"))
                            .with("volumes", number(counts, "volumes"))
                            .with("reopened", number(counts, "reopened")),
                    counts);
        }
        return Message.literal(String.valueOf(counts));
    }

    private static Message changes(Message said, Map<?, ?> counts) {
        return said.with("opened", number(counts, "opened"))
                .with("changed", number(counts, "changed"))
                .with("resolved", number(counts, "resolved"));
    }

    private static long number(Map<?, ?> counts, String name) {
        return counts.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
