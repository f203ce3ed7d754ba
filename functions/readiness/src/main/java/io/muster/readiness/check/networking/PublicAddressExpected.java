package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Many hosts have a public address only because their subnet hands them out. Each is an entry that
 * was not intended, and is paid by the hour.
 */
public final class PublicAddressExpected extends Check.OfInstance {

    public PublicAddressExpected() {
        super(
                new Rule("public-address-expected", NETWORKING, MEDIUM),
                "A public IPv4 address is there on purpose",
                """
                # If it is meant, say so on the host:
                #   aws ec2 create-tags --region {region} --resources {id} --tags Key={tagKey},Value=true
                # If not, launch the next host in a subnet that hands out no public addresses, and reach it
                # through a load balancer, a NAT gateway or Session Manager. Where the address comes from:
                aws ec2 describe-network-interfaces --region {region} --filters Name=attachment.instance-id,Values={id} --query 'NetworkInterfaces[].[NetworkInterfaceId,SubnetId,Association.PublicIp,Association.IpOwnerId]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html");
        reads(Source.ADDRESSES);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        String tagKey = thresholds.get(Setting.PUBLIC_TAG_KEY);
        String expected = "no public IPv4 address, or the tag %s=true".formatted(tagKey);
        if ("true".equalsIgnoreCase(instance.tags().getOrDefault(tagKey, "").strip())) {
            return Verdict.ready(expected, "the tag %s says that it is meant".formatted(tagKey));
        }
        return fleet.addressesOf(instance)
                .map(elastic -> judge(instance, elastic, expected, tagKey))
                .orElseGet(
                        missing ->
                                instance.network().publicAddress() == null
                                        ? Verdict.unknown(expected, missing)
                                        : judge(instance, List.of(), expected, tagKey));
    }

    /** An Elastic IP of a second interface, or of a stopped host, shows only in its own list. */
    private static Verdict judge(
            Instance instance, List<Address> elastic, String expected, String tagKey) {
        String addresses =
                Stream.concat(
                                Stream.ofNullable(instance.network().publicAddress()),
                                elastic.stream()
                                        .map(Address::publicAddress)
                                        .filter(Objects::nonNull))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        if (!addresses.isEmpty()) {
            return Verdict.notReady(
                            expected,
                            "public IPv4 address %s, without the tag".formatted(addresses))
                    .withRemedyValue("tagKey", tagKey);
        }
        return switch (instance.state()) {
            case RUNNING -> Verdict.ready(expected, "no public IPv4 address");
            case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED ->
                    Verdict.notApplicable(
                            "the host has no public IPv4 address while it does not run; whether its subnet gives it one shows when it starts");
            case PENDING, UNRECOGNISED ->
                    Verdict.unknown(
                            expected, "the host does not run yet, and may still get an address");
        };
    }
}
