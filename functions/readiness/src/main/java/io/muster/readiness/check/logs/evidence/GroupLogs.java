package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin.Log;
import io.muster.readiness.text.Message;
import java.util.function.Function;

/** Judges a group by those of its streams that are no instance's. */
public final class GroupLogs {

    private GroupLogs() {}

    public static Verdict judge(
            LogGroup group,
            Fleet fleet,
            Thresholds thresholds,
            Message expected,
            Function<Log, Verdict> judge) {
        if (!group.queryable()) {
            return Verdict.notApplicable(
                    Message.of("logs.class-not-queryable").with("class", group.logClass().name()));
        }
        return Verdict.of(
                expected,
                fleet.logs(thresholds.get(Setting.LOG_INSTANCE_PATTERN))
                        .map(logs -> logs.ownerless(group.name())),
                judge,
                () ->
                        Verdict.unknown(expected, Message.of("logs.not-analysed"))
                                .because(Cause.of(Cause.Kind.NOT_COLLECTED)));
    }
}
