package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.GuestFacts.Network;
import io.muster.readiness.guest.ResolverSettings;
import io.muster.readiness.text.Message;

/**
 * An instance that resolves no name reaches no database, no package repository and no AWS endpoint.
 */
public final class DnsResolves extends Check.OfGuest {

    public DnsResolves() {
        super(
                new Rule("dns-resolves", NETWORKING, HIGH),
                limits -> EXPECTED,
                """
                # {#resolver}
                #   cat /etc/resolv.conf
                #   getent ahosts sts.amazonaws.com
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html");
    }

    private static final Message EXPECTED = Message.of("dns-resolves.expected");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Network network = guest.facts().network();
        Message servers =
                network.resolver()
                        .map(DnsResolves::servers)
                        .orElseGet(
                                missing ->
                                        Message.of("dns-resolves.name-servers-unknown")
                                                .with("reason", missing.detail()));
        return Verdict.of(
                EXPECTED,
                network.nameResolution(),
                name ->
                        name.resolved()
                                ? Verdict.ready(
                                        EXPECTED, Message.of("dns-resolves.resolved"), servers)
                                : Verdict.notReady(
                                        EXPECTED, Message.of("dns-resolves.no-address"), servers));
    }

    private static Message servers(ResolverSettings settings) {
        return settings.nameservers().isEmpty()
                ? Message.of("dns-resolves.no-name-server")
                : Message.of("dns-resolves.name-servers")
                        .with("servers", String.join(", ", settings.nameservers()));
    }
}
