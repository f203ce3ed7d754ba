package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.GuestFacts.Network;
import io.muster.readiness.guest.ResolverSettings;

/** A host that resolves no name reaches no database, no package mirror and no AWS endpoint. */
public final class DnsResolves extends Check.OfGuest {

    public DnsResolves() {
        super(
                new Rule("dns-resolves", NETWORKING, HIGH),
                "The guest resolves names",
                limits -> EXPECTED,
                """
                # The resolver of the VPC is its base address plus two, and 169.254.169.253. See what the guest asks
                # instead, and whether a rule or a route keeps it from there, in the shell that this opens:
                #   cat /etc/resolv.conf
                #   getent ahosts sts.amazonaws.com
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html");
    }

    private static final String EXPECTED = "a public name resolves";

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Network network = guest.facts().network();
        String servers = network.resolver().map(DnsResolves::servers).orElseGet(Missing::detail);
        return Verdict.of(
                EXPECTED,
                network.nameResolution(),
                name ->
                        name.resolved()
                                ? Verdict.ready(EXPECTED, "the guest resolves names", servers)
                                : Verdict.notReady(
                                        EXPECTED,
                                        "the guest got no address for a public name",
                                        servers));
    }

    private static String servers(ResolverSettings settings) {
        return settings.nameservers().isEmpty()
                ? "/etc/resolv.conf names no server"
                : "/etc/resolv.conf names " + String.join(", ", settings.nameservers());
    }
}
