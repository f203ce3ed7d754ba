package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Reads the security groups and what they let in. */
final class SecurityGroupCollector implements Collector {

    private static final String ACTION = "ec2:DescribeSecurityGroups";
    private static final int PAGE = 1_000;

    private final Supplier<Ec2Client> ec2;

    SecurityGroupCollector(Supplier<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Set<String> actions() {
        return Set.of(ACTION);
    }

    /** The groups by id. */
    Fact<Map<String, SecurityGroup>> collect() {
        FieldReader read = new FieldReader();
        return operation(List.of()).byId(group -> translate(group, read));
    }

    /** Some groups only, by id. */
    Fact<Map<String, SecurityGroup>> collect(SortedSet<String> ids) {
        FieldReader read = new FieldReader();
        Map<String, SecurityGroup> found = new HashMap<>();
        return FilterValues.inChunks(
                        ids,
                        found,
                        chunk ->
                                operation(FilterValues.filter("group-id", chunk))
                                        .byId(group -> translate(group, read))
                                        .map(
                                                some -> {
                                                    found.putAll(some);
                                                    return found;
                                                }))
                .map(Map::copyOf);
    }

    private PagedOperation<
                    DescribeSecurityGroupsResponse,
                    software.amazon.awssdk.services.ec2.model.SecurityGroup>
            operation(List<Filter> filters) {
        return new PagedOperation<>(
                ACTION,
                token -> page(filters, token),
                DescribeSecurityGroupsResponse::nextToken,
                DescribeSecurityGroupsResponse::securityGroups,
                software.amazon.awssdk.services.ec2.model.SecurityGroup::groupId);
    }

    private DescribeSecurityGroupsResponse page(List<Filter> filters, @Nullable String token) {
        return ec2.get()
                .describeSecurityGroups(
                        DescribeSecurityGroupsRequest.builder()
                                .filters(filters)
                                .maxResults(PAGE)
                                .nextToken(token)
                                .build());
    }

    private static SecurityGroup translate(
            software.amazon.awssdk.services.ec2.model.SecurityGroup from, FieldReader read) {
        String id = FieldReader.bounded(from.groupId());
        String name = read.text(from.groupName());
        return new SecurityGroup(
                id,
                name == null ? id : name,
                read.text(from.vpcId()),
                from.ipPermissions().stream().map(rule -> translate(rule, read)).toList());
    }

    /**
     * A rule without a protocol could let anything in, so it does not pass as one that does not.
     */
    private static IngressRule translate(IpPermission from, FieldReader read) {
        return new IngressRule(
                read.text(from.ipProtocol(), "protocol in a rule"),
                from.fromPort(),
                from.toPort(),
                read.texts(from.ipRanges(), IpRange::cidrIp),
                read.texts(from.ipv6Ranges(), Ipv6Range::cidrIpv6),
                read.texts(from.prefixListIds(), PrefixListId::prefixListId),
                read.texts(from.userIdGroupPairs(), UserIdGroupPair::groupId));
    }
}
