package io.muster.readiness.check.install;

import static io.muster.readiness.checklist.ChecklistRow.INSTALL;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.BlindSpot;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * A host that Systems Manager does not reach is patched, looked into and logged in to by hand, or
 * not at all; and of its inside Muster knows nothing.
 */
public final class SsmManaged extends Check.OfInstance implements BlindSpot {

    public SsmManaged() {
        super(
                new Rule("ssm-managed", INSTALL, HIGH),
                """
                # {#profile}
                aws ec2 associate-iam-instance-profile --region {region} --instance-id {noProfile} --iam-instance-profile Name="${INSTANCE_PROFILE:?set it to the name of an instance profile whose role has AmazonSSMManagedInstanceCore}"

                # {#agent}
                aws ssm describe-instance-information --region {region} --filters Key=InstanceIds,Values={silent}
                aws ec2 get-console-output --region {region} --instance-id {silent} --latest --output text
                """,
                "https://docs.aws.amazon.com/systems-manager/latest/userguide/troubleshooting-managed-nodes.html");
        needs(Source.MANAGED_NODES);
    }

    private static final Message EXPECTED = Message.of("ssm-managed.expected");

    /** What an instance takes to boot, and its agent to register. */
    private static final Duration REGISTERING = Duration.ofMinutes(15);

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return Verdict.ofRunning(
                instance,
                EXPECTED,
                () ->
                        Verdict.of(
                                EXPECTED,
                                fleet.nodeOf(instance),
                                node -> judge(instance, node),
                                () -> unregistered(instance, fleet)));
    }

    private static Verdict judge(Instance instance, ManagedNode node) {
        return switch (node.pingStatus()) {
            // The moment of the last ping moves with every ping, and says nothing while they come.
            case ONLINE -> Verdict.ready(EXPECTED, Message.of("ssm-managed.online"));
            case CONNECTION_LOST, INACTIVE -> silent(instance, offline(node));
            case UNRECOGNISED ->
                    Verdict.unknown(EXPECTED, Message.of("ssm-managed.ping-status-unknown"));
        };
    }

    private static Message offline(ManagedNode node) {
        Instant last = node.lastPingAt();
        return last == null
                ? Message.of("ssm-managed.offline")
                : Message.of("ssm-managed.offline-since")
                        .with("time", last.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Verdict unregistered(Instance instance, Fleet fleet) {
        Instant launched = instance.life().launchedAt();
        if (launched != null && launched.plus(REGISTERING).isAfter(fleet.observedAt())) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("ssm-managed.just-launched")
                            .with("time", launched.truncatedTo(ChronoUnit.SECONDS)));
        }
        if (instance.options().profileArn() == null) {
            return Verdict.notReady(EXPECTED, Message.of("ssm-managed.no-profile"))
                    .withRemedyStep(Map.of("noProfile", instance.id()));
        }
        return silent(instance, Message.of("ssm-managed.not-registered"));
    }

    private static Verdict silent(Instance instance, Message what) {
        return Verdict.notReady(EXPECTED, what).withRemedyStep(Map.of("silent", instance.id()));
    }
}
