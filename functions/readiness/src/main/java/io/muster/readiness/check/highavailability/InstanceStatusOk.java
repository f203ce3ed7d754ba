package io.muster.readiness.check.highavailability;

import static io.muster.readiness.checklist.ChecklistRow.HIGH_AVAILABILITY;
import static io.muster.readiness.checklist.Severity.CRITICAL;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * EC2 asks every minute whether the host's hardware, its guest and its volumes answer. An impaired
 * check is an outage that is happening.
 */
public final class InstanceStatusOk extends Check.OfInstance {

    private static final String IMPAIRED = "impaired";

    public InstanceStatusOk() {
        super(
                new Rule("instance-status-ok", HIGH_AVAILABILITY, CRITICAL),
                """
                # {#show}
                aws ec2 describe-instance-status --region {region} --instance-ids {id}

                # {#replace}
                aws autoscaling set-instance-health --region {region} --instance-id {member} --health-status Unhealthy

                # {#move}
                aws ec2 stop-instances --region {region} --instance-ids {hardware}
                aws ec2 wait instance-stopped --region {region} --instance-ids {hardware}
                aws ec2 start-instances --region {region} --instance-ids {hardware}

                # {#reboot}
                aws ec2 get-console-output --region {region} --instance-id {guest} --output text
                aws ec2 reboot-instances --region {region} --instance-ids {guest}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-system-instance-status-check.html");
        reads(Source.INSTANCE_STATUSES, Source.AUTO_SCALING_GROUPS);
    }

    private static final Message EXPECTED = Message.of("instance-status-ok.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return RunningStatus.judge(
                instance, fleet, EXPECTED, status -> judge(instance, status, fleet));
    }

    private static Verdict judge(Instance instance, InstanceStatus status, Fleet fleet) {
        boolean hardware =
                IMPAIRED.equals(status.system()) || IMPAIRED.equals(status.attachedEbs());
        boolean guest = IMPAIRED.equals(status.instance());
        List<Message> evidence = evidence(status);
        if (hardware || guest) {
            Message failed =
                    Message.of("instance-status-ok.failed")
                            .with("checks", checks(status, IMPAIRED::equals));
            return RunningStatus.withStep(
                    Verdict.notReady(EXPECTED, failed).withEvidence(evidence),
                    instance,
                    fleet,
                    member -> member ? "member" : hardware ? "hardware" : "guest");
        }
        List<Message> inconclusive = checks(status, word -> !"ok".equals(word));
        return inconclusive.isEmpty()
                ? Verdict.ready(EXPECTED, Message.of("instance-status-ok.passed"))
                        .withEvidence(evidence)
                : Verdict.unknown(
                                EXPECTED,
                                Message.of("instance-status-ok.inconclusive")
                                        .with("checks", inconclusive))
                        .withEvidence(evidence);
    }

    /** The checks whose status is one of those; EBS has none on some types. */
    private static List<Message> checks(InstanceStatus status, Predicate<@Nullable String> wanted) {
        List<Message> checks = new ArrayList<>();
        if (wanted.test(status.system())) {
            checks.add(with(Message.of("instance-status-ok.system"), status.system()));
        }
        if (wanted.test(status.instance())) {
            checks.add(with(Message.of("instance-status-ok.instance"), status.instance()));
        }
        String ebs = status.attachedEbs();
        if (ebs != null && !ebs.equals("not-applicable") && wanted.test(ebs)) {
            checks.add(with(Message.of("instance-status-ok.attached-ebs"), ebs));
        }
        return checks;
    }

    private static List<Message> evidence(InstanceStatus status) {
        return List.of(
                with(Message.of("instance-status-ok.system-status"), status.system()),
                with(Message.of("instance-status-ok.instance-status"), status.instance()),
                with(Message.of("instance-status-ok.attached-ebs-status"), status.attachedEbs()));
    }

    private static Message with(Message check, @Nullable String status) {
        return status == null
                ? check.with("status", Message.of("high-availability.not-reported"))
                : check.with("status", status);
    }
}
