package io.muster.local.recorded;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the XML of an item says what a filter asks for.
 *
 * @param name of the filter, such as {@code instance-id}
 * @param values its first group is a value
 * @param first whether only the first place counts: an item may name others of its kind
 */
record Field(String name, Pattern values, boolean first) {

    /** An element's text where it comes first. */
    static Field of(String name, String element) {
        return new Field(name, text(element), true);
    }

    /** An element's text wherever it comes. */
    static Field any(String name, String element) {
        return new Field(name, text(element), false);
    }

    /** An element's text within another, of which an item has one. */
    static Field within(String name, String outer, String element) {
        return new Field(
                name,
                Pattern.compile(
                        "(?:<%1$s>|\\G(?!^))(?:(?!</%1$s>).)*?<%2$s>([^<]*)</%2$s>"
                                .formatted(outer, element)),
                false);
    }

    /** A tag's values. */
    static Field tag(String key) {
        return new Field(
                "tag:" + key,
                Pattern.compile(
                        "<item>\\s*<key>%s</key>\\s*<value>([^<]*)</value>"
                                .formatted(Pattern.quote(Xml.escaped(key)))),
                false);
    }

    private static Pattern text(String element) {
        return Pattern.compile("<%1$s>([^<]*)</%1$s>".formatted(element));
    }

    /** What an item says, as text. */
    List<String> of(String item) {
        return values.matcher(item)
                .results()
                .limit(first ? 1 : Long.MAX_VALUE)
                .map(found -> Xml.unescaped(found.group(1)))
                .toList();
    }
}
