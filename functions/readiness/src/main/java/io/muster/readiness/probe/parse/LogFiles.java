package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.LogSizes;
import io.muster.readiness.guest.LogSizes.LogFile;
import io.muster.readiness.guest.LogSizes.Surroundings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the probe lists of {@code /var/log}: {@code total}, KiB and name; then for each file bytes,
 * seconds of Unix time, those of the newest rotated file beside it (0 for none, {@code +} in front
 * where the file has hard links) and name; or the lines of {@code ls -ln}. Earlier probes leave the
 * third out.
 */
public final class LogFiles {

    private static final int MOST = 500;

    private LogFiles() {}

    public static Fact<LogSizes> parse(String output) {
        Rows<LogFile> rows = new Rows<>("log-sizes", MOST, output);
        Long total = null;
        for (String line : rows.lines()) {
            List<String> all = Field.tabbed(line, 4);
            boolean earlier = all.size() == 4 && all.get(2).startsWith("/");
            List<String> fields = earlier ? Field.tabbed(line, 3) : all;
            if (fields.getFirst().equals("total") && fields.size() == 3) {
                total = Numbers.size(fields.get(1), 1_024);
            } else {
                rows.add(fields.size() >= 3 ? stat(fields) : ls(line));
            }
        }
        if (total == null && rows.items().isEmpty()) {
            return Unreadable.of("log-sizes", output);
        }
        return Fact.known(new LogSizes(total, rows.listing()));
    }

    private static @Nullable LogFile stat(List<String> fields) {
        Long bytes = Numbers.count(fields.get(0));
        Surroundings around =
                fields.size() < 4 ? Surroundings.UNKNOWN : surroundings(fields.get(2));
        return bytes == null || around == null
                ? null
                : new LogFile(
                        Field.text(fields.getLast()),
                        bytes,
                        Dates.epoch(Numbers.count(fields.get(1))),
                        around);
    }

    private static @Nullable Surroundings surroundings(String printed) {
        boolean linked = printed.startsWith("+");
        Long seconds = Numbers.count(linked ? printed.substring(1) : printed);
        return seconds == null
                ? null
                : new Surroundings(linked, true, seconds == 0 ? null : Dates.epoch(seconds));
    }

    /** {@code -rw-r----- 1 0 4 52344 Feb 1 10:00 /var/log/syslog}; the date is too coarse. */
    private static @Nullable LogFile ls(String line) {
        List<String> words = Field.words(line);
        Long bytes = words.size() < 9 ? null : Numbers.count(words.get(4));
        return bytes == null || !line.startsWith("-")
                ? null
                : new LogFile(Field.text(Field.after(line, 8)), bytes, null);
    }
}
