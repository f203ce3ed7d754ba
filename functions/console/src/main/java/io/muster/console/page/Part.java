package io.muster.console.page;

import io.muster.readiness.text.Message;
import java.util.List;

/**
 * What of a list is shown.
 *
 * @param text such as {@code 51 to 100 of 230}; empty where all is shown
 * @param before the action that shows what is before it; empty where there is nothing
 * @param after the same of what is after it
 */
public record Part(String text, String before, String after) {

    /** How many are shown at once. */
    static final int SIZE = 50;

    /** Where all is shown. */
    static final Part ALL = new Part("", "", "");

    /** The part of a list of a page that begins with an entry; the first, if there is no such. */
    static Part of(Tab tab, int all, int from, Reader to) {
        if (all <= SIZE) {
            return ALL;
        }
        int begin = begin(all, from);
        int end = Math.min(all, begin + SIZE);
        return new Part(
                to.text(
                        Message.of("console.part")
                                .with("from", begin + 1)
                                .with("to", end)
                                .with("count", all)),
                begin == 0 ? "" : action(tab, Math.max(0, begin - SIZE), to),
                end == all ? "" : action(tab, end, to));
    }

    /** What of a list is in that part. */
    static <T> List<T> of(List<T> all, int from) {
        int begin = begin(all.size(), from);
        return all.subList(begin, Math.min(all.size(), begin + SIZE));
    }

    private static int begin(int all, int from) {
        return from >= all ? 0 : from;
    }

    private static String action(Tab tab, int from, Reader to) {
        return to.action("page", Tone.of(tab), "from", Integer.toString(from));
    }
}
