package io.muster.readiness.check.documentation;

import static io.muster.readiness.checklist.ChecklistRow.DOCUMENTATION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;

/** At night there is no time to search a wiki: the host says where its instructions are. */
public final class RunbookTag extends Check.OfInstance {

    public RunbookTag() {
        super(
                new Rule("runbook-tag", DOCUMENTATION, MEDIUM),
                RequiredTag.remedy("RUNBOOK", "set it to the address of the runbook"),
                RequiredTag.SOURCE);
        reads(Source.AUTO_SCALING_GROUPS);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return RequiredTag.judge(instance, fleet, thresholds.get(Setting.RUNBOOK_TAG_KEY));
    }
}
