package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.CRITICAL;

import io.muster.readiness.check.Check;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
                aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={groups} --query 'SecurityGroupRules[?IsEgress==`false`].[GroupId,SecurityGroupRuleId,IpProtocol,FromPort,ToPort,CidrIpv4,CidrIpv6,PrefixListId]' --output table
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html");
        reads(Source.ADDRESSES, Source.SECURITY_GROUPS, Source.PREFIX_LISTS);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return OpenRules.judge(
                instance,
                fleet,
                List.of(),
                AllPortsClosedToWorld::traffic,
                AllPortsClosedToWorld::together,
                Message.of("all-ports-closed-to-world.expected"),
                Message.of("all-ports-closed-to-world.closed"));
    }

    /** All ports, for a rule that opens them. */
    static List<Message> traffic(IngressRule rule) {
        if (!rule.opensAllPorts()) {
            return List.of();
        }
        return switch (rule.protocol()) {
            case "-1" -> List.of(Message.of("all-ports-closed-to-world.every-port"));
            case "udp", "17" -> List.of(Message.of("all-ports-closed-to-world.every-udp-port"));
            default -> List.of(Message.of("all-ports-closed-to-world.every-tcp-port"));
        };
    }

    /** Ranges of ports, each of its own, that leave nearly none out: in one group or in several. */
    static Set<String> together(List<SecurityGroup> groups, VerdictBuilder found) {
        Set<String> open = new TreeSet<>();
        open.addAll(together(groups, found, IngressRule::isTcp, "TCP"));
        open.addAll(together(groups, found, IngressRule::isUdp, "UDP"));
        return open;
    }

    private static Set<String> together(
            List<SecurityGroup> groups,
            VerdictBuilder found,
            Predicate<IngressRule> ofProtocol,
            String protocol) {
        List<IngressRule> all =
                groups.stream()
                        .flatMap(group -> group.ingress().stream())
                        .filter(ofProtocol)
                        .toList();
        List<IngressRule> rules = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        for (SecurityGroup group : groups) {
            for (IngressRule rule : group.ingress()) {
                if (ofProtocol.test(rule)
                        && !rule.opensAllPorts()
                        && (!rule.worldRanges().isEmpty() || isPartOfInternet(rule, all))) {
                    rules.add(rule);
                    ids.add(group.id());
                }
            }
        }
        if (!IngressRule.reachesAll(rules)) {
            return Set.of();
        }
        found.notReady(
                Message.of("all-ports-closed-to-world.together")
                        .with("protocol", protocol)
                        .with("count", rules.size())
                        .with("groups", String.join(", ", ids)));
        return ids;
    }

    /** Whether all that reach the ports of a rule are together as wide as the internet. */
    private static boolean isPartOfInternet(IngressRule rule, List<IngressRule> all) {
        return AddressRanges.areInternet(
                all.stream()
                        .filter(other -> other.coversPortsOf(rule))
                        .flatMap(other -> other.ranges().stream())
                        .collect(Collectors.toSet()));
    }
}
