package io.muster.cli.session;

import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Rendering;
import io.muster.readiness.text.Wrapping;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * What a person reads a result on.
 *
 * @param style colours and signs
 * @param columns how wide a line may be
 * @param rendering the language and the time zone of the person
 */
public record Page(PrintStream out, Style style, int columns, Rendering rendering) {

    public static Page of(Session session) {
        return new Page(
                session.out(),
                session.terminal().style(),
                session.terminal().columns(),
                session.rendering());
    }

    /** A message on one line, with nothing in it that a terminal would act on. */
    public String text(Message message) {
        return Printable.line(message.in(rendering));
    }

    /** As many lines as a message needs. */
    public List<String> wrapped(Message message, int width) {
        return Wrapping.wrap(text(message), width);
    }

    /** The beginning of a text that fits a width, with nothing that a terminal would act on. */
    public String cut(String text, int width) {
        return DisplayWidth.cut(Printable.line(text), Math.max(1, width), style.ellipsis());
    }

    /** A severity as a heading, such as {@code HIGH}. */
    public String heading(Severity severity) {
        return text(severity.title()).toUpperCase(Locale.ROOT);
    }

    public void line(String text) {
        out.println(text);
    }
}
