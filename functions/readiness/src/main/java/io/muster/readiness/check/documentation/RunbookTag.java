package io.muster.readiness.check.documentation;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fleet.Fleet;

/** At night nobody searches a wiki: the host says where its instructions are. */
public final class RunbookTag implements Check.OfInstance {

    private static final Spec SPEC =
            Spec.of(
                    "runbook-tag",
                    ChecklistRow.DOCUMENTATION,
                    Severity.MEDIUM,
                    ResourceType.INSTANCE,
                    "A tag says where the runbook of the instance is",
                    RequiredTag.remedy("RUNBOOK", "say where the runbook is"),
                    RequiredTag.SOURCE);

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return RequiredTag.judge(instance, fleet, thresholds.get(Setting.RUNBOOK_TAG_KEY));
    }
}
