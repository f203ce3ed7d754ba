package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;

/** Reads the security groups and what they let in. */
final class SecurityGroupCollector
        extends SelectiveCollector<Ec2Client, Map<String, SecurityGroup>> {

    private static final int PAGE = 1_000;

    SecurityGroupCollector(Supplier<Ec2Client> ec2) {
        super(
                ec2,
                Source.SECURITY_GROUPS,
                "ec2:DescribeSecurityGroups",
                DescribeSecurityGroupsResponse.builder(),
                FleetCollector.LAUNCHES,
                FleetCollector::securityGroupIds,
                "sg-00000000000000000");
    }

    /** A whole scope is listed without them. */
    @Override
    Set<Source<?>> after() {
        return Set.of();
    }

    @Override
    Fact<Map<String, SecurityGroup>> all(FleetFacts before) {
        return matching(List.of());
    }

    @Override
    Fact<Map<String, SecurityGroup>> of(Scope scope, SortedSet<String> ids) {
        return FilterValues.matching("group-id", ids, this::matching);
    }

    private Fact<Map<String, SecurityGroup>> matching(List<Filter> filters) {
        DescribeSecurityGroupsRequest.Builder request =
                DescribeSecurityGroupsRequest.builder().filters(filters).maxResults(PAGE);
        return new PagedOperation<>(
                        action(),
                        token -> client().describeSecurityGroups(request.nextToken(token).build()),
                        DescribeSecurityGroupsResponse::nextToken,
                        DescribeSecurityGroupsResponse::securityGroups,
                        group -> group.groupId())
                .byId(SecurityGroupCollector::translate);
    }

    private static SecurityGroup translate(
            software.amazon.awssdk.services.ec2.model.SecurityGroup from, FieldReader read) {
        String id = FieldReader.bounded(from.groupId());
        String name = read.text(from.groupName());
        return new SecurityGroup(
                id,
                name == null ? id : name,
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
                read.texts(from.prefixListIds(), PrefixListId::prefixListId));
    }
}
