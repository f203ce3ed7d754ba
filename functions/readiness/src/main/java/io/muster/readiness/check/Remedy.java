package io.muster.readiness.check;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to do about a finding: lines of shell, explained by lines of comment ({@code # ...}).
 *
 * <p>The whole text is safe to paste into a shell. Places for values are written {@code {name}};
 * every value is quoted for the shell when it is filled in, because a workload's name comes from a
 * tag that anybody may have written. {@code {id}}, {@code {region}} and {@code {account}} are
 * always filled; others come with the verdict.
 */
public record Remedy(String template) {

    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]*)}");
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    public Remedy {
        if (template.isBlank()) {
            throw new IllegalArgumentException("a remedy says what to do");
        }
        for (String line : template.lines().toList()) {
            if (!line.isBlank() && !line.stripLeading().startsWith("#") && looksLikeProse(line)) {
                throw new IllegalArgumentException(
                        "a remedy's prose is a shell comment, so that it can be pasted: " + line);
            }
        }
    }

    /** The names of the places to fill. */
    public Set<String> places() {
        Set<String> names = new TreeSet<>();
        PLACE.matcher(template).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    /** The text with every place filled that has a value, and the others left as they stand. */
    public String fill(Map<String, String> values) {
        return PLACE.matcher(template)
                .replaceAll(
                        match -> {
                            String value = values.get(match.group(1));
                            return Matcher.quoteReplacement(
                                    value == null ? match.group() : quoted(value));
                        });
    }

    private static String quoted(String value) {
        if (SAFE.matcher(value).matches()) {
            return value;
        }
        String oneLine = value.replaceAll("\\p{Cntrl}", " ");
        return "'" + oneLine.replace("'", "'\\''") + "'";
    }

    private static boolean looksLikeProse(String line) {
        return line.endsWith(".") || Character.isUpperCase(line.stripLeading().charAt(0));
    }
}
