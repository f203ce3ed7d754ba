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
import io.muster.readiness.text.Message;
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
                """
                # {#resume}
                aws autoscaling resume-processes --region {region} --auto-scaling-group-name {suspendedGroup} --scaling-processes Launch Terminate
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html");
    }

    private static final Message EXPECTED = Message.of("group-replaces-instances.expected");

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        if (workload.groups().isEmpty()) {
            return Verdict.notApplicable(Message.of("group-replaces-instances.no-group"));
        }
        return EachGroup.of(workload, EXPECTED, GroupReplacesInstances::judge);
    }

    private static Verdict judge(AutoScalingGroup group) {
        if (group.switchedOff()) {
            return Verdict.notApplicable(Message.of("group-replaces-instances.size-zero"));
        }
        List<String> suspended = group.suspended("Launch", "Terminate");
        if (!suspended.isEmpty()) {
            return Verdict.notReady(
                            EXPECTED,
                            Message.of("group-replaces-instances.suspended")
                                    .with("processes", String.join(", ", suspended)))
                    .withRemedyStep(Map.of("suspendedGroup", group.name()));
        }
        Integer lifetime = group.replacement().maximumLifetimeSeconds();
        if (lifetime == null || lifetime == 0) {
            return Verdict.neverShown(EXPECTED, Message.of("group-replaces-instances.no-lifetime"));
        }
        return Verdict.ready(EXPECTED, lifetime(lifetime));
    }

    private static Message lifetime(int seconds) {
        return seconds % SECONDS_A_DAY == 0
                ? Message.of("group-replaces-instances.lifetime-days")
                        .with("days", seconds / SECONDS_A_DAY)
                : Message.of("group-replaces-instances.lifetime-seconds").with("seconds", seconds);
    }
}
