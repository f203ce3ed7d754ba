package io.muster.readiness.check;

import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a check gathers on its way through several things of one subject. One thing that is not
 * ready makes the subject not ready, whatever was not seen; without any, one that is unknown makes
 * it unknown; only without both is it ready. All is sorted, so that the order in which a guest
 * lists things has no say.
 */
public final class VerdictBuilder {

    /** So many go into the verdict's one text; the rest is evidence. */
    private static final int MAX_IN_TEXT = 5;

    /** Between messages that make up one text. */
    private static final String SEPARATOR = "; ";

    /** Of messages behind their English. */
    private static final Comparator<Map.Entry<String, Message>> ORDER =
            Map.Entry.<String, Message>comparingByKey()
                    .thenComparing(entry -> entry.getValue().code());

    private final Map<Message, List<Map<String, String>>> notReady = new HashMap<>();
    private final Set<Message> unknown = new HashSet<>();
    private final SortedSet<Cause> causes = new TreeSet<>();
    private final Set<Message> notYet = new HashSet<>();
    private boolean ownDoubt;
    private final Set<Message> evidence = new HashSet<>();

    public VerdictBuilder() {}

    /** One that has gathered what another has so far. */
    public VerdictBuilder(VerdictBuilder other) {
        other.notReady.forEach((what, steps) -> notReady.put(what, new ArrayList<>(steps)));
        unknown.addAll(other.unknown);
        causes.addAll(other.causes);
        notYet.addAll(other.notYet);
        ownDoubt = other.ownDoubt;
        evidence.addAll(other.evidence);
    }

    /**
     * Says what is not ready.
     *
     * @param step values for the paragraphs of the remedy that are about it; empty for none
     */
    public void notReady(Message what, Map<String, String> step) {
        List<Map<String, String>> steps =
                notReady.computeIfAbsent(what, unused -> new ArrayList<>());
        if (!step.isEmpty()) {
            steps.add(new LinkedHashMap<>(step));
        }
    }

    public void notReady(Message what) {
        notReady(what, Map.of());
    }

    /** Says what was not seen, which nothing else tells. */
    public void unknown(Message why) {
        unknown(why, null);
    }

    /** Says that a fact is missing. */
    public void unknown(Missing<?> missing) {
        unknown(missing.detail(), missing.cause());
    }

    /**
     * Says what was not seen.
     *
     * @param cause what tells it once for all that it hides; null where nothing does
     */
    public void unknown(Message why, @Nullable Cause cause) {
        unknown.add(why);
        if (cause == null) {
            ownDoubt = true;
        } else {
            causes.add(cause);
        }
    }

    /** Passes on what is known, or says why it is not. */
    public <T> void read(Fact<T> fact, Consumer<T> known) {
        switch (fact) {
            case Known<T> there -> known.accept(there.value());
            case Missing<T> missing -> unknown(missing);
        }
    }

    /** Says that a listing is not whole, where it is not. */
    public void unknownGaps(Listing<?> listing, Message what) {
        if (!listing.complete()) {
            unknown(
                    Message.of("facts.listing-incomplete")
                            .with("what", what)
                            .with("gaps", listing.gaps()));
        }
    }

    /** Adds a line of evidence. */
    public void evidence(Message line) {
        evidence.add(line);
    }

    /** Says what cannot be asked yet: without anything else the question does not apply. */
    public void notYet(Message why) {
        notYet.add(why);
    }

    public boolean anyNotReady() {
        return !notReady.isEmpty();
    }

    /**
     * The verdict.
     *
     * @param ready what was seen where nothing is not ready or unknown
     */
    public Verdict verdict(Message expected, Message ready) {
        if (notReady.isEmpty()) {
            return withoutObjection(expected, ready).withEvidence(inOrder(evidence));
        }
        List<Message> all = inOrder(notReady.keySet());
        List<Message> lines = new ArrayList<>(inOrder(evidence));
        if (all.size() > MAX_IN_TEXT) {
            lines.addAll(all.subList(MAX_IN_TEXT, all.size()));
        }
        inOrder(unknown).forEach(why -> lines.add(Message.of("common.not-seen").with("why", why)));
        Verdict verdict = Verdict.notReady(expected, text(all)).withEvidence(lines);
        for (Message what : all) {
            for (Map<String, String> step : notReady.getOrDefault(what, List.of())) {
                verdict = verdict.withRemedyStep(step);
            }
        }
        return verdict;
    }

    private Verdict withoutObjection(Message expected, Message ready) {
        if (!unknown.isEmpty()) {
            return Verdict.unknown(expected, Message.all(inOrder(unknown), SEPARATOR))
                    .because(ownDoubt ? null : causes.first());
        }
        return notYet.isEmpty()
                ? Verdict.ready(expected, ready)
                : Verdict.notApplicable(Message.all(inOrder(notYet), SEPARATOR));
    }

    /** Each message is rendered only once, and one alone not at all. */
    private static List<Message> inOrder(Set<Message> messages) {
        if (messages.size() < 2) {
            return List.copyOf(messages);
        }
        return messages.stream()
                .map(message -> Map.entry(message.english(), message))
                .sorted(ORDER)
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Message text(List<Message> all) {
        if (all.size() <= MAX_IN_TEXT) {
            return Message.all(all, SEPARATOR);
        }
        List<Message> first = new ArrayList<>(all.subList(0, MAX_IN_TEXT));
        first.add(Message.of("common.and-more").with("count", all.size() - MAX_IN_TEXT));
        return Message.all(first, SEPARATOR);
    }
}
