package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.guest.LogWindow.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the probe found in a log: lines of its own, whose fields are between tabs, and the log's
 * entries, each behind a blank, so that none of them can pass for one of the probe's.
 *
 * <p>Entries are lines of syslog ({@code journalctl -o short-iso} writes them, too) or of the
 * kernel's ring, with the level in front where it is known. A line that begins with blanks goes on
 * with an entry whose beginning is not there. A line of another form is judged as it is, and
 * counted as one that could not be read.
 */
public final class LogSearch {

    private static final String KERNEL = "kernel";

    private final Rows<LogEntry> rows;
    private final Instant probed;
    private final boolean kernel;
    private @Nullable Instant since;
    private End end = End.TIME_UP;

    /** No entry that follows is newer. */
    private @Nullable Instant until;

    private @Nullable Instant booted;

    private LogSearch(String tool, String output, Instant probed, boolean kernel) {
        this.rows = new Rows<>(tool, JournalJson.MOST, output);
        this.probed = probed;
        this.kernel = kernel;
    }

    /**
     * Reads what services wrote to the journal, none of which is the kernel's, whatever it calls
     * itself.
     *
     * @param probed when the guest was asked, by its own clock
     */
    public static Fact<LogWindow> services(String output, Instant probed) {
        return new LogSearch("journalctl", output, probed, false).window();
    }

    /**
     * Reads a log that the kernel's lines may be in.
     *
     * @param tool that printed it
     * @param probed when the guest was asked, by its own clock
     */
    public static Fact<LogWindow> system(String tool, String output, Instant probed) {
        return new LogSearch(tool, output, probed, true).window();
    }

    private Fact<LogWindow> window() {
        List<String> lines = rows.lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(" ")) {
                rows.add(entry(line.substring(1)));
            } else {
                told(Field.tabbed(line, 3), i == 0);
            }
        }
        return rows.orNone().map(found -> new LogWindow(newestLast(found), since, end));
    }

    private static Listing<LogEntry> newestLast(Listing<LogEntry> found) {
        List<LogEntry> items = new ArrayList<>(found.items());
        Collections.reverse(items);
        return new Listing<>(items, found.leftOut(), found.unreadable(), found.cut());
    }

    private void told(List<String> fields, boolean first) {
        String value = fields.size() > 1 ? fields.get(1) : "";
        switch (fields.getFirst()) {
            case "seen" -> {
                if (first) {
                    seen(value, fields.size() > 2 ? fields.get(2) : "");
                }
            }
            case "from" -> {
                LogEntry oldest = first ? Syslog.entry(value, probed) : null;
                since = oldest == null ? null : oldest.at();
                end = End.NOT_KEPT;
            }
            case "until" -> until = Dates.epoch(Numbers.count(value));
            case "booted" -> booted = Dates.epoch(Numbers.count(value));
            case "cut" -> rows.cut();
            default -> rows.unreadable();
        }
    }

    private void seen(String down, String why) {
        if (down.equals("all")) {
            end = End.BEGINNING;
            return;
        }
        since = Dates.epoch(Numbers.count(down));
        end =
                switch (why) {
                    case "full" -> End.FULL;
                    case "lost" -> End.NOT_KEPT;
                    case "damaged" -> End.DAMAGED;
                    default -> End.TIME_UP;
                };
    }

    private LogEntry entry(String line) {
        Integer level = level(line);
        String rest = level == null ? line : line.substring(line.indexOf('>') + 1);
        if (kernel && level != null && (rest.startsWith("[") || booted != null)) {
            LogEntry dated = Syslog.entry(rest, probed);
            return dated == null ? Dmesg.entry(line, booted) : with(level, dated);
        }
        LogEntry entry = rest.startsWith(" ") ? null : Syslog.entry(rest, probed);
        if (entry == null) {
            if (!rest.isBlank() && !rest.startsWith(" ")) {
                rows.unreadable();
            }
            return new LogEntry(
                    rest.startsWith(" ") ? until : null,
                    level,
                    null,
                    Field.text(rest.strip(), Field.MAX_MESSAGE_LENGTH));
        }
        return with(level, entry);
    }

    private LogEntry with(@Nullable Integer level, LogEntry entry) {
        String source = !kernel && KERNEL.equals(entry.source()) ? null : entry.source();
        return new LogEntry(
                entry.at(), level == null ? entry.priority() : level, source, entry.message());
    }

    /** The level in front of a line, or null. */
    private static @Nullable Integer level(String line) {
        int close = line.startsWith("<") ? line.indexOf('>') : -1;
        Integer number = close > 1 && close <= 4 ? Numbers.small(line.substring(1, close)) : null;
        return number == null ? null : number & 7;
    }
}
