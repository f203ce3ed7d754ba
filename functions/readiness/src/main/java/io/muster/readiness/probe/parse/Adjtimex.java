package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.ClockSync;

/**
 * busybox's {@code adjtimex}: the kernel's own flag, {@code status: 64 (UNSYNC)}. Something set it,
 * but nothing here tells what.
 */
public final class Adjtimex {

    /** STA_UNSYNC of linux/timex.h. */
    private static final int UNSYNCHRONISED = 0x40;

    private Adjtimex() {}

    public static Fact<ClockSync> parse(String output) {
        String status = Keyed.of(output, ':').get("status");
        Integer flags = status == null ? null : Numbers.small(Field.words(status).getFirst());
        return flags == null
                ? Unreadable.of("adjtimex", output)
                : Fact.known(new ClockSync((flags & UNSYNCHRONISED) == 0, null, null, null));
    }
}
