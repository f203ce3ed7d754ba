package io.muster.aws.fleet;

import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Fact;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Reads the Elastic IP addresses, which EC2 lists in one piece. */
final class AddressCollector implements Collector {

    private static final String ACTION = "ec2:DescribeAddresses";

    private final Supplier<Ec2Client> ec2;

    AddressCollector(Supplier<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Set<String> actions() {
        return Set.of(ACTION);
    }

    Fact<List<Address>> collect() {
        FieldReader read = new FieldReader();
        return new PagedOperation<>(
                        ACTION,
                        token -> ec2.get().describeAddresses(),
                        PagedOperation.<DescribeAddressesResponse>noNext(),
                        DescribeAddressesResponse::addresses,
                        AddressCollector::id)
                .list(address -> translate(address, read));
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
