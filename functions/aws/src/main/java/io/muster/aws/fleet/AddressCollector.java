package io.muster.aws.fleet;

import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Reads the Elastic IP addresses, which EC2 lists in one piece. */
final class AddressCollector extends SourceCollector<Ec2Client, List<Address>> {

    AddressCollector(Supplier<Ec2Client> ec2) {
        super(ec2, Source.ADDRESSES, "ec2:DescribeAddresses", DescribeAddressesResponse.builder());
    }

    @Override
    Fact<List<Address>> all(FleetFacts before) {
        return new PagedOperation<>(
                        action(),
                        token -> client().describeAddresses(),
                        PagedOperation.<DescribeAddressesResponse>noNext(),
                        DescribeAddressesResponse::addresses,
                        AddressCollector::id)
                .list(AddressCollector::translate);
    }

    /** One call lists them, so it is worth asking where there is an instance. */
    @Override
    boolean selective() {
        return true;
    }

    @Override
    Fact<List<Address>> some(FleetFacts before) {
        return before.get(Source.INSTANCES)
                .flatMap(hosts -> hosts.isEmpty() ? Fact.known(List.of()) : all(before));
    }

    private static @Nullable String id(software.amazon.awssdk.services.ec2.model.Address from) {
        return from.allocationId() == null ? from.publicIp() : from.allocationId();
    }

    /** EC2 says an empty id where emulators and EC2-Classic's heirs have no instance. */
    private static Address translate(
            software.amazon.awssdk.services.ec2.model.Address from, FieldReader read) {
        return new Address(
                FieldReader.bounded(FieldReader.required(id(from), "id")),
                read.text(from.publicIp()),
                present(from.associationId()),
                present(from.instanceId()),
                present(from.networkInterfaceId()),
                read.tags(from.tags(), Tag::key, Tag::value));
    }

    private static @Nullable String present(@Nullable String id) {
        return id == null || id.isEmpty() ? null : FieldReader.bounded(id);
    }
}
