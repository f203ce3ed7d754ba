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
                "Every Auto Scaling group replaces what its load balancer finds unhealthy",
                """
                # A grace period shorter than the start of the program makes the group replace for ever.
                # What the load balancer finds unhealthy now is replaced at once.
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --health-check-type {types} --health-check-grace-period "${SECONDS_TO_START:?say in seconds how long an instance takes to become healthy}"

                # Nothing is checked or replaced while these are suspended.
                aws autoscaling resume-processes --region {region} --auto-scaling-group-name {suspendedGroup} --scaling-processes HealthCheck ReplaceUnhealthy
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html");
    }

    private static final String EXPECTED =
            "each Auto Scaling group with a load balancer has the health check type ELB (VPC_LATTICE for VPC Lattice) and acts on it";

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {

        return EachGroup.of(workload, EXPECTED, GroupHealthCheckElb::judge);
    }

    private static Verdict judge(AutoScalingGroup group) {
        if (group.loadBalancers().isEmpty()) {
            return Verdict.notApplicable("has no load balancer");
        }
        if (group.switchedOff()) {
            return Verdict.notApplicable("switched off: its maximum size is 0");
        }
        SortedSet<String> wanted = new TreeSet<>();
        group.loadBalancers()
                .forEach(source -> wanted.add(source.contains(LATTICE) ? "VPC_LATTICE" : "ELB"));
        SortedSet<String> present = new TreeSet<>(group.replacement().healthCheckTypes());
        List<String> suspended = group.suspended("HealthCheck", "ReplaceUnhealthy");
        String types = present.isEmpty() ? "none" : String.join(", ", present);
        Verdict verdict =
                present.containsAll(wanted)
                        ? Verdict.ready(EXPECTED, "health check types " + types)
                        : Verdict.notReady(
                                        EXPECTED, "load balancer, but health check types " + types)
                                .withRemedyStep(
                                        Map.of(
                                                "group",
                                                group.name(),
                                                "types",
                                                all(present, wanted)));
        if (suspended.isEmpty()) {
            return verdict;
        }
        String held = "has suspended " + String.join(", ", suspended);
        return (verdict.status() == Status.NOT_READY
                        ? verdict.withLines(List.of(held))
                        : Verdict.notReady(EXPECTED, held))
                .withRemedyStep(Map.of("suspendedGroup", group.name()));
    }

    /** What to set: EC2's own check is always on and not named beside others. */
    private static String all(Set<String> present, Set<String> wanted) {
        SortedSet<String> all = new TreeSet<>(present);
        all.addAll(wanted);
        all.remove("EC2");
        return String.join(",", all);
    }
}
