package io.muster.cli.show;

import io.muster.cli.output.Entry;
import io.muster.cli.output.Row;
import io.muster.cli.session.CommandFailure;
import io.muster.readiness.check.Status;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the one finding that is meant. */
record FindingSearch(FindingSource source) {

    /** So many are named where several may be meant. */
    private static final int MAX_NAMED = 5;

    /** What is open comes before what is not, the worst first. */
    private static final Comparator<Entry> WORST_FIRST =
            Comparator.comparing((Entry entry) -> entry.resolved())
                    .thenComparing(entry -> entry.row().status() == Status.UNKNOWN)
                    .thenComparing(
                            entry -> entry.row().rule().severity(), Comparator.reverseOrder())
                    .thenComparing(entry -> entry.row().check());

    /**
     * The finding of an id, its unique beginning, or the worst of a resource's.
     *
     * @throws CommandFailure if there is none, or several ids begin so
     */
    Shown find(String given) {
        List<Entry> found = new ArrayList<>(source.byId(given));
        if (found.isEmpty()) {
            found.addAll(source.ofResource(given));
            found.sort(WORST_FIRST);
        }
        if (found.isEmpty()) {
            found.addAll(source.byId(onlyOne(given)));
        }
        if (found.isEmpty()) {
            throw none(given);
        }
        return shown(found.get(0));
    }

    private String onlyOne(String beginning) {
        List<String> ids = source.beginningWith(beginning, MAX_NAMED + 1);
        if (ids.size() > 1) {
            List<Message> named = new ArrayList<>();
            ids.stream().limit(MAX_NAMED).map(Message::literal).forEach(named::add);
            if (ids.size() > MAX_NAMED) {
                named.add(Message.of("screen.several-more"));
            }
            throw CommandFailure.error(
                    Message.of("screen.several-findings").with("id", beginning),
                    Message.all(named, "\n"));
        }
        return ids.isEmpty() ? "" : ids.get(0);
    }

    private CommandFailure none(String given) {
        return CommandFailure.error(
                Message.of("screen.unknown-finding")
                        .with("name", given)
                        .with("where", source.name()),
                Nearest.to(given, source.resources())
                        .map(near -> Message.of("screen.did-you-mean").with("name", near))
                        .orElse(Message.of("screen.unknown-finding-next")));
    }

    private Shown shown(Entry entry) {
        Row row = entry.row();
        List<Row> besides =
                source.ofResource(row.of().id()).stream()
                        .filter(other -> !other.resolved())
                        .filter(other -> other.row().status().open())
                        .sorted(WORST_FIRST)
                        .map(Entry::row)
                        .filter(other -> sameResource(row, other) && !other.id().equals(row.id()))
                        .toList();
        List<Row> elsewhere =
                source.ofCheck(row).stream()
                        .filter(other -> !other.id().equals(row.id()))
                        .sorted(Comparator.comparing(Row::id))
                        .toList();
        return new Shown(entry, besides, elsewhere);
    }

    private static boolean sameResource(Row one, Row other) {
        return one.of().scope().equals(other.of().scope())
                && one.of().type() == other.of().type()
                && one.of().id().equals(other.of().id());
    }
}
