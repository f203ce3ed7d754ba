package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.ManagedNode.PingStatus;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationRequest;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;

/**
 * Reads which instances Systems Manager manages. What it manages outside EC2 ({@code mi-...}) is no
 * instance of the scope and left out.
 */
final class ManagedNodeCollector extends SelectiveCollector<SsmClient, Map<String, ManagedNode>> {

    private static final int PAGE = 50;
    private static final String EC2_INSTANCE = "i-";

    ManagedNodeCollector(Supplier<SsmClient> ssm) {
        super(
                ssm,
                Source.MANAGED_NODES,
                "ssm:DescribeInstanceInformation",
                DescribeInstanceInformationResponse.builder(),
                Source.INSTANCES,
                FleetCollector::running,
                "i-00000000000000000");
    }

    /** Systems Manager forgets a stopped instance slowly; what matters is whether one runs. */
    @Override
    Fact<Map<String, ManagedNode>> all(FleetFacts before) {
        return nothing(before) ? Fact.known(Map.of()) : named(List.of());
    }

    @Override
    Fact<Map<String, ManagedNode>> of(Scope scope, SortedSet<String> ids) {
        return FilterValues.inChunks(ids, PAGE, this::named);
    }

    private Fact<Map<String, ManagedNode>> named(List<String> ids) {
        DescribeInstanceInformationRequest.Builder request =
                DescribeInstanceInformationRequest.builder().maxResults(PAGE);
        if (!ids.isEmpty()) {
            request.filters(
                    InstanceInformationStringFilter.builder()
                            .key("InstanceIds")
                            .values(ids)
                            .build());
        }
        return new PagedOperation<>(
                        action(),
                        token ->
                                client().describeInstanceInformation(
                                                request.nextToken(token).build()),
                        DescribeInstanceInformationResponse::nextToken,
                        this::instances,
                        InstanceInformation::instanceId)
                .byId(ManagedNodeCollector::translate);
    }

    /** An answer without the list is no answer: it must not pass for one that is empty. */
    private List<InstanceInformation> instances(DescribeInstanceInformationResponse page) {
        if (!page.hasInstanceInformationList()) {
            throw UnreadableAnswer.withoutList(action());
        }
        return page.instanceInformationList().stream().filter(ManagedNodeCollector::inEc2).toList();
    }

    private static boolean inEc2(InstanceInformation node) {
        return node.instanceId() == null || node.instanceId().startsWith(EC2_INSTANCE);
    }

    private static ManagedNode translate(InstanceInformation from, FieldReader read) {
        return new ManagedNode(
                FieldReader.bounded(from.instanceId()),
                PingStatus.ofLabel(from.pingStatusAsString()),
                from.lastPingDateTime(),
                read.text(from.platformTypeAsString()));
    }
}
