package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.ScalingPolicy;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;

/** Reads the scaling policies of all groups in one pass. */
final class ScalingPolicyCollector extends SourceCollector<AutoScalingClient, List<ScalingPolicy>> {

    private static final int PAGE = 100;

    ScalingPolicyCollector(Supplier<AutoScalingClient> autoScaling) {
        super(
                autoScaling,
                Source.SCALING_POLICIES,
                "autoscaling:DescribePolicies",
                DescribePoliciesResponse.builder());
    }

    @Override
    Set<Source<?>> after() {
        return Set.of(Source.AUTO_SCALING_GROUPS);
    }

    @Override
    Fact<List<ScalingPolicy>> all(FleetFacts before) {
        if (before.get(Source.AUTO_SCALING_GROUPS).map(List::isEmpty).orElse(false)) {
            return Fact.known(List.of());
        }
        DescribePoliciesRequest.Builder request =
                DescribePoliciesRequest.builder().maxRecords(PAGE);
        return new PagedOperation<>(
                        action(),
                        token -> client().describePolicies(request.nextToken(token).build()),
                        DescribePoliciesResponse::nextToken,
                        DescribePoliciesResponse::scalingPolicies,
                        ScalingPolicyCollector::id)
                .list(ScalingPolicyCollector::translate);
    }

    /** A policy's name is its own only within its group. */
    private static @Nullable String id(
            software.amazon.awssdk.services.autoscaling.model.ScalingPolicy from) {
        return from.policyName() == null
                ? null
                : from.autoScalingGroupName() + "/" + from.policyName();
    }

    /** A policy that does not say it is disabled is enabled, which is AWS's default. */
    private static ScalingPolicy translate(
            software.amazon.awssdk.services.autoscaling.model.ScalingPolicy from,
            FieldReader read) {
        return new ScalingPolicy(
                FieldReader.bounded(FieldReader.required(from.policyName(), "name")),
                read.text(from.autoScalingGroupName(), "group"),
                read.text(from.policyType()),
                !Boolean.FALSE.equals(from.enabled()));
    }
}
