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

/**
 * A group that lets the world in everywhere is no group: each port that any software opens from now
 * on is public the moment it opens.
 */
public final class AllPortsClosedToWorld extends Check.OfInstance {

    public AllPortsClosedToWorld() {
        super(
                new Rule("all-ports-closed-to-world", NETWORKING, CRITICAL),
                "No security group opens every port to the world",
                """
                # List the rules, add one for each port that is meant to be public, then take the open ones
                # away by their id:
                #   aws ec2 revoke-security-group-ingress --region {region} --group-id GROUP --security-group-rule-ids RULE
                aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={groups} --query 'SecurityGroupRules[?IsEgress==`false`].[GroupId,SecurityGroupRuleId,IpProtocol,FromPort,ToPort,CidrIpv4,CidrIpv6]' --output table
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html");
        reads(Source.ADDRESSES, Source.SECURITY_GROUPS);
    }

    private static final String EXPECTED = "only chosen ports open to the world";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return OpenRules.judge(instance, fleet, IngressRule::opensAllPorts, EXPECTED, "every port");
    }
}
