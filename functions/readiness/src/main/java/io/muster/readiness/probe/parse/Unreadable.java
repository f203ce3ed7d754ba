package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;

/** What is said of an output that a parser cannot read. */
final class Unreadable {

    /** How much of the output the sentence quotes, in characters. */
    private static final int QUOTED = 80;

    private Unreadable() {}

    static <T> Fact<T> of(String tool, String output) {
        String first = Lines.of(output).first();
        return first.isEmpty()
                ? Fact.missing(Why.NOT_REPORTED, Message.of("facts.tool-empty").with("tool", tool))
                : Fact.missing(
                        Why.FAILED,
                        Message.of("facts.tool-unreadable")
                                .with("tool", tool)
                                .with("text", Field.text(first, QUOTED)));
    }
}
