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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * EC2 asks every minute whether the host's hardware, its guest and its volumes answer. An impaired
 * check is an outage that is happening.
 */
public final class InstanceStatusOk extends Check.OfInstance {

    public InstanceStatusOk() {
        super(
                new Rule("instance-status-ok", HIGH_AVAILABILITY, CRITICAL),
                "The instance passes its status checks",
                """
                # What EC2 sees, and since when.
                aws ec2 describe-instance-status --region {region} --instance-ids {id}

                # A member of an Auto Scaling group: the group terminates it and launches another.
                aws autoscaling set-instance-health --region {region} --instance-id {member} --health-status Unhealthy

                # AWS hardware or storage is at fault. Stop and start moves the instance to other hardware. What is
                # on instance store is lost, and a public address that is not an Elastic IP changes.
                aws ec2 stop-instances --region {region} --instance-ids {hardware}
                aws ec2 wait instance-stopped --region {region} --instance-ids {hardware}
                aws ec2 start-instances --region {region} --instance-ids {hardware}

                # The guest does not answer: its console may say why (memory, file system, kernel, network).
                aws ec2 get-console-output --region {region} --instance-id {guest} --output text
                aws ec2 reboot-instances --region {region} --instance-ids {guest}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-system-instance-status-check.html");
        reads(Source.INSTANCE_STATUSES, Source.AUTO_SCALING_GROUPS);
    }

    private static final String EXPECTED = "system, instance and attached EBS status are ok";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return RunningStatus.judge(
                instance, fleet, EXPECTED, status -> judge(instance, status, fleet));
    }

    private static Verdict judge(Instance instance, InstanceStatus status, Fleet fleet) {
        String ebs = status.attachedEbs();
        List<String> checks = new ArrayList<>();
        checks.add("system status " + inWords(status.system()));
        checks.add("instance status " + inWords(status.instance()));
        checks.add("attached EBS status " + inWords(ebs));
        boolean hardware = "impaired".equals(status.system()) || "impaired".equals(ebs);
        boolean guest = "impaired".equals(status.instance());
        if (hardware || guest) {
            String actual =
                    checks.stream()
                            .filter(line -> line.endsWith("impaired"))
                            .collect(Collectors.joining(", "));
            return RunningStatus.withStep(
                    Verdict.notReady(EXPECTED, actual).withLines(checks),
                    instance,
                    fleet,
                    member -> member ? "member" : hardware ? "hardware" : "guest");
        }
        boolean ebsPasses = ebs == null || ebs.equals("ok") || ebs.equals("not-applicable");
        if ("ok".equals(status.system()) && "ok".equals(status.instance()) && ebsPasses) {
            return Verdict.ready(EXPECTED, "every reported status is ok").withLines(checks);
        }
        return Verdict.unknown(EXPECTED, String.join(", ", checks));
    }

    private static String inWords(@Nullable String status) {
        return status == null ? "not reported" : status;
    }
}
