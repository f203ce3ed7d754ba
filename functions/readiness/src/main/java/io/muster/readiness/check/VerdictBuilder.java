package io.muster.readiness.check;

import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.Listing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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

    private final SortedMap<String, List<Map<String, String>>> notReady = new TreeMap<>();
    private final SortedSet<String> unknown = new TreeSet<>();
    private final SortedSet<Cause> causes = new TreeSet<>();
    private final SortedSet<String> notYet = new TreeSet<>();
    private boolean ownDoubt;
    private final SortedSet<String> evidence = new TreeSet<>();

    /**
     * Says what is not ready.
     *
     * @param step values for the paragraphs of the remedy that are about it; empty for none
     */
    public void notReady(String what, Map<String, String> step) {
        List<Map<String, String>> steps =
                notReady.computeIfAbsent(what, unused -> new ArrayList<>());
        if (!step.isEmpty()) {
            steps.add(new LinkedHashMap<>(step));
        }
    }

    public void notReady(String what) {
        notReady(what, Map.of());
    }

    /** Says what was not seen, which nothing else tells. */
    public void unknown(String why) {
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
    public void unknown(String why, @Nullable Cause cause) {
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
    public void unknownGaps(Listing<?> listing, String what) {
        if (!listing.complete()) {
            unknown("not all %s were seen: %s".formatted(what, listing.gaps()));
        }
    }

    /** Adds a line of evidence. */
    public void evidence(String line) {
        evidence.add(line);
    }

    /** Says what cannot be asked yet: without anything else the question does not apply. */
    public void notYet(String why) {
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
    public Verdict verdict(String expected, String ready) {
        if (notReady.isEmpty()) {
            return withoutObjection(expected, ready).withEvidence(List.copyOf(evidence));
        }
        List<String> all = List.copyOf(notReady.keySet());
        List<String> lines = new ArrayList<>(evidence);
        if (all.size() > MAX_IN_TEXT) {
            lines.addAll(all.subList(MAX_IN_TEXT, all.size()));
        }
        unknown.forEach(why -> lines.add("not seen: " + why));
        Verdict verdict = Verdict.notReady(expected, text(all)).withEvidence(lines);
        for (List<Map<String, String>> steps : notReady.values()) {
            for (Map<String, String> step : steps) {
                verdict = verdict.withRemedyStep(step);
            }
        }
        return verdict;
    }

    private Verdict withoutObjection(String expected, String ready) {
        if (!unknown.isEmpty()) {
            return Verdict.unknown(expected, String.join("; ", unknown))
                    .because(ownDoubt ? null : causes.first());
        }
        return notYet.isEmpty()
                ? Verdict.ready(expected, ready)
                : Verdict.notApplicable(String.join("; ", notYet));
    }

    private static String text(List<String> all) {
        String first = String.join("; ", all.subList(0, Math.min(MAX_IN_TEXT, all.size())));
        return all.size() <= MAX_IN_TEXT
                ? first
                : first + "; and " + (all.size() - MAX_IN_TEXT) + " more";
    }
}
