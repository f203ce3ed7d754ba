package io.muster.readiness.checklist;

import io.muster.readiness.text.Language;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Texts;
import io.muster.readiness.text.Wrapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a finding: lines of shell, explained by lines of comment ({@code # ...}).
 *
 * <p>The whole text is safe to paste into a shell. Places for values are written {@code {name}};
 * every value is quoted for the shell when it is filled in, because a workload's name comes from a
 * tag, which is untrusted. {@code {id}}, {@code {region}} and {@code {account}} are always filled;
 * others come with the verdict.
 *
 * <p>A line {@code # {#name}} stands for a comment whose words are among the {@link Texts}; the
 * commands are the same in each language.
 *
 * <p>Paragraphs, which an empty line divides, let one text serve several causes and several groups:
 * a paragraph is there for every step of the verdict that fills its places, and left out when
 * nothing fills them. They are parsed once, when the first finding wants them.
 */
public final class Remedy {

    static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]*)}");
    private static final Pattern COMMENT = Pattern.compile("(?m)^# \\{#([a-z0-9-]+)}$");
    private static final Pattern EMPTY_LINE = Pattern.compile("\\n[ \\t]*\\n");

    /** The widest line of a comment, in columns. */
    private static final int COMMENT_WIDTH = 100;

    private final String script;
    private final String texts;

    /** Made by the first call of {@link #paragraphs}; two calls at once make the same. */
    private volatile @Nullable List<Paragraph> paragraphs;

    /**
     * Checks that it can be pasted.
     *
     * @param script the commands, and where which comment stands
     * @param texts what the codes of the comments' texts begin with
     * @throws IllegalArgumentException if there are no commands, or a line is prose without a #
     */
    public Remedy(String script, String texts) {
        if (script.isBlank()) {
            throw new IllegalArgumentException("a remedy says what to do");
        }
        for (String line : script.lines().toList()) {
            if (!line.isBlank() && !line.stripLeading().startsWith("#") && looksLikeProse(line)) {
                throw new IllegalArgumentException(
                        "a remedy's prose is a shell comment, so that it can be pasted: " + line);
            }
        }
        this.script = script;
        this.texts = texts;
    }

    /** A remedy without comments of the catalogue. */
    public Remedy(String script) {
        this(script, "");
    }

    /** The codes of its comments, in their order. */
    public List<String> comments() {
        return codes(script).toList();
    }

    /** The names of the places to fill. */
    public Set<String> places() {
        return places(template());
    }

    /** The whole text in English, its places not filled. */
    public String template() {
        return template(Language.ENGLISH);
    }

    /** The whole text in a language, its places not filled. */
    public String template(Language language) {
        return expanded(script, language);
    }

    /** The text for a verdict without steps; see {@link #fill(Map, List)}. */
    public String fill(Map<String, String> values) {
        return fill(values, List.of()).english();
    }

    /**
     * The paragraphs that can be filled, every value quoted. When none can be, the template as it
     * stands: that is a defect of the check, which should be seen rather than hidden.
     *
     * @param values hold for every paragraph
     * @param steps further values, each filling the paragraphs that need them once more
     */
    public Instructions fill(Map<String, String> values, List<Map<String, String>> steps) {
        Set<String> filled = new LinkedHashSet<>();
        List<Message> comments = new ArrayList<>();
        for (Paragraph paragraph : paragraphs()) {
            if (paragraph.filledBy(values)) {
                if (filled.add(paragraph.fill(values))) {
                    comments.addAll(paragraph.comments(values));
                }
                continue;
            }
            for (Map<String, String> step : steps) {
                Map<String, String> both = new HashMap<>(values);
                both.putAll(step);
                if (paragraph.filledBy(both) && filled.add(paragraph.fill(both))) {
                    comments.addAll(paragraph.comments(both));
                }
            }
        }
        if (filled.isEmpty()) {
            return new Instructions(template(), List.of());
        }
        String end = script.endsWith("\n") ? "\n" : "";
        return new Instructions(String.join("\n\n", filled) + end, comments);
    }

    private List<Paragraph> paragraphs() {
        List<Paragraph> parsed = paragraphs;
        if (parsed == null) {
            parsed =
                    EMPTY_LINE
                            .splitAsStream(script.strip())
                            .map(
                                    paragraph ->
                                            Paragraph.parse(
                                                    expanded(paragraph, Language.ENGLISH),
                                                    comments(paragraph)))
                            .toList();
            paragraphs = parsed;
        }
        return parsed;
    }

    private List<Paragraph.Comment> comments(String paragraph) {
        return codes(paragraph)
                .map(code -> new Paragraph.Comment(code, places(text(code, Language.ENGLISH))))
                .toList();
    }

    private Stream<String> codes(String part) {
        return COMMENT.matcher(part).results().map(match -> texts + match.group(1));
    }

    private String expanded(String part, Language language) {
        return COMMENT.matcher(part)
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        lines(text(texts + match.group(1), language))));
    }

    /**
     * A comment as lines of shell.
     *
     * @param comment with the values of its places, quoted already
     */
    static String lines(Message comment, Language language) {
        return PLACE.matcher(lines(text(comment.code(), language)))
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        comment.text(match.group(1)).orElse(match.group())));
    }

    private static String lines(String text) {
        return text.lines()
                .flatMap(line -> Wrapping.wrap(line, COMMENT_WIDTH - 2).stream())
                .map("# "::concat)
                .collect(Collectors.joining("\n"));
    }

    private static String text(String code, Language language) {
        return Texts.template(language, code)
                .or(() -> Texts.template(Language.ENGLISH, code))
                .orElse(code);
    }

    private static Set<String> places(String text) {
        Set<String> names = new TreeSet<>();
        PLACE.matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    private static boolean looksLikeProse(String line) {
        return line.endsWith(".") || Character.isUpperCase(line.stripLeading().charAt(0));
    }
}
