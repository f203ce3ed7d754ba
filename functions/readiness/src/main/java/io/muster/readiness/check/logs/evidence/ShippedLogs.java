package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.LogJoin.Log;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Judges an instance by its log streams, where it runs and has some. */
public final class ShippedLogs {

    private ShippedLogs() {}

    /** Judges by each group in which the instance has streams. */
    public static Verdict judge(
            Instance instance,
            Fleet fleet,
            Thresholds thresholds,
            Message expected,
            Message ready,
            BiConsumer<Log, VerdictBuilder> judge) {
        return ofRunning(
                instance,
                fleet,
                thresholds,
                expected,
                logs -> {
                    if (logs.isEmpty()) {
                        return Verdict.notApplicable(Message.of("logs.no-stream"));
                    }
                    VerdictBuilder found = new VerdictBuilder();
                    logs.forEach(log -> judge.accept(log, found));
                    return found.verdict(expected, ready);
                });
    }

    public static Verdict ofRunning(
            Instance instance,
            Fleet fleet,
            Thresholds thresholds,
            Message expected,
            Function<List<Log>, Verdict> judge) {
        if (!instance.running()) {
            return Verdict.notApplicable(Message.of("facts.instance-not-running"));
        }
        return Verdict.of(
                expected,
                fleet.logs(thresholds.get(Setting.LOG_INSTANCE_PATTERN)),
                join -> judge.apply(join.of(instance)));
    }
}
