package io.muster.readiness.check.documentation;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fleet.Fleet;

/** The Name tag is what every console page shows: without it a host is seventeen digits. */
public final class NameTag implements Check.OfInstance {

    private static final Spec SPEC =
            Spec.of(
                    "name-tag",
                    ChecklistRow.DOCUMENTATION,
                    Severity.LOW,
                    ResourceType.INSTANCE,
                    "The instance has a name",
                    RequiredTag.remedy("INSTANCE_NAME", "say what to call the instance"),
                    RequiredTag.SOURCE);

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return RequiredTag.judge(instance, fleet, "Name");
    }
}
