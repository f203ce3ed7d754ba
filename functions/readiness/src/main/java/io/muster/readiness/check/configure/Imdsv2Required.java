package io.muster.readiness.check.configure;

import static io.muster.readiness.checklist.ChecklistRow.CONFIGURE;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.fleet.Fleet;

/**
 * IMDSv1 answers any client that can make the host send a request, which is how credentials were
 * stolen through forged server-side requests; IMDSv2 wants a token first.
 */
public final class Imdsv2Required extends Check.OfInstance {

    public Imdsv2Required() {
        super(
                new Rule("imdsv2-required", CONFIGURE, HIGH),
                "The instance metadata service answers IMDSv2 only",
                """
                # Software that still calls IMDSv1 stops getting credentials: look at the metric
                # MetadataNoToken of the instance first.
                aws ec2 modify-instance-metadata-options --region {region} --instance-id {id} --http-tokens required
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-existing-instances.html");
    }

    private static final String EXPECTED = "HttpTokens is required, or the service is off";

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
