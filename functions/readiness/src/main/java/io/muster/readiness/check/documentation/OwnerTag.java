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

/** A host at fault needs an owner who can be asked. */
public final class OwnerTag extends Check.OfInstance {

    public OwnerTag() {
        super(
                new Rule("owner-tag", DOCUMENTATION, MEDIUM),
                RequiredTag.remedy("OWNER", "set it to the team or person that owns the instance"),
                RequiredTag.SOURCE);
        reads(Source.AUTO_SCALING_GROUPS);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return RequiredTag.judge(instance, fleet, thresholds.get(Setting.OWNER_TAG_KEY));
    }
}
