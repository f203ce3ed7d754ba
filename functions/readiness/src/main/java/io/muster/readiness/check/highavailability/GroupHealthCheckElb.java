package io.muster.readiness.check.highavailability;

import static io.muster.readiness.checklist.ChecklistRow.HIGH_AVAILABILITY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.EachGroup;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * EC2's own checks see a machine that hangs, not a program that does. The load balancer sees it and
 * sends requests elsewhere; only a group that asks the load balancer replaces the machine.
 *
 * <p>VPC Lattice counts as a load balancer with a health check type of its own.
 */
public final class GroupHealthCheckElb extends Check.OfWorkload {

    private static final String LATTICE = ":vpc-lattice:";

    public GroupHealthCheckElb() {
        super(
                new Rule("group-health-check-elb", HIGH_AVAILABILITY, MEDIUM),
                """
                # {#set}
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --health-check-type {types} --health-check-grace-period "${SECONDS_TO_START:?set it to the seconds that an instance takes to become healthy}"

                # {#resume}
                aws autoscaling resume-processes --region {region} --auto-scaling-group-name {suspendedGroup} --scaling-processes HealthCheck ReplaceUnhealthy
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html");
    }

    private static final Message EXPECTED = Message.of("group-health-check-elb.expected");

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {

        return EachGroup.of(workload, EXPECTED, GroupHealthCheckElb::judge);
    }

    private static Verdict judge(AutoScalingGroup group) {
        if (group.loadBalancers().isEmpty()) {
            return Verdict.notApplicable(Message.of("group-health-check-elb.no-load-balancer"));
        }
        if (group.switchedOff()) {
            return Verdict.notApplicable(Message.of("high-availability.group-at-zero"));
        }
        SortedSet<String> wanted = new TreeSet<>();
        group.loadBalancers()
                .forEach(source -> wanted.add(source.contains(LATTICE) ? "VPC_LATTICE" : "ELB"));
        SortedSet<String> present = new TreeSet<>(group.replacement().healthCheckTypes());
        List<String> suspended = group.suspended("HealthCheck", "ReplaceUnhealthy");
        Verdict verdict = judgeTypes(group, present, wanted);
        if (suspended.isEmpty()) {
            return verdict;
        }
        Message held =
                Message.of("group-health-check-elb.suspended")
                        .with("processes", String.join(", ", suspended));
        return (verdict.status() == Status.NOT_READY
                        ? verdict.withEvidence(List.of(held))
                        : Verdict.notReady(EXPECTED, held))
                .withRemedyStep(Map.of("suspendedGroup", group.name()));
    }

    private static Verdict judgeTypes(
            AutoScalingGroup group, Set<String> present, SortedSet<String> wanted) {
        SortedSet<String> missing = new TreeSet<>(wanted);
        missing.removeAll(present);
        String types = present.isEmpty() ? "EC2" : String.join(", ", present);
        if (missing.isEmpty()) {
            return Verdict.ready(
                    EXPECTED, Message.of("group-health-check-elb.used").with("types", types));
        }
        return Verdict.notReady(
                        EXPECTED,
                        Message.of("group-health-check-elb.type-missing")
                                .with("missing", String.join(", ", missing))
                                .with("types", types))
                .withRemedyStep(Map.of("group", group.name(), "types", all(present, wanted)));
    }

    /** What to set: EC2's own check is always on and not named beside others. */
    private static String all(Set<String> present, Set<String> wanted) {
        SortedSet<String> all = new TreeSet<>(present);
        all.addAll(wanted);
        all.remove("EC2");
        return String.join(",", all);
    }
}
