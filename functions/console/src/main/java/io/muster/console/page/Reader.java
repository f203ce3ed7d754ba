package io.muster.console.page;

import io.muster.readiness.check.Verdict;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Rendering;
import io.muster.readiness.text.Untrusted;

/** For whom a page is written. */
public record Reader(Rendering rendering, Theme theme) {

    /** The longest line, in characters: as long as a finding's are. */
    private static final int MAX_LENGTH = Verdict.MAX_TEXT_LENGTH;

    /** A text of the catalogue without places. */
    public String text(String code) {
        return text(Message.of(code));
    }

    /** As the reader reads it, on one line, free of what would act in a page. */
    public String text(Message message) {
        return line(message.in(rendering));
    }

    /** How many are left out of a list; empty where none is. */
    public String more(int left) {
        return left <= 0 ? "" : text(Message.of("common.and-more").with("count", left));
    }

    /** A text from outside on one line, free of what would act in a page. */
    static String line(String text) {
        return Untrusted.line(text, MAX_LENGTH);
    }

    /** The same on its lines. */
    static String lines(String text) {
        return Untrusted.replaced(text, point -> point == '\n' ? "\n" : " ");
    }

    /** The code of the reader's language, such as {@code ko}. */
    public String language() {
        return rendering.language().tag();
    }
}
