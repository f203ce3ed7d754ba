package io.muster.readiness.probe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    /** What would make a name a part of another word, of a path or of a variable. */
    private static final String BEFORE = "(?<![\\w$./-])";

    private static final String BEHIND = "(?![\\w./-])";

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
        String any = names.keySet().stream().collect(Collectors.joining("|", "(", ")"));
        String renamed =
                Pattern.compile(BEFORE + any + BEHIND)
                        .matcher(script)
                        .replaceAll(found -> names.getOrDefault(found.group(1), found.group(1)));
        Matcher left = Pattern.compile("\\b" + any + "\\b").matcher(renamed);
        if (left.find()) {
            throw new IllegalArgumentException(
                    "%s is the name of a function and part of something else: give the function another name"
                            .formatted(left.group(1)));
        }
        return renamed;
    }

    /** No other word of a script begins with an underscore. */
    private static String number(int index) {
        char last = (char) ('a' + index % LETTERS);
        return index < LETTERS ? "_" + last : "_" + (char) ('a' + index / LETTERS - 1) + last;
    }
}
