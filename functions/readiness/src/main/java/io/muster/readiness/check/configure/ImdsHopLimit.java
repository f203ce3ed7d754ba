package io.muster.readiness.check.configure;

import static io.muster.readiness.checklist.ChecklistRow.CONFIGURE;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.fleet.Fleet;
import java.util.List;

/**
 * Every hop that the metadata service's answer may travel is a container, proxy or tunnel that may
 * ask for the host's credentials. One hop is the host itself, and a container behind a bridge needs
 * a second; nothing that belongs to the host needs a third.
 *
 * <p>The limit applies to IMDSv2's tokens, so that it protects only where tokens are required:
 * {@link Imdsv2Required} looks at that.
 */
public final class ImdsHopLimit extends Check.OfInstance {

    public ImdsHopLimit() {
        super(
                new Rule("imds-hop-limit", CONFIGURE, MEDIUM),
                "The metadata service answers no further than it has to",
                """
                # Two hops reach containers behind a bridge. One is enough where no container needs the service.
                # In an Auto Scaling group change the launch template too, or the next instance has it again.
                aws ec2 modify-instance-metadata-options --region {region} --instance-id {id} --http-put-response-hop-limit {hops}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-existing-instances.html");
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        int most = thresholds.get(Setting.IMDS_MAXIMUM_HOPS);
        String expected =
                "HttpPutResponseHopLimit is at most %d, or the service is off".formatted(most);
        MetadataOptions options = instance.options().metadata();
        if (options == null) {
            return Verdict.unknown(expected, "EC2 reports no metadata options");
        }
        if (!options.enabled()) {
            return Verdict.ready(expected, "the metadata service is off");
        }
        Integer limit = options.hopLimit();
        if (limit == null) {
            return Verdict.unknown(expected, "EC2 reports no hop limit");
        }
        String actual = "HttpPutResponseHopLimit is " + limit;
        Verdict verdict =
                limit <= most
                        ? Verdict.ready(expected, actual)
                        : Verdict.notReady(expected, actual)
                                .withRemedyValue("hops", Integer.toString(most));
        return options.tokensRequired()
                ? verdict
                : verdict.withLines(
                        List.of("HttpTokens is optional: IMDSv1 answers whatever the limit"));
    }
}
