package io.muster.readiness.finding;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.checklist.Severity;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a finding is more severe than its check says: one step, up to HIGH, once it is open for long
 * or has spread in its scope. It stays so until it is resolved, however the share moves, so that no
 * finding is written again at each scan.
 *
 * @param age from which a finding is raised; zero for never
 * @param bySpread whether findings of what has spread are raised
 * @param spread as of the scan before; none where not the whole scope is judged
 */
public record SeverityRule(Duration age, boolean bySpread, Spread spread) {

    /** No severity is raised. */
    public static final SeverityRule OFF = new SeverityRule(Duration.ZERO, false, Spread.NONE);

    /** Above it stands what is possible now: neither time nor number makes that of anything. */
    private static final Severity HIGHEST = Severity.HIGH;

    /**
     * The severities that findings of a check may have.
     *
     * @param own the severity of the check
     */
    public static Set<Severity> severities(Severity own) {
        return own.atLeast(HIGHEST) ? EnumSet.of(own) : EnumSet.of(own, Raise.raised(own));
    }

    /** The rule as a team set it. */
    public static SeverityRule of(Thresholds thresholds, Spread spread) {
        return new SeverityRule(
                thresholds.get(Setting.SEVERITY_RAISED_DAYS),
                thresholds.get(Setting.SEVERITY_RAISED_PERCENT) > 0,
                spread);
    }

    /**
     * What it makes of a finding that is in the table.
     *
     * @param fresh as its check gives it now
     * @param course until now
     * @return null where the severity is that of the check
     */
    @Nullable Raise raise(Finding fresh, Course course) {
        Severity own = fresh.rule().severity();
        if (fresh.status() != Status.NOT_READY || own.atLeast(HIGHEST)) {
            return null;
        }
        Raise before = course.raise();
        if (before != null && before.from() == own && on(before.by())) {
            return before;
        }
        if (on(Raise.Reason.AGE) && !course.openSince().plus(age).isAfter(fresh.observedAt())) {
            return new Raise(own, Raise.Reason.AGE, course.openSince(), 0);
        }
        Integer workloads = spread.workloads().get(fresh.check());
        return on(Raise.Reason.SPREAD) && workloads != null
                ? new Raise(own, Raise.Reason.SPREAD, fresh.observedAt(), workloads)
                : null;
    }

    private boolean on(Raise.Reason reason) {
        return switch (reason) {
            case AGE -> !age.isZero();
            case SPREAD -> bySpread;
        };
    }
}
