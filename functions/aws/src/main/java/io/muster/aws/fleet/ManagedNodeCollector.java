package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.ManagedNode.PingStatus;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
                "i-00000000000000000");
    }

    @Override
    Set<Source<?>> after() {
        return Set.of(Source.INSTANCES);
    }

    /** Systems Manager forgets a stopped instance slowly; what matters is whether one runs. */
    @Override
    Fact<Map<String, ManagedNode>> all(FleetFacts before) {
        return ids(before).map(Set::isEmpty).orElse(false)
                ? Fact.known(Map.of())
                : operation(List.of()).byId(ManagedNodeCollector::translate);
    }

    @Override
    Fact<Set<String>> ids(FleetFacts before) {
        return before.get(Source.INSTANCES).map(FleetCollector::running);
    }

    @Override
    Fact<Map<String, ManagedNode>> of(Scope scope, SortedSet<String> ids) {
        return FilterValues.inChunks(
                ids, PAGE, some -> operation(filter(some)).byId(ManagedNodeCollector::translate));
    }

    private static List<InstanceInformationStringFilter> filter(List<String> ids) {
        return List.of(
                InstanceInformationStringFilter.builder().key("InstanceIds").values(ids).build());
    }

    private PagedOperation<DescribeInstanceInformationResponse, InstanceInformation> operation(
            List<InstanceInformationStringFilter> filters) {
        return new PagedOperation<>(
                action(),
                token -> page(filters, token),
                DescribeInstanceInformationResponse::nextToken,
                this::instances,
                InstanceInformation::instanceId);
    }

    private DescribeInstanceInformationResponse page(
            List<InstanceInformationStringFilter> filters, @Nullable String token) {
        DescribeInstanceInformationRequest.Builder request =
                DescribeInstanceInformationRequest.builder().maxResults(PAGE).nextToken(token);
        return client().describeInstanceInformation(
                        (filters.isEmpty() ? request : request.filters(filters)).build());
    }

    /** An answer without the list is no answer: it must not pass for one that is empty. */
    private List<InstanceInformation> instances(DescribeInstanceInformationResponse page) {
        if (!page.hasInstanceInformationList()) {
            throw new UnreadableAnswer(
                    action() + " answered without its list. Look at the endpoint");
        }
        return page.instanceInformationList().stream()
                .filter(
                        node ->
                                node.instanceId() == null
                                        || node.instanceId().startsWith(EC2_INSTANCE))
                .toList();
    }

    private static ManagedNode translate(InstanceInformation from, FieldReader read) {
        return new ManagedNode(
                FieldReader.bounded(from.instanceId()),
                PingStatus.ofLabel(from.pingStatusAsString()),
                from.lastPingDateTime(),
                read.text(from.platformTypeAsString()));
    }
}
