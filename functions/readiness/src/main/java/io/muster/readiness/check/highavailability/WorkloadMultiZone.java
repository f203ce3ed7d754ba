package io.muster.readiness.check.highavailability;

import static io.muster.readiness.checklist.ChecklistRow.HIGH_AVAILABILITY;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A zone is what fails as one. A workload in a single zone is as available as that zone.
 *
 * <p>Zones count in which an instance runs, or in which a group would launch one: a group over two
 * zones brings its only instance back in the other. A group that may not launch does not.
 */
public final class WorkloadMultiZone extends Check.OfWorkload {

    public WorkloadMultiZone() {
        super(
                new Rule("workload-multi-zone", HIGH_AVAILABILITY, HIGH),
                "The workload runs in, or can move to, several availability zones",
                """
                # Subnets to choose from, with their zones and networks.
                aws ec2 describe-subnets --region {region} --filters Name=state,Values=available --query "Subnets[].[AvailabilityZone,SubnetId,VpcId]" --output table

                # Give the group subnets of several zones of its network. It then spreads by itself.
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --vpc-zone-identifier "${SUBNETS:?list the subnet ids first, with commas between them}"

                # No group would start it elsewhere. A launch template of what this host was launched with, and
                # a group over subnets of several zones, would.
                aws ec2 get-launch-template-data --region {region} --instance-id {single} --query LaunchTemplateData
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html");
    }

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        String expected =
                "running instances in, or groups over, %d or more availability zones"
                        .formatted(thresholds.get(Setting.MINIMUM_ZONES));
        Spread spread = Spread.of(workload);
        if (!spread.anythingToSpread) {
            return Verdict.notApplicable(
                    "nothing of the workload runs, and no group would start it");
        }
        String actual =
                spread.zones.isEmpty()
                        ? "no zone is known"
                        : spread.zones.size() == 1
                                ? "only " + spread.zones.first()
                                : String.join(", ", spread.zones);
        if (spread.zones.size() >= thresholds.get(Setting.MINIMUM_ZONES)) {
            return Verdict.ready(expected, actual).withLines(spread.notes);
        }
        if (!spread.unplaced.isEmpty()) {
            return Verdict.unknown(
                            expected,
                            "%s; EC2 does not report the state or zone of %s"
                                    .formatted(actual, String.join(", ", spread.unplaced)))
                    .withLines(spread.notes);
        }
        return withSteps(workload, Verdict.notReady(expected, actual).withLines(spread.notes));
    }

    private static Verdict withSteps(Workload workload, Verdict verdict) {
        List<String> groups =
                workload.groups().stream()
                        .filter(group -> !group.switchedOff())
                        .map(AutoScalingGroup::name)
                        .sorted()
                        .toList();
        if (!groups.isEmpty()) {
            Verdict withSteps = verdict;
            for (String group : groups) {
                withSteps = withSteps.withRemedyStep(Map.of("group", group));
            }
            return withSteps;
        }
        return workload.instances().stream()
                .filter(instance -> !instance.state().stopped())
                .map(Instance::id)
                .sorted()
                .findFirst()
                .map(id -> verdict.withRemedyStep(Map.of("single", id)))
                .orElse(verdict);
    }

    /** Where a workload is, and where its groups would start it again. */
    private static final class Spread {

        private final SortedSet<String> zones = new TreeSet<>();
        private final SortedSet<String> unplaced = new TreeSet<>();
        private final List<String> notes = new ArrayList<>();
        private boolean anythingToSpread;

        private static Spread of(Workload workload) {
            Spread spread = new Spread();
            workload.instances().forEach(spread::add);
            workload.groups().stream()
                    .sorted(Comparator.comparing(AutoScalingGroup::name))
                    .forEach(spread::add);
            return spread;
        }

        private void add(Instance instance) {
            switch (instance.state()) {
                case RUNNING, PENDING -> place(instance.id(), instance.placement().zone());
                case UNRECOGNISED -> place(instance.id(), null);
                case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> {
                    // Holds up nothing now, wherever it is.
                }
            }
        }

        private void place(String id, @Nullable String zone) {
            anythingToSpread = true;
            if (zone == null) {
                unplaced.add(id);
            } else {
                zones.add(zone);
            }
        }

        private void add(AutoScalingGroup group) {
            if (group.switchedOff()) {
                return;
            }
            anythingToSpread = true;
            if (!group.suspended("Launch").isEmpty()) {
                notes.add(group.name() + ": its zones do not count while Launch is suspended");
            } else if (group.capacity().zones().isEmpty()) {
                unplaced.add(group.name());
            } else {
                zones.addAll(group.capacity().zones());
                notes.add(
                        "%s: %s"
                                .formatted(
                                        group.name(),
                                        String.join(
                                                ", ", new TreeSet<>(group.capacity().zones()))));
            }
        }
    }
}
