package io.muster.readiness.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** The files of each language: one for each row of the checklist, and what all share. */
    private static final List<String> FILES =
            List.of(
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
                    "tests",
                    "common",
                    "facts",
                    "screen",
                    "notice",
                    "decision",
                    "console",
                    "migration");

    private static final Map<Language, Texts> OF =
            Arrays.stream(Language.values())
                    .collect(Collectors.toUnmodifiableMap(Function.identity(), Texts::new));

    private final Language language;
    private final Map<String, String> read = new ConcurrentHashMap<>();
    private final Set<String> unread = new LinkedHashSet<>(FILES);
    private volatile boolean complete;

    private Texts(Language language) {
        this.language = language;
    }

    /** The codes that a language has a text for. */
    static Set<String> codes(Language language) {
        Texts texts = of(language);
        texts.readUntil("");
        return new TreeSet<>(texts.read.keySet());
    }

    /** The text of a code as it stands in its file; empty if the language has none. */
    public static Optional<String> template(Language language, String code) {
        return Optional.ofNullable(of(language).text(code));
    }

    static void write(Message message, Rendering rendering, StringBuilder to) {
        int before = to.length();
        String text = of(rendering.language()).text(message.code());
        if (text != null && fill(text, message, rendering, to)) {
            return;
        }
        to.setLength(before);
        String english = of(Language.ENGLISH).text(message.code());
        if (english == null || !fill(english, message, rendering.in(Language.ENGLISH), to)) {
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

    private static Texts of(Language language) {
        return Objects.requireNonNull(OF.get(language));
    }

    private @Nullable String text(String code) {
        String text = read.get(code);
        return text == null && !complete ? readUntil(code) : text;
    }

    /**
     * Reads the file that a code is named after, and where there is none the files one by one,
     * until one has it: a command needs few of them.
     */
    private synchronized @Nullable String readUntil(String code) {
        int area = code.indexOf('.');
        if (area > 0) {
            read(code.substring(0, area));
        }
        String text = read.get(code);
        while (text == null && !unread.isEmpty()) {
            read(unread.iterator().next());
            text = read.get(code);
        }
        complete = unread.isEmpty();
        return text;
    }

    private void read(String file) {
        if (unread.remove(file)) {
            properties("/texts/%s/%s.properties".formatted(language.tag(), file))
                    .forEach((code, text) -> read.put((String) code, (String) text));
        }
    }

    private static Properties properties(String resource) {
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
