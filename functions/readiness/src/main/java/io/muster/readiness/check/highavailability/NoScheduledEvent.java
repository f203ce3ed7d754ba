package io.muster.readiness.check.highavailability;

import static io.muster.readiness.checklist.ChecklistRow.HIGH_AVAILABILITY;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fact.InstanceStatus.ScheduledEvent;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * AWS says in advance what it will do to a host: retire it with its hardware, stop it, restart it.
 * An owner who acts first chooses the hour.
 */
public final class NoScheduledEvent extends Check.OfInstance {

    private static final Comparator<ScheduledEvent> SOONEST_FIRST =
            Comparator.comparing(
                            ScheduledEvent::notBefore,
                            Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(ScheduledEvent::code);

    public NoScheduledEvent() {
        super(
                new Rule("no-scheduled-event", HIGH_AVAILABILITY, HIGH),
                "AWS has scheduled nothing that interrupts the instance",
                """
                # What AWS will do, and when.
                aws ec2 describe-instance-status --region {region} --instance-ids {id} --query "InstanceStatuses[].Events"

                # A member of an Auto Scaling group: the group terminates it and launches another.
                aws autoscaling set-instance-health --region {region} --instance-id {member} --health-status Unhealthy

                # Stop and start, at an hour that suits, moves the instance to other hardware. What is on instance
                # store is lost, and a public address that is not an Elastic IP changes.
                aws ec2 stop-instances --region {region} --instance-ids {move}
                aws ec2 wait instance-stopped --region {region} --instance-ids {move}
                aws ec2 start-instances --region {region} --instance-ids {move}

                # A reboot of the instance, at an hour that suits, is all that AWS wants.
                aws ec2 reboot-instances --region {region} --instance-ids {reboot}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-instances-status-check_sched.html");
        reads(Source.INSTANCE_STATUSES, Source.AUTO_SCALING_GROUPS);
    }

    private static final String EXPECTED = "no scheduled event that is not over";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return RunningStatus.judge(
                instance, fleet, EXPECTED, status -> judge(instance, status, fleet));
    }

    private static Verdict judge(Instance instance, InstanceStatus status, Fleet fleet) {
        List<ScheduledEvent> coming =
                status.events().stream()
                        .filter(event -> !event.over())
                        .sorted(SOONEST_FIRST)
                        .toList();
        if (coming.isEmpty()) {
            return Verdict.ready(EXPECTED, "none");
        }
        String actual =
                coming.stream().map(NoScheduledEvent::inWords).collect(Collectors.joining(", "));
        List<String> descriptions =
                coming.stream()
                        .map(ScheduledEvent::description)
                        .flatMap(Stream::ofNullable)
                        .distinct()
                        .toList();
        boolean rebootSuffices =
                coming.stream().allMatch(event -> event.code().equals("instance-reboot"));
        return RunningStatus.withStep(
                Verdict.notReady(EXPECTED, actual).withLines(descriptions),
                instance,
                fleet,
                member -> rebootSuffices ? "reboot" : member ? "member" : "move");
    }

    private static String inWords(ScheduledEvent event) {
        return event.code()
                + (event.notBefore() == null
                        ? ", date not reported"
                        : " not before " + event.notBefore());
    }
}
