package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.CRITICAL;

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
import java.util.List;
import java.util.stream.Collectors;

/**
 * An open SSH, RDP or WinRM port is scanned within minutes, for weak passwords and for known
 * vulnerabilities.
 */
public final class AdminPortClosedToWorld extends Check.OfInstance {

    public AdminPortClosedToWorld() {
        super(
                new Rule("admin-port-closed-to-world", NETWORKING, CRITICAL),
                """
                # {#revoke}
                #   aws ec2 revoke-security-group-ingress --region {region} --group-id GROUP --security-group-rule-ids RULE
                aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={groups} --query 'SecurityGroupRules[?IsEgress==`false`].[GroupId,SecurityGroupRuleId,IpProtocol,FromPort,ToPort,CidrIpv4,CidrIpv6,PrefixListId]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-rules-reference.html");
        reads(Source.ADDRESSES, Source.SECURITY_GROUPS, Source.PREFIX_LISTS);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        List<Integer> ports = thresholds.get(Setting.ADMIN_PORTS);
        String numbers = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return OpenRules.judge(
                instance,
                fleet,
                ports,
                rule -> traffic(rule, ports),
                Message.of("admin-port-closed-to-world.expected").with("ports", numbers),
                Message.of("admin-port-closed-to-world.closed"));
    }

    /** The admin ports that a rule opens. */
    static List<Message> traffic(IngressRule rule, List<Integer> adminPorts) {
        List<String> covered =
                adminPorts.stream().filter(rule::coversTcp).map(TcpPort::label).toList();
        if (covered.isEmpty()) {
            return List.of();
        }
        if (!rule.everyPort()) {
            return covered.stream()
                    .map(port -> Message.of("networking.port").with("port", port))
                    .toList();
        }
        String ports = String.join(", ", covered);
        return List.of(
                Message.of(
                                rule.protocol().equals("-1")
                                        ? "admin-port-closed-to-world.every-port"
                                        : "admin-port-closed-to-world.every-tcp-port")
                        .with("ports", ports));
    }
}
