package io.muster.deployment;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.event.ruler.Ruler;

/** EventBridge's rules, each with its pattern, and AWS's own matcher before them. */
record Rules(Map<String, String> patterns) {

    Rules {
        patterns = Map.copyOf(patterns);
    }

    /** The rules that were deployed, by the event that they hear. */
    static Rules of(Deployed deployed) {
        Map<String, String> patterns = new TreeMap<>();
        deployed.each("aws_cloudwatch_event_rule", "event")
                .forEach(
                        (key, rule) ->
                                patterns.put(key, String.valueOf(rule.get("event_pattern"))));
        return new Rules(patterns);
    }

    /** The rules that an event matches. */
    Set<String> matching(String event) {
        Set<String> matching = new TreeSet<>();
        patterns.forEach(
                (key, pattern) -> {
                    try {
                        if (Ruler.matchesRule(event, pattern)) {
                            matching.add(key);
                        }
                    } catch (Exception malformed) {
                        throw new IllegalArgumentException(
                                "%s does not match for another reason".formatted(key), malformed);
                    }
                });
        return matching;
    }

    /** An event with another value in one place, such as {@code detail.state}. */
    static String with(String event, String place, Object value) {
        try {
            Map<String, Object> changed = JSON.std.mapFrom(event);
            set(changed, place, value);
            return JSON.std.asString(changed);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static void set(Map<String, Object> object, String place, Object value) {
        int dot = place.indexOf('.');
        if (dot < 0) {
            object.put(place, value);
            return;
        }
        Map<String, Object> inner = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(object.get(place.substring(0, dot))))
                .forEach(
                        (key, each) ->
                                inner.put(String.valueOf(key), Objects.requireNonNull(each)));
        set(inner, place.substring(dot + 1), value);
        object.put(place.substring(0, dot), inner);
    }
}
