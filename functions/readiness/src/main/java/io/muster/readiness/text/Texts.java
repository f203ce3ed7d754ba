package io.muster.readiness.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What people read, by code and language, from the resource files {@code texts/en/*.properties} and
 * the like.
 *
 * <p>A text has places: a name in braces for a value; {@code count|instance|instances} in braces
 * for the form that a number wants (the first for exactly 1). Two opening braces write one. What a
 * language lacks, or has with other places than the message fills, is said in English; what English
 * lacks is said as code and values. No text is ever an exception: these files are held by tests.
 */
public final class Texts {

    /** The files of each language: what all texts share, and one for each row of the checklist. */
    private static final List<String> FILES =
            List.of(
                    "common",
                    "facts",
                    "screen",
                    "notice",
                    "decision",
                    "console",
                    "migration",
                    "install",
                    "configure",
                    "provision",
                    "deploy",
                    "high-availability",
                    "scalability",
                    "performance",
                    "networking",
                    "security",
                    "metrics",
                    "logs",
                    "backup-and-restore",
                    "cost-optimization",
                    "documentation",
                    "tests");

    /** The texts of each language that was asked for. */
    private static final Map<Language, Map<String, String>> LOADED = new ConcurrentHashMap<>();

    private Texts() {}

    /** The codes that a language has a text for. */
    static Set<String> codes(Language language) {
        return new TreeSet<>(of(language).keySet());
    }

    /** The text of a code as it stands in its file; empty if the language has none. */
    public static Optional<String> template(Language language, String code) {
        return Optional.ofNullable(of(language).get(code));
    }

    static void write(Message message, Rendering rendering, StringBuilder to) {
        int before = to.length();
        String text = of(rendering.language()).get(message.code());
        if (text != null && fill(text, message, rendering, to)) {
            return;
        }
        to.setLength(before);
        String english = of(Language.ENGLISH).get(message.code());
        Rendering inEnglish = new Rendering(Language.ENGLISH, rendering.zone());
        if (english == null || !fill(english, message, inEnglish, to)) {
            to.setLength(before);
            writeValues(message, rendering, to);
        }
    }

    private static void writeValues(Message message, Rendering rendering, StringBuilder to) {
        to.append(message.code());
        String separator = ": ";
        for (Argument argument : message.arguments()) {
            to.append(separator).append(argument.place()).append('=');
            argument.value().write(rendering, to);
            separator = ", ";
        }
    }

    /** Appends a text with its places filled; false where the message lacks one of them. */
    private static boolean fill(
            String text, Message message, Rendering rendering, StringBuilder to) {
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            to.append(text, from, open);
            if (text.startsWith("{{", open)) {
                to.append('{');
                from = open + 2;
                continue;
            }
            int close = text.indexOf('}', open);
            if (close < 0 || !fillPlace(text, open + 1, close, message, rendering, to)) {
                return false;
            }
            from = close + 1;
        }
        to.append(text, from, text.length());
        return true;
    }

    /** Appends what a text has between two of its characters: a place, or the forms of one. */
    private static boolean fillPlace(
            String text,
            int from,
            int end,
            Message message,
            Rendering rendering,
            StringBuilder to) {
        int bar = text.indexOf('|', from);
        boolean forms = bar >= 0 && bar < end;
        Argument.Value value = message.argument(text, from, forms ? bar : end);
        if (value == null) {
            return false;
        }
        if (!forms) {
            value.write(rendering, to);
            return true;
        }
        int second = text.indexOf('|', bar + 1);
        if (second < 0 || second > end) {
            return false;
        }
        boolean one = value instanceof Argument.Value.Whole whole && whole.number() == 1;
        to.append(text, one ? bar + 1 : second + 1, one ? second : end);
        return true;
    }

    private static Map<String, String> of(Language language) {
        // Without computeIfAbsent alone, which locks what is there, too.
        Map<String, String> texts = LOADED.get(language);
        return texts == null ? LOADED.computeIfAbsent(language, Texts::load) : texts;
    }

    private static Map<String, String> load(Language language) {
        Map<String, String> texts = new HashMap<>();
        for (String file : FILES) {
            read("/texts/%s/%s.properties".formatted(language.tag(), file))
                    .forEach((code, text) -> texts.put((String) code, (String) text));
        }
        return texts;
    }

    private static Properties read(String resource) {
        Properties properties = new Properties();
        try (@Nullable InputStream in = Texts.class.getResourceAsStream(resource)) {
            if (in != null) {
                properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }
}
