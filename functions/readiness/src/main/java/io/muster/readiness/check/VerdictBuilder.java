package io.muster.readiness.check;

import io.muster.readiness.guest.Listing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a check gathers on its way through several things of one subject. One objection makes the
 * subject not ready, whatever was not seen; without any, one doubt makes it unknown; only without
 * both is it ready. All is sorted, so that the order in which a guest lists things has no say.
 */
public final class VerdictBuilder {

    /** So many go into the verdict's one text; the rest is evidence. */
    private static final int MAX_IN_TEXT = 5;

    private final SortedMap<String, List<Map<String, String>>> objections = new TreeMap<>();
    private final SortedSet<String> doubts = new TreeSet<>();
    private final SortedSet<String> notes = new TreeSet<>();

    /**
     * Says what is not ready.
     *
     * @param step values for the paragraphs of the remedy that are about it; empty for none
     */
    public void object(String what, Map<String, String> step) {
        List<Map<String, String>> steps =
                objections.computeIfAbsent(what, unused -> new ArrayList<>());
        if (!step.isEmpty()) {
            steps.add(new LinkedHashMap<>(step));
        }
    }

    public void object(String what) {
        object(what, Map.of());
    }

    /** Says what was not seen. */
    public void doubt(String why) {
        doubts.add(why);
    }

    /** Says that a listing is not whole, where it is not. */
    public void doubtGaps(Listing<?> listing, String what) {
        if (!listing.complete()) {
            doubt("not all %s were seen: %s".formatted(what, listing.gaps()));
        }
    }

    /** Adds a line of evidence. */
    public void note(String line) {
        notes.add(line);
    }

    public boolean any() {
        return !objections.isEmpty();
    }

    /**
     * The verdict.
     *
     * @param ready what was seen where there is neither objection nor doubt
     */
    public Verdict verdict(String expected, String ready) {
        if (objections.isEmpty()) {
            return doubts.isEmpty()
                    ? Verdict.ready(expected, ready).withEvidence(List.copyOf(notes))
                    : Verdict.unknown(expected, String.join("; ", doubts))
                            .withEvidence(List.copyOf(notes));
        }
        List<String> all = List.copyOf(objections.keySet());
        List<String> evidence = new ArrayList<>(notes);
        if (all.size() > MAX_IN_TEXT) {
            evidence.addAll(all.subList(MAX_IN_TEXT, all.size()));
        }
        doubts.forEach(doubt -> evidence.add("not seen: " + doubt));
        Verdict verdict = Verdict.notReady(expected, text(all)).withEvidence(evidence);
        for (List<Map<String, String>> steps : objections.values()) {
            for (Map<String, String> step : steps) {
                verdict = verdict.withRemedyStep(step);
            }
        }
        return verdict;
    }

    private static String text(List<String> all) {
        String first = String.join("; ", all.subList(0, Math.min(MAX_IN_TEXT, all.size())));
        return all.size() <= MAX_IN_TEXT
                ? first
                : first + "; and " + (all.size() - MAX_IN_TEXT) + " more";
    }
}
