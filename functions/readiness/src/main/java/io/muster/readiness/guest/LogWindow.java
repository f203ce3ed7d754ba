package io.muster.readiness.guest;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The known errors that were found in a log of a guest, and how far back they were looked for.
 *
 * <p>A log that holds no error among its newest lines may hold one before them: only a window that
 * {@link #reaches} back far enough tells that there is none.
 *
 * @param entries the errors, and others that are shown beside them, the newest last
 * @param since down to which time all entries were searched, by the guest's clock; null where all
 *     that the log ever held were, or where it is not known
 * @param end what ended the search there
 */
public record LogWindow(Listing<LogEntry> entries, @Nullable Instant since, End end) {

    /** Why a search went no further back. */
    public enum End {
        /** It came to the beginning: of this boot, or of the log. */
        BEGINNING,
        /** The probe's time was up. */
        TIME_UP,
        /** There were more entries than the probe returns. */
        FULL,
        /** The guest does not keep what was before. */
        NOT_KEPT,
        /** What was before cannot be read. */
        DAMAGED
    }

    /** A log that was searched to its beginning. */
    public static LogWindow whole(Listing<LogEntry> entries) {
        return new LogWindow(entries, null, End.BEGINNING);
    }

    /**
     * The newest entries of a log, as earlier probes return them: when there are as many as are
     * returned at most, there may have been more.
     */
    public static LogWindow newest(Listing<LogEntry> entries, int most) {
        int all = entries.size() + entries.leftOut() + entries.unreadable();
        return all < most ? whole(entries) : new LogWindow(entries, oldest(entries), End.FULL);
    }

    private static @Nullable Instant oldest(Listing<LogEntry> entries) {
        return entries.stream()
                .map(LogEntry::at)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Whether every entry from a time on was searched. */
    public boolean reaches(Instant wanted) {
        return end == End.BEGINNING || (since != null && !since.isAfter(wanted));
    }

    /** The same, as part of an output that ended early. */
    public LogWindow asCut() {
        return new LogWindow(entries.asCut(), since, end);
    }
}
