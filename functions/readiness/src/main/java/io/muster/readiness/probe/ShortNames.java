package io.muster.readiness.probe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell script whose functions have names of two or three letters: what they are called matters
 * to its readers alone, and the document has little room.
 *
 * <p>Only names of two words or more are taken, joined by an underscore, because such a name is no
 * word of a text: each place where it stands as a word is a call.
 */
final class ShortNames {

    private static final Pattern DEFINITION =
            Pattern.compile("^([a-z]+(?:_[a-z0-9]+)+)\\(\\) \\{$", Pattern.MULTILINE);

    /** Whole words: one search for all names, where one for each took half a second. */
    private static final Pattern WORD = Pattern.compile("\\b\\w++\\b");

    /** Those that are no part of another word, of a path or of a variable. */
    private static final Pattern CALL = Pattern.compile("(?<![\\w$./-])\\w++(?![\\w./-])");

    private static final int LETTERS = 26;

    private ShortNames() {}

    /**
     * The script with short names for its functions.
     *
     * @throws IllegalArgumentException if a name stands where it is no call
     */
    static String of(String script) {
        Map<String, String> names = new LinkedHashMap<>();
        Matcher definition = DEFINITION.matcher(script);
        while (definition.find()) {
            names.put(definition.group(1), number(names.size()));
        }
        if (names.isEmpty()) {
            return script;
        }
        String renamed =
                CALL.matcher(script)
                        .replaceAll(
                                found ->
                                        Matcher.quoteReplacement(
                                                names.getOrDefault(found.group(), found.group())));
        Matcher left = WORD.matcher(renamed);
        while (left.find()) {
            if (names.containsKey(left.group())) {
                throw new IllegalArgumentException(
                        "%s is the name of a function and part of something else: give the function another name"
                                .formatted(left.group()));
            }
        }
        return renamed;
    }

    /** No other word of a script begins with an underscore. */
    private static String number(int index) {
        char last = (char) ('a' + index % LETTERS);
        return index < LETTERS ? "_" + last : "_" + (char) ('a' + index / LETTERS - 1) + last;
    }
}
