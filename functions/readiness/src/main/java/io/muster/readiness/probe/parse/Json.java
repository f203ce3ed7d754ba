package io.muster.readiness.probe.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON of a guest: bounded in depth, in the length of its names, numbers and strings, and as a
 * whole. What does not fit reads as no JSON at all. A comma before a closing brace is allowed: the
 * probe drops the journal's burdensome fields with sed.
 */
final class Json {

    private static final int DEPTH = 64;
    private static final int MAX_STRING = 100_000;
    private static final int MAX_NAME_LENGTH = 256;
    private static final int MAX_NUMBER = 40;
    private static final long MAX_DOCUMENT = 4_000_000;

    private static final JSON READER =
            JSON.builder(
                            JsonFactory.builder()
                                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH)
                                                    .maxStringLength(MAX_STRING)
                                                    .maxNameLength(MAX_NAME_LENGTH)
                                                    .maxNumberLength(MAX_NUMBER)
                                                    .maxDocumentLength(MAX_DOCUMENT)
                                                    .build())
                                    .build())
                    .build();

    private Json() {}

    /** The object, list, text, number or truth that the text writes; null for none. */
    static @Nullable Object read(String text) {
        if (text.length() > MAX_DOCUMENT || text.isBlank()) {
            return null;
        }
        try {
            return READER.anyFrom(text);
        } catch (IOException notJson) {
            return null;
        }
    }

    static @Nullable Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : null;
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** A text, or the text of a number or a truth: tools changed from one to the other. */
    static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> null;
        };
    }

    /** The text of the first of these members that has one, through the gate. */
    static @Nullable String field(Map<?, ?> object, String... keys) {
        for (String key : keys) {
            String text = Field.orNull(text(object.get(key)));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    static @Nullable Integer small(@Nullable Object value) {
        return Numbers.small(text(value));
    }
}
