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
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Many instances have a public address only because their subnet assigns them. Each is an entry
 * that was not intended, and is billed by the hour.
 */
public final class PublicAddressExpected extends Check.OfInstance {

    public PublicAddressExpected() {
        super(
                new Rule("public-address-expected", NETWORKING, MEDIUM),
                """
                # {#tag}
                #   aws ec2 create-tags --region {region} --resources {id} --tags Key={tagKey},Value=true
                # {#subnet}
                aws ec2 describe-network-interfaces --region {region} --filters Name=attachment.instance-id,Values={id} --query 'NetworkInterfaces[].[NetworkInterfaceId,SubnetId,Association.PublicIp,Association.IpOwnerId]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html");
        reads(Source.ADDRESSES);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        String tagKey = thresholds.get(Setting.PUBLIC_TAG_KEY);
        Message expected = Message.of("public-address-expected.expected").with("tagKey", tagKey);
        if ("true".equalsIgnoreCase(instance.tags().getOrDefault(tagKey, "").strip())) {
            return Verdict.ready(
                    expected, Message.of("public-address-expected.tagged").with("tagKey", tagKey));
        }
        return fleet.addressesOf(instance)
                .map(elastic -> judge(instance, elastic, expected, tagKey))
                .orElseGet(
                        missing ->
                                instance.network().publicAddresses().isEmpty()
                                        ? Verdict.unknown(expected, missing)
                                        : judge(instance, List.of(), expected, tagKey));
    }

    /** An Elastic IP of a stopped instance may only be in its own list. */
    private static Verdict judge(
            Instance instance, List<Address> elastic, Message expected, String tagKey) {
        List<String> addresses =
                Stream.concat(
                                instance.network().publicAddresses().stream(),
                                elastic.stream()
                                        .map(Address::publicAddress)
                                        .filter(Objects::nonNull))
                        .distinct()
                        .sorted()
                        .toList();
        if (!addresses.isEmpty()) {
            return Verdict.notReady(
                            expected,
                            Message.of("public-address-expected.without-tag")
                                    .with("count", addresses.size())
                                    .with("tagKey", tagKey)
                                    .with("addresses", String.join(", ", addresses)))
                    .withRemedyValue("tagKey", tagKey);
        }
        return switch (instance.state()) {
            case RUNNING -> Verdict.ready(expected, Message.of("public-address-expected.none"));
            case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED ->
                    Verdict.notApplicable(Message.of("public-address-expected.not-running"));
            case PENDING, UNRECOGNISED ->
                    Verdict.unknown(expected, Message.of("public-address-expected.starting"));
        };
    }
}
