package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.List;

/**
 * A group that is open to the internet and that no instance has is chosen for the next one by its
 * name, and that instance is open from its first second.
 *
 * <p>Load balancers and databases may have it: it is open there, too.
 */
public final class UnusedGroupClosedToWorld extends Check.OfSecurityGroup {

    public UnusedGroupClosedToWorld() {
        super(
                new Rule("unused-group-closed-to-world", NETWORKING, MEDIUM),
                """
                # {#interfaces}
                aws ec2 describe-network-interfaces --region {region} --filters Name=group-id,Values={id} --query 'NetworkInterfaces[].[NetworkInterfaceId,InterfaceType,Description]' --output table
                # {#revoke}
                #   aws ec2 revoke-security-group-ingress --region {region} --group-id {id} --security-group-rule-ids RULE
                aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={id} --query 'SecurityGroupRules[?IsEgress==`false`].[SecurityGroupRuleId,IpProtocol,FromPort,ToPort,CidrIpv4,CidrIpv6,PrefixListId]' --output table
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html");
        reads(Source.INSTANCES, Source.PREFIX_LISTS);
    }

    private static final Message EXPECTED = Message.of("unused-group-closed-to-world.expected");

    @Override
    public Verdict judge(SecurityGroup group, Fleet fleet, Thresholds thresholds) {
        List<Integer> adminPorts = thresholds.get(Setting.ADMIN_PORTS);
        return Verdict.of(
                EXPECTED,
                fleet.isUsed(group),
                used ->
                        used
                                ? Verdict.notApplicable(
                                        Message.of("unused-group-closed-to-world.used"))
                                : judge(group, fleet, adminPorts));
    }

    private static Verdict judge(SecurityGroup group, Fleet fleet, List<Integer> adminPorts) {
        return OpenRules.judge(
                group,
                fleet,
                rule -> traffic(rule, adminPorts),
                AllPortsClosedToWorld::together,
                EXPECTED,
                Message.of("unused-group-closed-to-world.closed"));
    }

    /** Of a rule for all ports, that is said, and not which of them are the worst. */
    private static List<Message> traffic(IngressRule rule, List<Integer> adminPorts) {
        List<Message> all = AllPortsClosedToWorld.traffic(rule);
        return all.isEmpty() ? OpenRules.ports(rule, adminPorts) : all;
    }
}
