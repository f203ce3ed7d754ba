package io.muster.readiness.probe;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.fact.DeployedDocument.Found;
import io.muster.readiness.text.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells one content of the probe's document from another: a digest of everything but the
 * description, which names it. A document whose content was edited no longer fits its description;
 * one of another build does, and has another digest.
 *
 * <p>It is no signature: an edit may change the description, too. Such a document passes for one of
 * another build, and never for this build's.
 */
public final class DocumentDigest {

    private static final String DESCRIPTION = "description";

    /** 128 bits of SHA-256. */
    private static final int DIGITS = 32;

    private static final Pattern NAMED = Pattern.compile("\\(content ([0-9a-f]{32})\\)$");

    private DocumentDigest() {}

    /** The description of a document, which names the digest of what it has so far. */
    static String described(String description, Map<String, Object> document) {
        return "%s (content %s)".formatted(description, of(document));
    }

    /** What Systems Manager holds as the probe's document; of any content, JSON or not. */
    public static Found read(String content) {
        try {
            if (JSON.std.anyFrom(content) instanceof Map<?, ?> document) {
                return new Found(of(document), named(document.get(DESCRIPTION)));
            }
        } catch (IOException noJson) {
            // Systems Manager takes YAML, too, which is not what this build writes.
        }
        return new Found(hex(content), null);
    }

    private static @Nullable String named(@Nullable Object description) {
        Matcher named = NAMED.matcher(description instanceof String text ? text : "");
        return named.find() ? named.group(1) : null;
    }

    /** Of the members in the order of their names, however they were written. */
    private static String of(Map<?, ?> document) {
        Map<String, @Nullable Object> rest = sorted(document);
        rest.remove(DESCRIPTION);
        try {
            return hex(JSON.std.asString(rest));
        } catch (IOException impossible) {
            throw new IllegalStateException("what was read as JSON is written as such", impossible);
        }
    }

    private static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((name, member) -> sorted.put(String.valueOf(name), ordered(member)));
        return sorted;
    }

    private static @Nullable Object ordered(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? sorted(map)
                : value instanceof List<?> list
                        ? list.stream().map(DocumentDigest::ordered).toList()
                        : value;
    }

    private static String hex(String text) {
        return Sha256.hex(text).substring(0, DIGITS);
    }
}
