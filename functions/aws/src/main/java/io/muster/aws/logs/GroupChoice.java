package io.muster.aws.logs;

import io.muster.aws.fleet.LogGroupCollector;
import io.muster.readiness.check.Setting;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Which groups of a scope a run looks into, and why it does not look into the others.
 *
 * @param chosen by the settings
 * @param leftOut by the settings, or because it is not known whether the settings choose them
 */
record GroupChoice(List<LogGroup> chosen, List<LeftOut> leftOut) {

    /** Groups whose tags one run reads, where tags choose: a call each. */
    private static final int MAX_TAGGED = 2_000;

    /** A group that is not looked into. */
    record LeftOut(LogGroup group, Reason reason, Message detail) {}

    static GroupChoice of(
            Scope scope, List<LogGroup> all, LogGroupFilter filter, LogGroupCollector collector) {
        List<LogGroup> chosen = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        int asked = 0;
        for (LogGroup group : all) {
            if (!filter.chooses(group)) {
                leftOut.add(bySettings(group));
            } else if (!filter.byTag()) {
                chosen.add(group);
            } else if (asked == MAX_TAGGED) {
                leftOut.add(beyond(group));
            } else {
                asked++;
                String arn = scope.arn("logs", "log-group:" + group.name());
                switch (collector.tags(arn).map(filter::chooses)) {
                    case Missing<Boolean> missing -> leftOut.add(unknown(group, missing));
                    case Known<Boolean> known -> {
                        if (known.value()) {
                            chosen.add(group);
                        } else {
                            leftOut.add(bySettings(group));
                        }
                    }
                }
            }
        }
        return new GroupChoice(List.copyOf(chosen), List.copyOf(leftOut));
    }

    private static LeftOut bySettings(LogGroup group) {
        return new LeftOut(group, Reason.NOT_CHOSEN, Message.EMPTY);
    }

    /** That tags could not be read must not pass for tags that the settings do not want. */
    private static LeftOut unknown(LogGroup group, Missing<?> tags) {
        Reason reason = tags.why() == Why.DENIED ? Reason.DENIED : Reason.QUERY_FAILED;
        return new LeftOut(group, reason, tags.detail());
    }

    private static LeftOut beyond(LogGroup group) {
        Message detail =
                Message.of("facts.log-tags-limit")
                        .with("count", MAX_TAGGED)
                        .with("setting", Setting.LOG_GROUP_PREFIXES.variable());
        return new LeftOut(group, Reason.BUDGET, detail);
    }
}
