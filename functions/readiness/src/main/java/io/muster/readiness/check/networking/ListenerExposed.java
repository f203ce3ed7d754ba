package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.CRITICAL;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule that is open to the internet is a risk where a process listens behind it. EC2 knows the
 * rule, the guest the process: an Elasticsearch that was published by accident is found by joining
 * both.
 */
public final class ListenerExposed extends Check.OfGuest {

    public ListenerExposed() {
        super(
                new Rule("listener-exposed", NETWORKING, CRITICAL),
                limits ->
                        Message.of("listener-exposed.expected")
                                .with("tagKey", limits.get(Setting.PUBLIC_TAG_KEY)),
                """
                # {#revoke}
                #   aws ec2 revoke-security-group-ingress --region {region} --group-id GROUP --security-group-rule-ids RULE
                aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={groups} --query 'SecurityGroupRules[?IsEgress==`false`].[GroupId,SecurityGroupRuleId,IpProtocol,FromPort,ToPort,CidrIpv4,CidrIpv6,PrefixListId]' --output table
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html");
        needs(Source.SECURITY_GROUPS);
        reads(Source.ADDRESSES, Source.PREFIX_LISTS);
    }

    /** What an instance with the public tag is there for. */
    private static final Set<Integer> WEB_PORTS = Set.of(80, 443);

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Message expected = expectation(thresholds);
        if (guest.instance().network().securityGroupIds().isEmpty()) {
            return Verdict.unknown(expected, Message.of("networking.no-security-group"));
        }
        return Verdict.of(
                expected,
                guest.facts().network().listeners(),
                guest.fleet().securityGroupsOf(guest.instance()),
                (listeners, groups) -> judge(guest, listeners, groups, thresholds));
    }

    private Verdict judge(
            Guest guest,
            Listing<Listener> listeners,
            List<SecurityGroup> groups,
            Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        found.unknownGaps(listeners, Message.of("networking.listeners"));
        Set<String> open = new TreeSet<>();
        boolean meant = meant(guest.instance(), thresholds);
        for (Listener listener : listeners) {
            boolean reachable = reachable(listener, guest.instance());
            if (reachable && !(meant && WEB_PORTS.contains(listener.port()))) {
                groups.forEach(group -> judge(listener, group, guest.fleet(), found, open));
            }
        }
        if (found.anyNotReady()) {
            found.evidence(OpenRules.reachability(guest.instance(), guest.fleet()));
        }
        Verdict verdict =
                found.verdict(expectation(thresholds), Message.of("listener-exposed.closed"));
        return open.isEmpty() ? verdict : verdict.withRemedyValue("groups", String.join(",", open));
    }

    private static void judge(
            Listener listener,
            SecurityGroup group,
            Fleet fleet,
            VerdictBuilder found,
            Set<String> open) {
        for (IngressRule rule : group.ingress()) {
            if (!rule.coversTcp(listener.port())) {
                continue;
            }
            List<String> world =
                    rule.worldRanges().stream()
                            .filter(range -> meets(listener, range))
                            .sorted()
                            .toList();
            if (!world.isEmpty()) {
                open.add(group.id());
                found.notReady(
                        Message.of("listener-exposed.open")
                                .with("listener", named(listener))
                                .with("ranges", String.join(", ", world))
                                .with("group", group.id())
                                .with("name", group.name()));
            }
            OpenRules.entries(rule, world::contains).forEach(found::evidence);
            OpenRules.eachUnknownList(
                    rule,
                    fleet,
                    (prefixList, missing) ->
                            found.unknown(
                                    Message.of("listener-exposed.prefix-list")
                                            .with("listener", named(listener))
                                            .with("prefixList", prefixList)
                                            .with("group", group.id())
                                            .with("name", group.name())
                                            .with("reason", missing.detail()),
                                    missing.cause()));
        }
    }

    /** The process, which a tool names to root alone, and its socket as {@code ss} writes it. */
    private static Message named(Listener listener) {
        String process = listener.process();
        String address = listener.address();
        String socket =
                (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + listener.port();
        return process == null
                ? Message.of("listener-exposed.unnamed-listener").with("socket", socket)
                : Message.of("listener-exposed.listener")
                        .with("process", process)
                        .with("socket", socket);
    }

    /** On the primary private address a port is as exposed as on all of them; on a bridge's not. */
    private static boolean reachable(Listener listener, Instance instance) {
        return listener.protocol().equals("tcp")
                && (listener.onAllInterfaces()
                        || listener.address().equals(instance.network().privateAddress()));
    }

    /** {@code ::} takes both; {@code 0.0.0.0} only IPv4, which no IPv6 range covers. */
    private static boolean meets(Listener listener, String range) {
        boolean ipv4Only = listener.address().indexOf(':') < 0 && !listener.address().equals("*");
        return !(ipv4Only && range.indexOf(':') >= 0);
    }

    private static boolean meant(Instance instance, Thresholds thresholds) {
        String tag = instance.tags().get(thresholds.get(Setting.PUBLIC_TAG_KEY));
        return tag != null && tag.strip().equalsIgnoreCase("true");
    }
}
