package io.muster.readiness.check.deploy;

import static io.muster.readiness.checklist.ChecklistRow.DEPLOY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.EachGroup;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A group with a maximum instance lifetime renews every host by itself, so that replacement is a
 * habit and not an adventure.
 *
 * <p>The other way, an instance refresh started by a pipeline, leaves no setting on the group: a
 * group without a lifetime is therefore unknown.
 */
public final class GroupReplacesInstances extends Check.OfWorkload {

    private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    public GroupReplacesInstances() {
        super(
                new Rule("group-replaces-instances", DEPLOY, MEDIUM),
                "Every Auto Scaling group renews its instances by itself",
                """
                # The lifetime has no effect while these are suspended. Find out why they were before you resume
                # them: every instance beyond its lifetime is then replaced, a few at a time.
                aws autoscaling resume-processes --region {region} --auto-scaling-group-name {suspendedGroup} --scaling-processes Launch Terminate
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html");
    }

    private static final String EXPECTED =
            "each Auto Scaling group of the workload has a maximum instance lifetime and may launch and terminate";

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        if (workload.groups().isEmpty()) {
            return Verdict.notApplicable(
                    "the workload has no Auto Scaling group; instance-replaceable says so of each instance");
        }
        return EachGroup.of(workload, EXPECTED, GroupReplacesInstances::judge);
    }

    private static Verdict judge(AutoScalingGroup group) {
        if (group.switchedOff()) {
            return Verdict.notApplicable("switched off: its maximum size is 0");
        }
        List<String> suspended = group.suspended("Launch", "Terminate");
        if (!suspended.isEmpty()) {
            return Verdict.notReady(EXPECTED, "has suspended " + String.join(", ", suspended))
                    .withRemedyStep(Map.of("suspendedGroup", group.name()));
        }
        Integer lifetime = group.replacement().maximumLifetimeSeconds();
        if (lifetime == null || lifetime == 0) {
            return Verdict.neverShown(
                    EXPECTED,
                    "has no maximum instance lifetime; whether a pipeline refreshes its instances leaves no setting to see");
        }
        return Verdict.ready(EXPECTED, "maximum instance lifetime " + inWords(lifetime));
    }

    private static String inWords(int seconds) {
        return seconds % SECONDS_A_DAY == 0
                ? seconds / SECONDS_A_DAY + " days"
                : seconds + " seconds";
    }
}
