package io.muster.readiness.check.configure;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fleet.Fleet;

/**
 * IMDSv1 answers anybody who can make the host send a request, which is how credentials were stolen
 * through forged server-side requests; IMDSv2 wants a token first.
 */
public final class Imdsv2Required implements Check.OfInstance {

    private static final Spec SPEC =
            Spec.of(
                    "imdsv2-required",
                    ChecklistRow.CONFIGURE,
                    Severity.HIGH,
                    ResourceType.INSTANCE,
                    "The instance metadata service answers IMDSv2 only",
                    """
                    # Software that still calls IMDSv1 stops getting credentials: look at the metric
                    # MetadataNoToken of the instance first.
                    aws ec2 modify-instance-metadata-options --region {region} --instance-id {id} --http-tokens required
                    """,
                    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-existing-instances.html");

    private static final String EXPECTED = "HttpTokens is required, or the service is off";

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        MetadataOptions options = instance.options().metadata();
        if (options == null) {
            return Verdict.unknown(EXPECTED, "EC2 reports no metadata options");
        }
        if (!options.enabled()) {
            return Verdict.ready(EXPECTED, "the metadata service is off");
        }
        return options.tokensRequired()
                ? Verdict.ready(EXPECTED, "HttpTokens is required")
                : Verdict.notReady(EXPECTED, "HttpTokens is optional");
    }
}
