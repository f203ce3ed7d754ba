package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin;
import io.muster.readiness.fleet.LogJoin.Log;
import java.util.Optional;
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
        return switch (fleet.logs(thresholds.get(Setting.LOG_INSTANCE_PATTERN))) {
            case Missing<LogJoin> missing -> Verdict.unknown(expected, missing);
            case Known<LogJoin> known -> {
                Optional<Log> log = known.value().ownerless(group.name());
                yield log.isPresent()
                        ? judge.apply(log.get())
                        : Verdict.unknown(expected, "it was not analysed yet")
                                .because(Cause.of(Cause.Kind.NOT_COLLECTED));
            }
        };
    }
}
