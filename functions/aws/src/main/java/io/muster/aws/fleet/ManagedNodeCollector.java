package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.ManagedNode.PingStatus;
import java.util.HashMap;
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
public final class ManagedNodeCollector implements Collector {

    private static final String ACTION = "ssm:DescribeInstanceInformation";
    private static final int PAGE = 50;
    private static final String EC2_INSTANCE = "i-";

    private final Supplier<SsmClient> ssm;

    public ManagedNodeCollector(Supplier<SsmClient> ssm) {
        this.ssm = ssm;
    }

    @Override
    public Set<String> actions() {
        return Set.of(ACTION);
    }

    /** The managed nodes by instance id. */
    public Fact<Map<String, ManagedNode>> collect() {
        FieldReader read = new FieldReader();
        return operation(List.of()).byId(node -> translate(node, read));
    }

    /** Those of some instances only; one that is not managed is not among them. */
    Fact<Map<String, ManagedNode>> of(SortedSet<String> instanceIds) {
        FieldReader read = new FieldReader();
        Map<String, ManagedNode> found = new HashMap<>();
        return FilterValues.inChunks(
                        List.copyOf(instanceIds),
                        PAGE,
                        found,
                        chunk ->
                                operation(filter(chunk))
                                        .byId(node -> translate(node, read))
                                        .map(some -> FilterValues.joined(found, some)))
                .map(Map::copyOf);
    }

    private static List<InstanceInformationStringFilter> filter(List<String> ids) {
        return List.of(
                InstanceInformationStringFilter.builder().key("InstanceIds").values(ids).build());
    }

    private PagedOperation<DescribeInstanceInformationResponse, InstanceInformation> operation(
            List<InstanceInformationStringFilter> filters) {
        return new PagedOperation<>(
                ACTION,
                token -> page(filters, token),
                DescribeInstanceInformationResponse::nextToken,
                ManagedNodeCollector::instances,
                InstanceInformation::instanceId);
    }

    private DescribeInstanceInformationResponse page(
            List<InstanceInformationStringFilter> filters, @Nullable String token) {
        DescribeInstanceInformationRequest.Builder request =
                DescribeInstanceInformationRequest.builder().maxResults(PAGE).nextToken(token);
        return ssm.get()
                .describeInstanceInformation(
                        (filters.isEmpty() ? request : request.filters(filters)).build());
    }

    /** An answer without the list is no answer: it must not pass for one that is empty. */
    private static List<InstanceInformation> instances(DescribeInstanceInformationResponse page) {
        if (!page.hasInstanceInformationList()) {
            throw new UnreadableAnswer(ACTION + " answered without its list. Look at the endpoint");
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
                read.text(from.agentVersion()),
                read.text(from.platformTypeAsString()),
                read.text(from.platformName()));
    }
}
