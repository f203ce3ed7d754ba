package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Data stores trust the network that they are in, and old protocols send passwords as they are: an
 * open port of either is found by search engines for devices within a day.
 */
public final class HighRiskPortClosedToWorld extends Check.OfInstance {

    /** A rule for a range with more of them is named by its range. */
    private static final int MAX_NAMED = 5;

    public HighRiskPortClosedToWorld() {
        super(
                new Rule("high-risk-port-closed-to-world", NETWORKING, HIGH),
                """
                # {#revoke}
                #   aws ec2 revoke-security-group-ingress --region {region} --group-id GROUP --security-group-rule-ids RULE
                aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={groups} --query 'SecurityGroupRules[?IsEgress==`false`].[GroupId,SecurityGroupRuleId,IpProtocol,FromPort,ToPort,CidrIpv4,CidrIpv6,PrefixListId]' --output table
                """,
                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19");
        reads(Source.ADDRESSES, Source.SECURITY_GROUPS, Source.PREFIX_LISTS);
    }

    private static final Message EXPECTED = Message.of("high-risk-port-closed-to-world.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        List<Integer> adminPorts = thresholds.get(Setting.ADMIN_PORTS);
        Set<Integer> judgedElsewhere = Set.copyOf(adminPorts);
        return OpenRules.judge(
                instance,
                fleet,
                adminPorts,
                rule -> traffic(rule, judgedElsewhere),
                EXPECTED,
                Message.of("high-risk-port-closed-to-world.closed"));
    }

    /** The high-risk ports that a rule opens. */
    static List<Message> traffic(IngressRule rule, Set<Integer> judgedElsewhere) {
        List<Message> opened =
                Arrays.stream(NetworkService.values())
                        .filter(NetworkService::highRisk)
                        .flatMap(
                                service ->
                                        service.openedBy(rule, judgedElsewhere).stream()
                                                .map(port -> port(service).with("port", port)))
                        .toList();
        if (opened.isEmpty()) {
            return List.of();
        }
        if (rule.everyPort()) {
            return List.of(everyPort(rule));
        }
        if (opened.size() <= MAX_NAMED) {
            return opened;
        }
        return List.of(
                Message.of("high-risk-port-closed-to-world.range")
                        .with("range", range(rule))
                        .with("count", opened.size()));
    }

    private static Message port(NetworkService service) {
        return switch (service.risk()) {
            case NONE -> Message.of("networking.port");
            case DATA -> Message.of("high-risk-port-closed-to-world.data");
            case CONTROL -> Message.of("high-risk-port-closed-to-world.control");
            case CLEAR_TEXT -> Message.of("high-risk-port-closed-to-world.clear-text");
        };
    }

    private static Message everyPort(IngressRule rule) {
        return rule.protocol().equals("-1")
                ? Message.of("high-risk-port-closed-to-world.every-port")
                : Message.of("high-risk-port-closed-to-world.every-port-of")
                        .with("protocol", protocol(rule));
    }

    private static String range(IngressRule rule) {
        return "%s %d-%d".formatted(protocol(rule), rule.fromPort(), rule.toPort());
    }

    private static String protocol(IngressRule rule) {
        return rule.isTcp() ? "TCP" : "UDP";
    }
}
