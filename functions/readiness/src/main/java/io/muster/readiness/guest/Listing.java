package io.muster.readiness.guest;

import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a tool of the guest listed, and how much of it is missing here.
 *
 * <p>A guest may list more than is kept. A check that finds its fault among the items may say so; a
 * check that finds none may call the subject ready only when the listing is {@link #complete}.
 *
 * @param items in the tool's order
 * @param leftOut how many entries were read and not kept, because the list was full
 * @param unreadable how many lines or entries made no sense to the parser
 * @param cut whether the output itself ended early: at the probe's byte budget or timeout
 */
public record Listing<T>(List<T> items, int leftOut, int unreadable, boolean cut)
        implements Iterable<T> {

    public Listing {
        items = List.copyOf(items);
        if (leftOut < 0 || unreadable < 0) {
            throw new IllegalArgumentException("a listing leaves out no fewer than no entries");
        }
    }

    public static <T> Listing<T> of(List<T> items) {
        return new Listing<>(items, 0, 0, false);
    }

    /** Whether everything that the guest has to say is among the items. */
    public boolean complete() {
        return leftOut == 0 && unreadable == 0 && !cut;
    }

    /** The same, as part of an output that ended early. */
    public Listing<T> asCut() {
        return new Listing<>(items, leftOut, unreadable, true);
    }

    /** Each item changed, the gaps as they were. */
    public Listing<T> each(UnaryOperator<T> change) {
        return new Listing<>(items.stream().map(change).toList(), leftOut, unreadable, cut);
    }

    /** The items in another order, the gaps as they were. */
    public Listing<T> sorted(Comparator<? super T> order) {
        return new Listing<>(items.stream().sorted(order).toList(), leftOut, unreadable, cut);
    }

    public Stream<T> stream() {
        return items.stream();
    }

    public boolean contains(Predicate<? super T> wanted) {
        return items.stream().anyMatch(wanted);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    public int size() {
        return items.size();
    }

    @Override
    public Iterator<T> iterator() {
        return items.iterator();
    }

    /** What is missing; empty when nothing is. */
    public Message gaps() {
        List<Message> gaps = new ArrayList<>();
        if (leftOut > 0) {
            gaps.add(Message.of("facts.entries-left-out").with("count", leftOut));
        }
        if (unreadable > 0) {
            gaps.add(Message.of("facts.lines-unreadable").with("count", unreadable));
        }
        if (cut) {
            gaps.add(Message.of("facts.output-cut"));
        }
        return Message.all(gaps, ", ");
    }
}
