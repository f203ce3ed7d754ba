package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AddressRanges;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A range of millions of addresses belongs to a provider, not to an office: all its other customers
 * reach the port, too.
 */
public final class SourceRangeNarrow extends Check.OfInstance {

    public SourceRangeNarrow() {
        super(
                new Rule("source-range-narrow", NETWORKING, LOW),
                """
                # {#narrow}
                #   aws ec2 revoke-security-group-ingress --region {region} --group-id GROUP --security-group-rule-ids RULE
                aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={groups} --query 'SecurityGroupRules[?IsEgress==`false`].[GroupId,SecurityGroupRuleId,IpProtocol,FromPort,ToPort,CidrIpv4,CidrIpv6,PrefixListId]' --output table
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html");
        reads(Source.SECURITY_GROUPS, Source.PREFIX_LISTS);
    }

    private static final Message EXPECTED = Message.of("source-range-narrow.expected");

    /** What opens a port, and to what. */
    private record Opening(Set<String> ranges, Set<String> groups) {}

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        if (instance.network().securityGroupIds().isEmpty()) {
            return Verdict.unknown(EXPECTED, Message.of("networking.no-security-group"));
        }
        List<Integer> adminPorts = thresholds.get(Setting.ADMIN_PORTS);
        return Verdict.of(
                EXPECTED,
                fleet.securityGroupsOf(instance),
                groups ->
                        fleet.once(
                                Verdict.class,
                                List.of(
                                        EXPECTED,
                                        adminPorts,
                                        instance.network().securityGroupIds()),
                                () -> judge(groups, fleet, adminPorts)));
    }

    private static Verdict judge(
            List<SecurityGroup> groups, Fleet fleet, List<Integer> adminPorts) {
        VerdictBuilder found = new VerdictBuilder();
        Map<Message, Opening> openings = new LinkedHashMap<>();
        for (SecurityGroup group : groups) {
            for (IngressRule rule : group.ingress()) {
                for (Message port : OpenRules.ports(rule, adminPorts)) {
                    Opening opening =
                            openings.computeIfAbsent(
                                    port, unused -> new Opening(new TreeSet<>(), new TreeSet<>()));
                    opening.ranges.addAll(rule.ranges());
                    opening.groups.add(group.id());
                    OpenRules.unknownLists(group, rule, port, fleet, found);
                }
            }
        }
        Set<String> wide = new TreeSet<>();
        openings.forEach(
                (port, opening) -> {
                    // What is open to the internet is told by the check of the port.
                    if (AddressRanges.areWide(opening.ranges)
                            && !AddressRanges.areInternet(opening.ranges)) {
                        wide.addAll(opening.groups);
                        found.notReady(
                                Message.of("source-range-narrow.wide")
                                        .with("traffic", port)
                                        .with("count", opening.ranges.size())
                                        .with("ranges", OpenRules.some(opening.ranges))
                                        .with("groups", String.join(", ", opening.groups)));
                    }
                });
        Verdict verdict = found.verdict(EXPECTED, Message.of("source-range-narrow.narrow"));
        return wide.isEmpty() ? verdict : verdict.withRemedyValue("groups", String.join(",", wide));
    }
}
