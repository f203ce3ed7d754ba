package io.muster.readiness.checklist;

import io.muster.readiness.text.Message;
import java.util.List;

/**
 * Numbers as stable text: what grows by the minute is given as the band it lies in, so that a
 * finding is written again when something changed and not because time went by.
 */
public final class Quantity {

    private static final List<String> UNITS =
            List.of("bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final long STEP = 1_024;

    /** Shares above the limits that people set: nearly full, all but full, full. */
    private static final int[] SHARES = {100, 99, 95, 90, 80, 70, 50};

    private Quantity() {}

    /** A size that stays as it is, such as a disk's: {@code 30 GiB}, {@code 1.5 TiB}. */
    public static String size(long bytes) {
        double value = Math.max(0, bytes);
        int unit = 0;
        while (value >= STEP && unit < UNITS.size() - 1) {
            value /= STEP;
            unit++;
        }
        long tenths = (long) Math.rint(value * 10);
        boolean whole = tenths >= 100 || tenths % 10 == 0;
        String number = whole ? "" + (tenths + 5) / 10 : tenths / 10 + "." + tenths % 10;
        return number + " " + UNITS.get(unit);
    }

    /** A size that grows: {@code at least 20 GiB}, by steps of 1, 2, 5, 10, 20 and so on. */
    public static Message sizeAtLeast(long bytes) {
        long unitBytes = 1;
        int unit = 0;
        while (bytes / unitBytes >= STEP && unit < UNITS.size() - 1) {
            unitBytes *= STEP;
            unit++;
        }
        String size = band(bytes / unitBytes) + " " + UNITS.get(unit);
        return Message.of("common.size-at-least").with("size", size);
    }

    /** So many times, or that often at least. */
    public static Message times(long count) {
        return count <= 1
                ? Message.of("common.once")
                : Message.of("common.times-at-least").with("count", band(count));
    }

    /** A number of events that goes on: {@code 1}, {@code at least 50}. */
    public static Message countAtLeast(long count) {
        return count <= 1
                ? Message.literal(Long.toString(Math.max(0, count)))
                : Message.of("common.count-at-least").with("count", band(count));
    }

    /**
     * A share that is over a limit: {@code at least 95 %}.
     *
     * @param percent at least the limit
     */
    public static Message shareAtLeast(int percent, int limit) {
        for (int share : SHARES) {
            if (percent >= share && share >= limit) {
                return share == 100 ? Message.literal("100 %") : shareAtLeast(share);
            }
        }
        return shareAtLeast(limit);
    }

    private static Message shareAtLeast(int percent) {
        return Message.of("common.share-at-least").with("percent", percent);
    }

    /** The largest of 1, 2, 5, 10, 20, 50 and so on that is not above the number; 0 for none. */
    public static long band(long number) {
        if (number < 1) {
            return 0;
        }
        long power = 1;
        while (power <= number / 10) {
            power *= 10;
        }
        long times = number / power;
        return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
    }
}
