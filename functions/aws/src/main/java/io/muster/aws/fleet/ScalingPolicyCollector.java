package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.ScalingPolicy;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;

/** Reads the scaling policies of all groups in one pass. */
final class ScalingPolicyCollector implements Collector {

    private static final String ACTION = "autoscaling:DescribePolicies";
    private static final int PAGE = 100;

    private final Supplier<AutoScalingClient> autoScaling;

    ScalingPolicyCollector(Supplier<AutoScalingClient> autoScaling) {
        this.autoScaling = autoScaling;
    }

    @Override
    public Set<String> actions() {
        return Set.of(ACTION);
    }

    Fact<List<ScalingPolicy>> collect() {
        FieldReader read = new FieldReader();
        return new PagedOperation<>(
                        ACTION,
                        this::page,
                        DescribePoliciesResponse::nextToken,
                        DescribePoliciesResponse::scalingPolicies,
                        ScalingPolicyCollector::id)
                .list(policy -> translate(policy, read));
    }

    private DescribePoliciesResponse page(@Nullable String token) {
        return autoScaling
                .get()
                .describePolicies(
                        DescribePoliciesRequest.builder()
                                .maxRecords(PAGE)
                                .nextToken(token)
                                .build());
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
