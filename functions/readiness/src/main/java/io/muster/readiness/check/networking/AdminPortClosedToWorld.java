package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.CRITICAL;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An open SSH, RDP or WinRM port is tried by machines within minutes, for passwords and for faults
 * that are not mended yet.
 */
public final class AdminPortClosedToWorld extends Check.OfInstance {

    public AdminPortClosedToWorld() {
        super(
                new Rule("admin-port-closed-to-world", NETWORKING, CRITICAL),
                "No administration port is open to the world",
                """
                # Session Manager gives a shell without any open port. List the rules, then take the open ones
                # away by their id, after those who still need them have another way in:
                #   aws ec2 revoke-security-group-ingress --region {region} --group-id GROUP --security-group-rule-ids RULE
                aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={groups} --query 'SecurityGroupRules[?IsEgress==`false`].[GroupId,SecurityGroupRuleId,IpProtocol,FromPort,ToPort,CidrIpv4,CidrIpv6]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-rules-reference.html");
        reads(Source.ADDRESSES, Source.SECURITY_GROUPS);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        List<Integer> ports = thresholds.get(Setting.ADMIN_PORTS);
        String names = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return OpenRules.judge(
                instance,
                fleet,
                rule -> ports.stream().anyMatch(rule::coversTcp),
                "TCP ports " + names + " closed to the world",
                "an administration port (TCP " + names + ")");
    }
}
