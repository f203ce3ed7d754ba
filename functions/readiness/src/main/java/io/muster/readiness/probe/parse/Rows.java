package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what a parser reads into a listing that keeps at most so many and counts the rest. */
final class Rows<T> {

    private final String tool;
    private final int most;
    private final List<T> items = new ArrayList<>();
    private int leftOut;
    private int unreadable;
    private boolean cut;

    /**
     * @param tool whose output is read, for the sentence that says that it could not be
     * @param most how many are kept
     */
    Rows(String tool, int most) {
        this.tool = tool;
        this.most = most;
    }

    /** Reads the bounded lines, and remembers whether they are all. */
    List<String> lines(String output) {
        Lines lines = Lines.of(output);
        cut |= lines.cut();
        return lines.all();
    }

    /** Keeps a row, or counts a line that made none. */
    void add(@Nullable T row) {
        if (row == null) {
            unreadable++;
        } else if (items.size() < most) {
            items.add(row);
        } else {
            leftOut++;
        }
    }

    void unreadable() {
        unreadable++;
    }

    void cut() {
        cut = true;
    }

    boolean full() {
        return items.size() >= most;
    }

    List<T> items() {
        return items;
    }

    /** For tools whose silence is an answer: no listener, no failed log-in. */
    Fact<Listing<T>> orNone(String output) {
        if (items.isEmpty() && unreadable > 0) {
            return Unreadable.of(tool, output);
        }
        return Fact.known(listing());
    }

    /** For tools that always have something to say: silence means that they failed. */
    Fact<Listing<T>> some(String output) {
        return items.isEmpty() ? Unreadable.of(tool, output) : Fact.known(listing());
    }

    Listing<T> listing() {
        return new Listing<>(items, leftOut, unreadable, cut);
    }
}
