package io.muster.readiness.check.documentation;

import static io.muster.readiness.checklist.ChecklistRow.DOCUMENTATION;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;

/** The Name tag is what every console page shows: without it a host is seventeen digits. */
public final class NameTag extends Check.OfInstance {

    public NameTag() {
        super(
                new Rule("name-tag", DOCUMENTATION, LOW),
                RequiredTag.remedy("INSTANCE_NAME", "set it to the name of the instance"),
                RequiredTag.SOURCE);
        reads(Source.AUTO_SCALING_GROUPS);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return RequiredTag.judge(instance, fleet, "Name");
    }
}
