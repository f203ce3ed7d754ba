package io.muster.readiness.check;

import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * What a verdict says to people.
 *
 * @param expected what would be ready; empty where the question does not apply
 * @param actual what is wrong and where, or why it could not be evaluated
 * @param evidence the facts behind it, a line each
 */
public record Statement(Message expected, Message actual, List<Message> evidence) {

    /** The most lines of evidence. */
    public static final int MAX_EVIDENCE = 20;

    public Statement {
        evidence = bounded(evidence);
    }

    /** The same with more lines of evidence. */
    public Statement withEvidence(List<Message> lines) {
        List<Message> all = new ArrayList<>(evidence);
        all.addAll(lines);
        return new Statement(expected, actual, all);
    }

    private static List<Message> bounded(List<Message> lines) {
        if (lines.size() <= MAX_EVIDENCE) {
            return List.copyOf(lines);
        }
        List<Message> kept = new ArrayList<>(lines.subList(0, MAX_EVIDENCE - 1));
        kept.add(Message.of("common.and-more").with("count", lines.size() - kept.size()));
        return List.copyOf(kept);
    }
}
