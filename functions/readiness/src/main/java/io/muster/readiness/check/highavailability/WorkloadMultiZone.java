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
import io.muster.readiness.text.Message;
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
                """
                # {#subnets}
                aws ec2 describe-subnets --region {region} --filters Name=state,Values=available --query "Subnets[].[AvailabilityZone,SubnetId,VpcId]" --output table

                # {#extend}
                aws autoscaling update-auto-scaling-group --region {region} --auto-scaling-group-name {group} --vpc-zone-identifier "${SUBNETS:?set it to subnet ids separated by commas}"

                # {#template}
                aws ec2 get-launch-template-data --region {region} --instance-id {single} --query LaunchTemplateData
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html");
    }

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        int minimum = thresholds.get(Setting.MINIMUM_ZONES);
        Message expected = Message.of("workload-multi-zone.expected").with("minimum", minimum);
        Spread spread = Spread.of(workload);
        if (!spread.anythingToSpread) {
            return Verdict.notApplicable(Message.of("workload-multi-zone.nothing-runs"));
        }
        if (spread.zones.size() >= minimum) {
            return Verdict.ready(
                            expected,
                            Message.of("workload-multi-zone.spread").with("zones", spread.zones()))
                    .withEvidence(spread.notes);
        }
        if (!spread.unplaced.isEmpty()) {
            return Verdict.unknown(expected, spread.doubt()).withEvidence(spread.notes);
        }
        return withSteps(
                workload, Verdict.notReady(expected, spread.lack()).withEvidence(spread.notes));
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
        private final List<Message> notes = new ArrayList<>();
        private boolean anythingToSpread;

        private static Spread of(Workload workload) {
            Spread spread = new Spread();
            workload.instances().forEach(spread::add);
            workload.groups().stream()
                    .sorted(Comparator.comparing(AutoScalingGroup::name))
                    .forEach(spread::add);
            return spread;
        }

        private String zones() {
            return String.join(", ", zones);
        }

        private Message lack() {
            return zones.isEmpty()
                    ? Message.of("workload-multi-zone.launch-suspended")
                    : Message.of("workload-multi-zone.few").with("zones", zones());
        }

        private Message doubt() {
            String resources = String.join(", ", unplaced);
            return zones.isEmpty()
                    ? Message.of("workload-multi-zone.no-zone-reported")
                            .with("resources", resources)
                    : Message.of("workload-multi-zone.zone-not-reported")
                            .with("resources", resources)
                            .with("zones", zones());
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
                notes.add(
                        Message.of("workload-multi-zone.group-suspended")
                                .with("group", group.name()));
            } else if (group.capacity().zones().isEmpty()) {
                unplaced.add(group.name());
            } else {
                SortedSet<String> own = new TreeSet<>(group.capacity().zones());
                zones.addAll(own);
                notes.add(
                        Message.of("workload-multi-zone.group-zones")
                                .with("group", group.name())
                                .with("zones", String.join(", ", own)));
            }
        }
    }
}
