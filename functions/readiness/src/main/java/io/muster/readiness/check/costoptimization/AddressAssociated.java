package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fleet.Fleet;
import java.util.Optional;

/** A public IPv4 address is paid by the hour, whether or not anything answers on it. */
public final class AddressAssociated extends Check.OfAddress {

    public AddressAssociated() {
        super(
                new Rule("address-associated", COST_OPTIMIZATION, MEDIUM),
                "The Elastic IP address is associated",
                """
                # A released address goes back to AWS, and may belong to a stranger tomorrow: first see that no DNS
                # record and no allow list of a partner names it. Then take --dry-run off.
                aws ec2 release-address --region {region} --allocation-id {id} --dry-run
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html");
    }

    private static final String EXPECTED = "associated with a host or a network interface";

    @Override
    public Verdict judge(Address address, Fleet fleet, Thresholds thresholds) {
        if (!address.associated()) {
            String own = address.publicAddress();
            return Verdict.notReady(
                    EXPECTED, (own == null ? "the address" : own) + " is associated with nothing");
        }
        String with =
                Optional.ofNullable(address.instanceId())
                        .or(() -> Optional.ofNullable(address.networkInterfaceId()))
                        .orElse("something that EC2 does not name");
        return Verdict.ready(EXPECTED, "associated with " + with);
    }
}
