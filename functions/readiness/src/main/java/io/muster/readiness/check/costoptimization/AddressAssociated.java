package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;
import java.util.Optional;

/** A public IPv4 address is billed by the hour, whether or not it is in use. */
public final class AddressAssociated extends Check.OfAddress {

    public AddressAssociated() {
        super(
                new Rule("address-associated", COST_OPTIMIZATION, MEDIUM),
                """
                # {#release}
                aws ec2 release-address --region {region} --allocation-id {id} --dry-run
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html");
    }

    private static final Message EXPECTED = Message.of("address-associated.expected");

    @Override
    public Verdict judge(Address address, Fleet fleet, Thresholds thresholds) {
        return address.associated()
                ? Verdict.ready(EXPECTED, associated(address))
                : Verdict.notReady(EXPECTED, notAssociated(address))
                        .saving(AddressPrice.monthly(fleet.scope()).orElse(null));
    }

    private static Message associated(Address address) {
        return Optional.ofNullable(address.instanceId())
                .or(() -> Optional.ofNullable(address.networkInterfaceId()))
                .map(id -> Message.of("address-associated.associated").with("resource", id))
                .orElseGet(() -> Message.of("address-associated.associated-unnamed"));
    }

    private static Message notAssociated(Address address) {
        String own = address.publicAddress();
        return own == null
                ? Message.of("address-associated.not-associated-unnamed")
                : Message.of("address-associated.not-associated").with("address", own);
    }
}
