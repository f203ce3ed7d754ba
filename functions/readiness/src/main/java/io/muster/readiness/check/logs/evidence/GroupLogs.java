package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin.Log;
import java.util.function.Function;

/** Judges a group by those of its streams that are no instance's. */
public final class GroupLogs {

    private GroupLogs() {}

    public static Verdict judge(
            LogGroup group,
            Fleet fleet,
            Thresholds thresholds,
            String expected,
            Function<Log, Verdict> judge) {
        if (!group.queryable()) {
            return Verdict.notApplicable("its class allows no queries: " + group.logClass());
        }
        return Verdict.of(
                expected,
                fleet.logs(thresholds.get(Setting.LOG_INSTANCE_PATTERN))
                        .map(logs -> logs.ownerless(group.name())),
                judge,
                () ->
                        Verdict.unknown(expected, "it was not analysed yet")
                                .because(Cause.of(Cause.Kind.NOT_COLLECTED)));
    }
}
