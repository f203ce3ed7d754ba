package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;

/**
 * Reads which zones offer which of the types of interest.
 *
 * <p>All offerings of a large region are some 5,000 rows, a thousand to the page; the types of
 * interest are fewer than 400, so that two questions of up to 200 types each bring what matters in
 * about two pages.
 */
final class OfferingCollector implements Collector {

    private static final String ACTION = "ec2:DescribeInstanceTypeOfferings";
    private static final int PAGE = 1_000;

    private final Supplier<Ec2Client> ec2;

    OfferingCollector(Supplier<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Set<String> actions() {
        return Set.of(ACTION);
    }

    /** The zones by type; a type that no zone offers is not in the map. */
    Fact<Map<String, Set<String>>> collect(Set<String> types) {
        FieldReader read = new FieldReader();
        Map<String, Set<String>> zones = new HashMap<>();
        return FilterValues.inChunks(
                        new TreeSet<>(types),
                        zones,
                        chunk -> operation(chunk).into(zones, (all, row) -> add(all, row, read)))
                .map(OfferingCollector::unmodifiable);
    }

    private PagedOperation<DescribeInstanceTypeOfferingsResponse, InstanceTypeOffering> operation(
            List<String> types) {
        return new PagedOperation<>(
                ACTION,
                token -> page(types, token),
                DescribeInstanceTypeOfferingsResponse::nextToken,
                DescribeInstanceTypeOfferingsResponse::instanceTypeOfferings,
                InstanceTypeOffering::instanceTypeAsString);
    }

    private DescribeInstanceTypeOfferingsResponse page(List<String> types, @Nullable String token) {
        return ec2.get()
                .describeInstanceTypeOfferings(
                        DescribeInstanceTypeOfferingsRequest.builder()
                                .locationType(LocationType.AVAILABILITY_ZONE)
                                .filters(
                                        Filter.builder()
                                                .name("instance-type")
                                                .values(types)
                                                .build())
                                .maxResults(PAGE)
                                .nextToken(token)
                                .build());
    }

    private static void add(
            Map<String, Set<String>> zones, InstanceTypeOffering row, FieldReader read) {
        String type = read.text(row.instanceTypeAsString(), "instance type");
        zones.computeIfAbsent(type, unused -> new HashSet<>())
                .add(read.text(row.location(), "location"));
    }

    private static Map<String, Set<String>> unmodifiable(Map<String, Set<String>> zones) {
        zones.replaceAll((type, of) -> Set.copyOf(of));
        return Map.copyOf(zones);
    }
}
