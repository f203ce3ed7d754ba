package io.muster.aws.fleet;

import io.muster.aws.client.AnswerShapes;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
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
import software.amazon.awssdk.services.ssm.model.DescribeInstancePropertiesRequest;
import software.amazon.awssdk.services.ssm.model.DescribeInstancePropertiesResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;
import software.amazon.awssdk.services.ssm.model.InstanceProperty;
import software.amazon.awssdk.services.ssm.model.InstancePropertyFilter;
import software.amazon.awssdk.services.ssm.model.InstancePropertyFilterKey;

/**
 * Reads which instances Systems Manager manages. What it manages outside EC2 ({@code mi-...}, and
 * nodes of other clouds) is no instance of the scope and left out.
 *
 * <p>DescribeInstanceProperties gives 1,000 nodes a page, stopped ones among them, where
 * DescribeInstanceInformation gives 50. Where the role may not call the first, or the endpoint does
 * not offer it, the second is asked.
 */
final class ManagedNodeCollector extends SelectiveCollector<SsmClient, Map<String, ManagedNode>> {

    private static final String FALLBACK = "ssm:DescribeInstanceInformation";

    private static final int PAGE = 1_000;

    /** As many as a filter of DescribeInstanceProperties takes. */
    private static final int MAX_IDS = 40;

    private static final int FALLBACK_PAGE = 50;
    private static final String EC2_INSTANCE = "i-";

    ManagedNodeCollector(Supplier<SsmClient> ssm) {
        super(
                ssm,
                Source.MANAGED_NODES,
                "ssm:DescribeInstanceProperties",
                DescribeInstancePropertiesResponse.builder(),
                Source.INSTANCES,
                FleetCollector::running,
                FleetCollector.PRIMING_INSTANCE);
    }

    @Override
    Set<String> actions() {
        return Set.of(action(), FALLBACK);
    }

    /** Systems Manager forgets a stopped instance slowly; what matters is whether one runs. */
    @Override
    Fact<Map<String, ManagedNode>> all(FleetFacts before) {
        return nothing(before)
                ? Fact.known(Map.of())
                : orElse(properties(List.of()), () -> information(List.of()));
    }

    @Override
    Fact<Map<String, ManagedNode>> of(Scope scope, SortedSet<String> ids) {
        return orElse(
                FilterValues.inChunks(ids, MAX_IDS, this::properties),
                () -> FilterValues.inChunks(ids, FALLBACK_PAGE, this::information));
    }

    @Override
    Fact<Map<String, ManagedNode>> prime(Scope scope) {
        AnswerShapes.load(DescribeInstanceInformationResponse.builder());
        return super.prime(scope);
    }

    /**
     * What the first operation says; the second where the first is denied or not offered. If
     * neither says anything, the first's failure counts: it is the permission to give.
     */
    private static Fact<Map<String, ManagedNode>> orElse(
            Fact<Map<String, ManagedNode>> first, Supplier<Fact<Map<String, ManagedNode>>> second) {
        if (!(first instanceof Missing<?> missing && notOffered(missing.why()))) {
            return first;
        }
        return second.get() instanceof Known<Map<String, ManagedNode>> known ? known : first;
    }

    private static boolean notOffered(Why why) {
        return why == Why.DENIED || why == Why.NOT_SUPPORTED;
    }

    private Fact<Map<String, ManagedNode>> properties(List<String> ids) {
        DescribeInstancePropertiesRequest.Builder request =
                DescribeInstancePropertiesRequest.builder().maxResults(PAGE);
        if (!ids.isEmpty()) {
            request.instancePropertyFilterList(
                    InstancePropertyFilter.builder()
                            .key(InstancePropertyFilterKey.INSTANCE_IDS)
                            .valueSet(ids)
                            .build());
        }
        return new PagedOperation<>(
                        action(),
                        token ->
                                client().describeInstanceProperties(
                                                request.nextToken(token).build()),
                        DescribeInstancePropertiesResponse::nextToken,
                        this::inEc2,
                        InstanceProperty::instanceId)
                .byId(ManagedNodeCollector::translate);
    }

    private Fact<Map<String, ManagedNode>> information(List<String> ids) {
        DescribeInstanceInformationRequest.Builder request =
                DescribeInstanceInformationRequest.builder().maxResults(FALLBACK_PAGE);
        if (!ids.isEmpty()) {
            request.filters(
                    InstanceInformationStringFilter.builder()
                            .key("InstanceIds")
                            .values(ids)
                            .build());
        }
        return new PagedOperation<>(
                        FALLBACK,
                        token ->
                                client().describeInstanceInformation(
                                                request.nextToken(token).build()),
                        DescribeInstanceInformationResponse::nextToken,
                        ManagedNodeCollector::inEc2,
                        InstanceInformation::instanceId)
                .byId(ManagedNodeCollector::translate);
    }

    /** An answer without the list is no answer: it must not pass for one that is empty. */
    private List<InstanceProperty> inEc2(DescribeInstancePropertiesResponse page) {
        if (!page.hasInstanceProperties()) {
            throw UnreadableAnswer.withoutList(action());
        }
        return page.instanceProperties().stream()
                .filter(node -> inEc2(node.instanceId(), node.resourceType()))
                .toList();
    }

    private static List<InstanceInformation> inEc2(DescribeInstanceInformationResponse page) {
        if (!page.hasInstanceInformationList()) {
            throw UnreadableAnswer.withoutList(FALLBACK);
        }
        return page.instanceInformationList().stream()
                .filter(node -> inEc2(node.instanceId(), node.resourceTypeAsString()))
                .toList();
    }

    /** A node without an ID stays, so that it is told of instead of being passed over. */
    private static boolean inEc2(@Nullable String id, @Nullable String resourceType) {
        return (id == null || id.startsWith(EC2_INSTANCE))
                && (resourceType == null || resourceType.equals("EC2Instance"));
    }

    private static ManagedNode translate(InstanceProperty from, FieldReader read) {
        return new ManagedNode(
                FieldReader.bounded(from.instanceId()),
                PingStatus.ofLabel(from.pingStatusAsString()),
                from.lastPingDateTime(),
                read.text(from.platformTypeAsString()));
    }

    private static ManagedNode translate(InstanceInformation from, FieldReader read) {
        return new ManagedNode(
                FieldReader.bounded(from.instanceId()),
                PingStatus.ofLabel(from.pingStatusAsString()),
                from.lastPingDateTime(),
                read.text(from.platformTypeAsString()));
    }
}
