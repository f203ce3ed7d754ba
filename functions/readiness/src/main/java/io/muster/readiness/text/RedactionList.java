package io.muster.readiness.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words by which secrets are known, from {@code redaction.list}: of them the patterns are made
 * that {@link Redaction} and {@code redact} of probe.sh look for.
 */
final class RedactionList {

    /** A kind of word in the list. */
    enum Kind {
        NAME,
        WORD,
        ENDING,
        SCHEME,
        PREFIX,
        BEGINNING,
        FAILED,
        UNKNOWN,
        DIRECTORY,
        UNIT
    }

    private record Word(Kind kind, String text) {}

    private static final Pattern WORD_FORM = Pattern.compile("[A-Za-z0-9_./ -]+");

    private final List<Word> words;

    private RedactionList(List<Word> words) {
        this.words = words;
    }

    static RedactionList current() {
        try (InputStream in = RedactionList.class.getResourceAsStream("redaction.list")) {
            if (in == null) {
                throw new IllegalStateException(
                        "redaction.list is missing from Muster's jar: build it again");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("redaction.list cannot be read", e);
        }
    }

    static RedactionList of(String text) {
        List<Word> words = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] kindAndWord = line.split(" ", 2);
            if (kindAndWord.length < 2 || !WORD_FORM.matcher(kindAndWord[1]).matches()) {
                throw new IllegalArgumentException(
                        "'%s' is not a kind and a word of letters, digits, _ . / - and blanks"
                                .formatted(line));
            }
            words.add(
                    new Word(
                            Kind.valueOf(kindAndWord[0].toUpperCase(Locale.ROOT)), kindAndWord[1]));
        }
        return new RedactionList(List.copyOf(words));
    }

    List<String> words(Kind kind) {
        return words.stream().filter(word -> word.kind() == kind).map(Word::text).toList();
    }

    /**
     * The words of a kind as alternatives that awk and Java read alike: what several begin with
     * stands once.
     */
    String alternatives(Kind kind) {
        return alternatives(words(kind));
    }

    private static String alternatives(List<String> words) {
        Map<Character, List<String>> byFirst = new LinkedHashMap<>();
        for (String word : words) {
            byFirst.computeIfAbsent(word.charAt(0), first -> new ArrayList<>())
                    .add(word.substring(1));
        }
        return byFirst.entrySet().stream()
                .map(entry -> sign(entry.getKey()) + rests(entry.getValue()))
                .collect(Collectors.joining("|"));
    }

    private static String rests(List<String> rests) {
        List<String> more = rests.stream().filter(rest -> !rest.isEmpty()).toList();
        if (more.isEmpty()) {
            return "";
        }
        String alternatives = alternatives(more);
        if (more.size() < rests.size()) {
            return "(" + alternatives + ")?";
        }
        return alternatives.indexOf('|') < 0 || isGroup(more)
                ? alternatives
                : "(" + alternatives + ")";
    }

    /**
     * Whether all go on with one letter, so that the alternatives after it have their own group.
     */
    private static boolean isGroup(List<String> words) {
        return words.stream().map(word -> word.charAt(0)).distinct().count() == 1;
    }

    private static String sign(char letter) {
        return switch (letter) {
            case '.' -> "[.]";
            case '/' -> "\\/";
            default -> Character.toString(letter);
        };
    }
}
