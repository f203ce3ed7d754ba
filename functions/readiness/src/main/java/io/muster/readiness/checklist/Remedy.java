package io.muster.readiness.checklist;

import io.muster.readiness.text.Untrusted;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
 * tag, which is untrusted. {@code {id}}, {@code {region}} and {@code {account}} are always filled;
 * others come with the verdict.
 *
 * <p>Paragraphs, which an empty line divides, let one text serve several causes and several groups:
 * a paragraph is there for every step of the verdict that fills its places, and left out when
 * nothing fills them.
 */
public record Remedy(String template) {

    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]*)}");
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./:@%+=,-]*");
    private static final Pattern EMPTY_LINE = Pattern.compile("\\n[ \\t]*\\n");

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
        return places(template);
    }

    /** The text for a verdict without steps; see {@link #fill(Map, List)}. */
    public String fill(Map<String, String> values) {
        return fill(values, List.of());
    }

    /**
     * The paragraphs that can be filled, every value quoted. When none can be, the template as it
     * stands: that is a defect of the check, which should be seen rather than hidden.
     *
     * @param values hold for every paragraph
     * @param steps further values, each filling the paragraphs that need them once more
     */
    public String fill(Map<String, String> values, List<Map<String, String>> steps) {
        Set<String> filled = new LinkedHashSet<>();
        for (String paragraph : EMPTY_LINE.split(template.strip(), -1)) {
            Set<String> wanted = places(paragraph);
            if (values.keySet().containsAll(wanted)) {
                filled.add(fillAll(paragraph, values));
                continue;
            }
            for (Map<String, String> step : steps) {
                Map<String, String> both = new HashMap<>(values);
                both.putAll(step);
                if (both.keySet().containsAll(wanted)) {
                    filled.add(fillAll(paragraph, both));
                }
            }
        }
        if (filled.isEmpty()) {
            return template;
        }
        return String.join("\n\n", filled) + (template.endsWith("\n") ? "\n" : "");
    }

    private static Set<String> places(String text) {
        Set<String> names = new TreeSet<>();
        PLACE.matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    private static String fillAll(String paragraph, Map<String, String> values) {
        return PLACE.matcher(paragraph)
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
        String oneLine = Untrusted.replaced(value, acting -> " ");
        return "'" + oneLine.replace("'", "'\\''") + "'";
    }

    private static boolean looksLikeProse(String line) {
        return line.endsWith(".") || Character.isUpperCase(line.stripLeading().charAt(0));
    }
}
