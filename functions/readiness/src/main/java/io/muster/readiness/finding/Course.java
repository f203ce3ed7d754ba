package io.muster.readiness.finding;

import io.muster.readiness.fact.Cause;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a finding since it was opened, beside what it says.
 *
 * @param openSince when it was opened last, or first if it was never long away
 * @param quietUntil until when its coming and going is no news; null where it is news
 * @param reopenings null if it was never back soon
 * @param raise null where its severity is that of its check
 */
public record Course(
        Instant openSince,
        @Nullable Instant quietUntil,
        @Nullable Reopenings reopenings,
        @Nullable Raise raise) {

    /** A cause that comes back within a day comes and goes: that is told once. */
    static final Duration SOON = Duration.ofDays(1);

    /** What says that the trouble was away; the others are about Muster. */
    private static final Set<Resolution> AWAY =
            EnumSet.of(Resolution.READY, Resolution.NOT_APPLICABLE, Resolution.GONE);

    /** Of one that was opened once, and whose coming and going is news. */
    public static Course since(Instant opened) {
        return new Course(opened, null, null, null);
    }

    /** Of a finding that was resolved and is open again. */
    static Course reopened(StoredFinding before, String check, Instant at) {
        Instant resolvedAt = before.resolvedAt();
        Course former = before.course();
        if (resolvedAt == null
                || !AWAY.contains(before.resolution())
                || !resolvedAt.plus(Reopenings.WINDOW).isAfter(at)) {
            return new Course(at, soon(before, check, at), null, null);
        }
        Reopenings known = former.reopenings();
        Reopenings now = known == null ? Reopenings.first(at) : known.plus(at);
        Instant quiet = soon(before, check, at);
        if (!tells(check) && known != null && known.flapping()) {
            quiet = at.plus(Reopenings.WINDOW);
        }
        return new Course(former.openSince(), quiet, now, former.raise());
    }

    /** What cannot be seen has a quiet of its own: a day. */
    private static boolean tells(String check) {
        return Cause.Kind.tellers().contains(check);
    }

    private static @Nullable Instant soon(StoredFinding before, String check, Instant at) {
        return tells(check)
                        && before.resolvedAt() != null
                        && before.resolvedAt().plus(SOON).isAfter(at)
                ? at.plus(SOON)
                : null;
    }

    /** The same, without what is over by now. */
    Course at(Instant now) {
        return new Course(
                openSince,
                quietOver(now) ? null : quietUntil,
                reopenings == null || reopenings.over(now) ? null : reopenings,
                raise);
    }

    Course with(@Nullable Raise other) {
        return new Course(openSince, quietUntil, reopenings, other);
    }

    /** Whether the time is over in which its coming and going was no news. */
    boolean quietOver(Instant now) {
        return quietUntil != null && !quietUntil.isAfter(now);
    }

    /** A finding as a check gives it, with what this says of it. */
    Finding told(Finding fresh) {
        List<Message> lines = new ArrayList<>();
        if (raise != null) {
            lines.add(raise.told());
        }
        if (reopenings != null && reopenings.flapping()) {
            lines.add(reopenings.told());
        }
        Finding raised = raise == null ? fresh : fresh.with(raise.to());
        return lines.isEmpty() ? raised : raised.withEvidence(lines);
    }
}
