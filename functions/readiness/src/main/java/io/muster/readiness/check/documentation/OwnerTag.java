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

/** Whoever finds a host at fault needs somebody to ask. */
public final class OwnerTag implements Check.OfInstance {

    private static final Spec SPEC =
            Spec.of(
                    "owner-tag",
                    ChecklistRow.DOCUMENTATION,
                    Severity.MEDIUM,
                    ResourceType.INSTANCE,
                    "A tag says who answers for the instance",
                    RequiredTag.remedy("OWNER", "say who answers for the instance"),
                    RequiredTag.SOURCE);

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return RequiredTag.judge(instance, fleet, thresholds.get(Setting.OWNER_TAG_KEY));
    }
}
