package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.Source;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
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
final class OfferingCollector extends SelectiveCollector<Ec2Client, Map<String, Set<String>>> {

    private static final int PAGE = 1_000;

    OfferingCollector(Supplier<Ec2Client> ec2) {
        super(
                ec2,
                Source.OFFERINGS,
                "ec2:DescribeInstanceTypeOfferings",
                DescribeInstanceTypeOfferingsResponse.builder(),
                Source.INSTANCE_TYPES,
                Map::keySet,
                "m5.large");
    }

    /** The zones by type; a type that no zone offers is not in the map. */
    @Override
    Fact<Map<String, Set<String>>> of(Scope scope, SortedSet<String> types) {
        FieldReader read = new FieldReader();
        return FilterValues.matching(
                "instance-type",
                types,
                some ->
                        operation(some)
                                .into(
                                        new HashMap<String, Set<String>>(),
                                        (zones, row) -> add(zones, row, read))
                                .map(OfferingCollector::unmodifiable));
    }

    private PagedOperation<DescribeInstanceTypeOfferingsResponse, InstanceTypeOffering> operation(
            List<Filter> filters) {
        DescribeInstanceTypeOfferingsRequest.Builder request =
                DescribeInstanceTypeOfferingsRequest.builder()
                        .locationType(LocationType.AVAILABILITY_ZONE)
                        .filters(filters)
                        .maxResults(PAGE);
        return new PagedOperation<>(
                action(),
                token -> client().describeInstanceTypeOfferings(request.nextToken(token).build()),
                DescribeInstanceTypeOfferingsResponse::nextToken,
                DescribeInstanceTypeOfferingsResponse::instanceTypeOfferings,
                InstanceTypeOffering::instanceTypeAsString);
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
