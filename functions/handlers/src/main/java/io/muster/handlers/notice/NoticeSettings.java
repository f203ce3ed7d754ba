package io.muster.handlers.notice;

import io.muster.handlers.event.Event;
import io.muster.readiness.checklist.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whom to tell what.
 *
 * @param bus the event bus that programs listen to
 * @param topic the ARN of the topic that people get mail from; empty where there is none
 * @param least the least severity that people are told of
 */
record NoticeSettings(String bus, Optional<String> topic, Severity least) {

    /** The environment variable that names the event bus; AWS's own if it is not set. */
    static final String BUS_VARIABLE = "MUSTER_EVENT_BUS";

    /**
     * The environment variable that holds the topic's ARN; people are not told if it is not set.
     */
    static final String TOPIC_VARIABLE = "MUSTER_NOTICE_TOPIC";

    /** The environment variable that holds the least severity; HIGH if it is not set. */
    static final String SEVERITY_VARIABLE = "MUSTER_NOTICE_SEVERITY";

    /**
     * Reads the variables.
     *
     * @throws IllegalArgumentException if one makes no sense; the message says which, and why
     */
    static NoticeSettings from(Map<String, String> environment) {
        String bus = environment.getOrDefault(BUS_VARIABLE, "").strip();
        String topic = environment.getOrDefault(TOPIC_VARIABLE, "").strip();
        if (!topic.isEmpty() && !topic.startsWith("arn:")) {
            throw new IllegalArgumentException(
                    "%s is %s: set it to the ARN of a topic"
                            .formatted(TOPIC_VARIABLE, Event.quoted(topic)));
        }
        return new NoticeSettings(
                bus.isEmpty() ? "default" : bus,
                topic.isEmpty() ? Optional.empty() : Optional.of(topic),
                least(environment));
    }

    private static Severity least(Map<String, String> environment) {
        String word = environment.getOrDefault(SEVERITY_VARIABLE, "").strip();
        if (word.isEmpty()) {
            return Severity.HIGH;
        }
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(noSeverity(word)));
    }

    private static String noSeverity(String word) {
        return "%s is %s: set it to one of %s"
                .formatted(
                        SEVERITY_VARIABLE, Event.quoted(word), Arrays.toString(Severity.values()));
    }
}
