package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.CRITICAL;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.List;

/**
 * A group that is open to the internet on every port protects nothing: each port that any software
 * opens from now on is public at once.
 */
public final class AllPortsClosedToWorld extends Check.OfInstance {

    public AllPortsClosedToWorld() {
        super(
                new Rule("all-ports-closed-to-world", NETWORKING, CRITICAL),
                """
                # {#revoke}
                #   aws ec2 revoke-security-group-ingress --region {region} --group-id GROUP --security-group-rule-ids RULE
                aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={groups} --query 'SecurityGroupRules[?IsEgress==`false`].[GroupId,SecurityGroupRuleId,IpProtocol,FromPort,ToPort,CidrIpv4,CidrIpv6]' --output table
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html");
        reads(Source.ADDRESSES, Source.SECURITY_GROUPS);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return OpenRules.judge(
                instance,
                fleet,
                AllPortsClosedToWorld::traffic,
                Message.of("all-ports-closed-to-world.expected"),
                Message.of("all-ports-closed-to-world.closed"));
    }

    private static List<Message> traffic(IngressRule rule) {
        if (!rule.opensAllPorts()) {
            return List.of();
        }
        return switch (rule.protocol()) {
            case "-1" -> List.of(Message.of("all-ports-closed-to-world.every-port"));
            case "udp", "17" -> List.of(Message.of("all-ports-closed-to-world.every-udp-port"));
            default -> List.of(Message.of("all-ports-closed-to-world.every-tcp-port"));
        };
    }
}
