package io.muster.handlers.notice;

import io.muster.handlers.event.Event;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Language;
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
 * @param language in which people are told
 */
record NoticeSettings(String bus, Optional<String> topic, Severity least, Language language) {

    /** The environment variable that names the event bus; AWS's own if it is not set. */
    static final String BUS_VARIABLE = "MUSTER_EVENT_BUS";

    /**
     * The environment variable that holds the topic's ARN; people are not told if it is not set.
     */
    static final String TOPIC_VARIABLE = "MUSTER_NOTICE_TOPIC";

    /** The environment variable that holds the least severity; HIGH if it is not set. */
    static final String SEVERITY_VARIABLE = "MUSTER_NOTICE_SEVERITY";

    /** The environment variable that holds the language; English if it is not set. */
    static final String LANGUAGE_VARIABLE = "MUSTER_NOTICE_LANGUAGE";

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
                least(environment),
                language(environment));
    }

    private static Language language(Map<String, String> environment) {
        String code = environment.getOrDefault(LANGUAGE_VARIABLE, "").strip();
        if (code.isEmpty()) {
            return Language.ENGLISH;
        }
        return Arrays.stream(Language.values())
                .filter(language -> language.tag().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "%s is %s: set it to one of %s"
                                                .formatted(
                                                        LANGUAGE_VARIABLE,
                                                        Event.quoted(code),
                                                        Arrays.stream(Language.values())
                                                                .map(Language::tag)
                                                                .toList())));
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
