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
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule that lets the world in does harm where a program answers behind it. EC2 knows the rule,
 * the guest the program: an Elasticsearch that was published by accident is found by joining both.
 */
public final class ListenerExposed extends Check.OfGuest {

    public ListenerExposed() {
        super(
                new Rule("listener-exposed", NETWORKING, CRITICAL),
                "No program answers the world unless it is meant to",
                limits -> EXPECTED,
                """
                # Let the program listen on 127.0.0.1 or a private address where that will do, and let in who needs
                # it instead of the world. Web ports are meant on a host whose tag says that it is public.
                # List the rules of {groups}, then take the open ones away by their id:
                #   aws ec2 revoke-security-group-ingress --region {region} --group-id GROUP --security-group-rule-ids RULE
                aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={groups} --query 'SecurityGroupRules[?IsEgress==`false`].[GroupId,SecurityGroupRuleId,IpProtocol,FromPort,ToPort,CidrIpv4,CidrIpv6]' --output table
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html");
        needs(Source.SECURITY_GROUPS);
        reads(Source.ADDRESSES);
    }

    private static final String EXPECTED = "no listener behind a rule that lets the world in";

    /** What a host with the public tag is there for. */
    private static final Set<Integer> WEB_PORTS = Set.of(80, 443);

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        if (guest.instance().network().securityGroupIds().isEmpty()) {
            return Verdict.unknown(EXPECTED, "EC2 reports no security group of the instance");
        }
        return Verdict.of(
                EXPECTED,
                guest.facts().network().listeners(),
                guest.fleet().securityGroupsOf(guest.instance()),
                (listeners, groups) -> judge(guest, listeners, groups, thresholds));
    }

    private static Verdict judge(
            Guest guest,
            Listing<Listener> listeners,
            List<SecurityGroup> groups,
            Thresholds thresholds) {
        VerdictBuilder found = new VerdictBuilder();
        found.unknownGaps(listeners, "listeners");
        Set<String> open = new TreeSet<>();
        boolean meant = meant(guest.instance(), thresholds);
        for (Listener listener : listeners) {
            boolean reachable = reachable(listener, guest.instance());
            if (reachable && !(meant && WEB_PORTS.contains(listener.port()))) {
                groups.forEach(group -> judge(listener, group, found, open));
            }
        }
        if (found.anyNotReady()) {
            found.evidence(OpenRules.reachability(guest.instance(), guest.fleet()));
        }
        Verdict verdict = found.verdict(EXPECTED, "no listener stands behind a rule for the world");
        return open.isEmpty() ? verdict : verdict.withRemedyValue("groups", String.join(",", open));
    }

    private static void judge(
            Listener listener, SecurityGroup group, VerdictBuilder found, Set<String> open) {
        for (IngressRule rule : group.ingress()) {
            if (!rule.coversTcp(listener.port())) {
                continue;
            }
            List<String> world =
                    rule.worldRanges().stream().filter(range -> meets(listener, range)).toList();
            if (!world.isEmpty()) {
                open.add(group.id());
                found.notReady(
                        "%s, and %s (%s) lets %s in"
                                .formatted(
                                        inWords(listener),
                                        group.id(),
                                        group.name(),
                                        String.join(", ", world)));
            }
            for (String prefixList : rule.prefixListIds()) {
                found.unknown(
                        "%s, and %s lets %s in, whose entries were not read"
                                .formatted(inWords(listener), group.id(), prefixList));
            }
        }
    }

    /** A tool names processes to root alone. */
    private static String inWords(Listener listener) {
        String process = listener.process();
        return "%s listens on TCP %d of %s"
                .formatted(
                        process == null ? "a process" : process,
                        listener.port(),
                        listener.onAllInterfaces() ? "all addresses" : listener.address());
    }

    /** On the host's own address a listener is as exposed as on all of them; on a bridge's not. */
    private static boolean reachable(Listener listener, Instance instance) {
        return listener.protocol().equals("tcp")
                && (listener.onAllInterfaces()
                        || listener.address().equals(instance.network().privateAddress()));
    }

    /** {@code ::} answers both; {@code 0.0.0.0} only IPv4, which no IPv6 range lets in. */
    private static boolean meets(Listener listener, String range) {
        boolean ipv4Only = listener.address().indexOf(':') < 0 && !listener.address().equals("*");
        return !(ipv4Only && range.indexOf(':') >= 0);
    }

    private static boolean meant(Instance instance, Thresholds thresholds) {
        String tag = instance.tags().get(thresholds.get(Setting.PUBLIC_TAG_KEY));
        return tag != null && tag.strip().equalsIgnoreCase("true");
    }
}
