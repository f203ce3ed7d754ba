package io.muster.readiness.logs;

import io.muster.readiness.checklist.Remedy;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.text.Message;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A fault as log lines tell it.
 *
 * <p>The literals are a cheap sieve in front of the pattern: every line that the pattern finds
 * holds at least one of them, in any case. A test proves it for the examples, and {@code find} is
 * bounded: patterns have no nested repetition, so that no line makes them backtrack for long.
 *
 * @param meaning what happened, in a few words without a capital and a full stop
 * @param literals lower-case ASCII
 * @param pattern finds its words in any case; may have the groups {@code detail} (the process,
 *     device or unit concerned), {@code memory} (what it had in use, in KiB) and {@code source}
 *     (the address it came from)
 * @param examples real lines, at least one
 * @param source where the wording comes from
 * @param telling who says it, and what is counted
 */
public record Signature(
        Rule rule,
        Message meaning,
        List<String> literals,
        Pattern pattern,
        List<String> examples,
        Remedy remedy,
        URI source,
        Telling telling) {

    public Signature {
        literals = List.copyOf(literals);
        examples = List.copyOf(examples);
        if (literals.isEmpty() || examples.isEmpty()) {
            throw new IllegalArgumentException(rule.id() + " needs a literal and an example");
        }
        for (String literal : literals) {
            boolean ascii = literal.chars().allMatch(c -> c >= ' ' && c < 0x7f);
            if (!ascii
                    || literal.length() < 4
                    || !literal.equals(literal.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        rule.id()
                                + ": a literal is lower-case ASCII of 4 characters or more: "
                                + literal);
            }
        }
    }

    public String id() {
        return rule.id();
    }

    /** The same, said by the kernel alone. */
    Signature ofKernel() {
        return with(telling.with(Telling.Teller.KERNEL));
    }

    /** The same, where several lines tell of one fault. */
    Signature once() {
        return with(telling.with(Telling.Counted.FAULTS));
    }

    /** The same, counted by connections of sshd. */
    Signature byConnection() {
        return with(telling.with(Telling.Counted.CONNECTIONS));
    }

    /** The same, in lines in which none of these signatures is found. */
    Signature unless(String... others) {
        return with(telling.unless(Set.of(others)));
    }

    private Signature with(Telling value) {
        return new Signature(rule, meaning, literals, pattern, examples, remedy, source, value);
    }

    /** What to do about it, which the remedy's commands follow. */
    public Message advice() {
        return Message.of(meaning.code() + ".remedy.advice");
    }
}
