package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule for a port that nothing listens on is a left-over of a service that moved away. It is no
 * risk until another program takes the port, and by then it is forgotten that it is open.
 */
public final class OpenPortUnused extends Check.OfGuest {

    public OpenPortUnused() {
        super(
                new Rule("open-port-unused", NETWORKING, LOW),
                limits -> EXPECTED,
                """
                # {#interfaces}
                aws ec2 describe-network-interfaces --region {region} --filters Name=group-id,Values={groups} --query 'NetworkInterfaces[].[NetworkInterfaceId,Attachment.InstanceId,Description]' --output table
                # {#revoke}
                #   aws ec2 revoke-security-group-ingress --region {region} --group-id GROUP --security-group-rule-ids RULE
                aws ec2 describe-security-group-rules --region {region} --filters Name=group-id,Values={groups} --output table
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html");
        needs(Source.SECURITY_GROUPS);
        reads(Source.PREFIX_LISTS);
    }

    private static final Message EXPECTED = Message.of("open-port-unused.expected");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        if (guest.instance().network().securityGroupIds().isEmpty()) {
            return Verdict.unknown(EXPECTED, Message.of("networking.no-security-group"));
        }
        return Verdict.of(
                EXPECTED,
                guest.facts().network().listeners(),
                guest.fleet().securityGroupsOf(guest.instance()),
                (listeners, groups) -> judge(guest, listeners, groups));
    }

    private static Verdict judge(
            Guest guest, Listing<Listener> listeners, List<SecurityGroup> groups) {
        VerdictBuilder found = new VerdictBuilder();
        Set<String> unused = new TreeSet<>();
        for (SecurityGroup group : groups) {
            for (IngressRule rule : group.ingress()) {
                if (forSomeTcpPorts(rule) && !used(rule, listeners)) {
                    object(guest, listeners, group, TcpPort.label(rule), found);
                    unused.add(group.id());
                }
            }
        }
        Verdict verdict = found.verdict(EXPECTED, Message.of("open-port-unused.used"));
        return found.anyNotReady()
                ? verdict.withRemedyValue("groups", String.join(",", unused))
                : verdict;
    }

    /** That nothing listens is only known of a whole list, and where ports are not forwarded. */
    private static void object(
            Guest guest,
            Listing<Listener> listeners,
            SecurityGroup group,
            String port,
            VerdictBuilder found) {
        if (!listeners.complete()) {
            found.unknown(
                    Message.of("open-port-unused.not-all-listeners")
                            .with("port", port)
                            .with("group", group.id())
                            .with("name", group.name())
                            .with("gaps", listeners.gaps()));
            return;
        }
        boolean containers =
                guest.facts().software().containers() instanceof Known<Listing<Container>> all
                        && !all.value().isEmpty();
        Message unused =
                Message.of(containers ? "open-port-unused.container" : "open-port-unused.unused")
                        .with("port", port)
                        .with("group", group.id())
                        .with("name", group.name());
        if (containers) {
            found.unknown(unused);
        } else {
            found.notReady(unused);
        }
    }

    /** A rule for all ports is for none in particular: all-ports-closed-to-world judges it. */
    private static boolean forSomeTcpPorts(IngressRule rule) {
        boolean tcp = rule.protocol().equals("tcp") || rule.protocol().equals("6");
        return tcp && !rule.everyPort();
    }

    private static boolean used(IngressRule rule, Listing<Listener> listeners) {
        return listeners.contains(
                listener ->
                        listener.protocol().equals("tcp")
                                && !listener.loopbackOnly()
                                && rule.coversTcp(listener.port()));
    }
}
