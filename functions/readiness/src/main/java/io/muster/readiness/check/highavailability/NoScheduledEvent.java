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
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
                """
                # {#show}
                aws ec2 describe-instance-status --region {region} --instance-ids {id} --query "InstanceStatuses[].Events"

                # {#replace}
                aws autoscaling set-instance-health --region {region} --instance-id {member} --health-status Unhealthy

                # {#move}
                aws ec2 stop-instances --region {region} --instance-ids {move}
                aws ec2 wait instance-stopped --region {region} --instance-ids {move}
                aws ec2 start-instances --region {region} --instance-ids {move}

                # {#reboot}
                aws ec2 reboot-instances --region {region} --instance-ids {reboot}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-instances-status-check_sched.html");
        reads(Source.INSTANCE_STATUSES, Source.AUTO_SCALING_GROUPS);
    }

    private static final Message EXPECTED = Message.of("no-scheduled-event.expected");

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
            return Verdict.ready(EXPECTED, Message.of("no-scheduled-event.none"));
        }
        Message scheduled =
                Message.of("no-scheduled-event.scheduled")
                        .with("events", coming.stream().map(NoScheduledEvent::described).toList());
        List<Message> descriptions =
                coming.stream()
                        .map(ScheduledEvent::description)
                        .flatMap(Stream::ofNullable)
                        .distinct()
                        .map(NoScheduledEvent::description)
                        .toList();
        boolean rebootSuffices =
                coming.stream().allMatch(event -> event.code().equals("instance-reboot"));
        return RunningStatus.withStep(
                Verdict.notReady(EXPECTED, scheduled).withEvidence(descriptions),
                instance,
                fleet,
                member -> rebootSuffices ? "reboot" : member ? "member" : "move");
    }

    private static Message description(String text) {
        return Message.of("no-scheduled-event.description").with("description", text);
    }

    private static Message described(ScheduledEvent event) {
        Instant start = event.notBefore();
        return start == null
                ? Message.of("no-scheduled-event.event-undated").with("event", event.code())
                : Message.of("no-scheduled-event.event")
                        .with("event", event.code())
                        .with("start", start);
    }
}
