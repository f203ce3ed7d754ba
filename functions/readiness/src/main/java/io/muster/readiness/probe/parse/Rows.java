package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers what a parser reads into a listing that keeps at most so many and counts the rest. */
final class Rows<T> {

    private final String tool;
    private final int most;
    private final String output;
    private final Lines lines;
    private final List<T> items = new ArrayList<>();
    private int leftOut;
    private int unreadable;
    private boolean cut;

    /**
     * @param tool whose output is read, for the sentence that says that it could not be
     * @param most how many are kept
     * @param output what the tool printed
     */
    Rows(String tool, int most, String output) {
        this.tool = tool;
        this.most = most;
        this.output = output;
        this.lines = Lines.of(output);
        this.cut = lines.cut();
    }

    /** Makes a row of each line, which is null where the line cannot be read. */
    static <T> Rows<T> of(
            String tool, int most, String output, Function<String, @Nullable T> parser) {
        Rows<T> rows = new Rows<>(tool, most, output);
        rows.lines().forEach(line -> rows.add(parser.apply(line)));
        return rows;
    }

    List<String> lines() {
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

    List<T> items() {
        return items;
    }

    /** For tools whose silence is an answer: no listener, no failed log-in. */
    Fact<Listing<T>> orNone() {
        return items.isEmpty() && unreadable > 0
                ? Unreadable.of(tool, output)
                : Fact.known(listing());
    }

    /** For tools that always have something to say: silence means that they failed. */
    Fact<Listing<T>> some() {
        return items.isEmpty() ? Unreadable.of(tool, output) : Fact.known(listing());
    }

    Listing<T> listing() {
        return new Listing<>(items, leftOut, unreadable, cut);
    }
}
