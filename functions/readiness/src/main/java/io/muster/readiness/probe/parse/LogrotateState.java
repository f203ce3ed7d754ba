package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.RotationMark;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * logrotate's state file: {@code logrotate state -- version 2}, then {@code
 * "/var/log/nginx/access.log" 2022-2-1-6:25:4} with numbers that have no zeros before them. Version
 * 1 has the day alone, and paths without quotes.
 */
public final class LogrotateState {

    private static final int MOST = 2_000;

    private LogrotateState() {}

    public static Fact<Listing<RotationMark>> parse(String output) {
        Rows<RotationMark> rows = new Rows<>("logrotate-state", MOST, output);
        boolean heading = false;
        for (String line : rows.lines()) {
            if (line.startsWith("logrotate state -- version ")) {
                heading = true;
            } else {
                rows.add(mark(line.strip()));
            }
        }
        return heading ? rows.orNone() : rows.some();
    }

    private static @Nullable RotationMark mark(String line) {
        int blank = line.lastIndexOf(' ');
        if (blank <= 0) {
            return null;
        }
        String path = Field.unquoted(line.substring(0, blank));
        String stamp = line.substring(blank + 1);
        String[] parts = stamp.split("-", 5);
        if (parts.length < 3 || parts.length > 4) {
            return null;
        }
        LocalDate day =
                Dates.date(
                        Numbers.small(parts[0]), Numbers.small(parts[1]), Numbers.small(parts[2]));
        LocalTime time = parts.length == 4 ? Dates.time(parts[3]) : LocalTime.MIDNIGHT;
        if (day == null || time == null) {
            return null;
        }
        return new RotationMark(Field.text(path), day.atTime(time));
    }
}
