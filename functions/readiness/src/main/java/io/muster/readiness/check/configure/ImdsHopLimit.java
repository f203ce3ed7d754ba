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
import io.muster.readiness.text.Message;

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
                """
                # {#limit}
                aws ec2 modify-instance-metadata-options --region {region} --instance-id {id} --http-put-response-hop-limit {hops}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-existing-instances.html");
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        int most = thresholds.get(Setting.IMDS_MAXIMUM_HOPS);
        Message expected = Message.of("imds-hop-limit.expected").with("limit", most);
        MetadataOptions options = instance.options().metadata();
        if (options == null) {
            return Verdict.unknown(expected, Message.of("configure.metadata-options-not-returned"));
        }
        if (!options.enabled()) {
            return Verdict.ready(expected, Message.of("configure.metadata-service-off"));
        }
        Integer limit = options.hopLimit();
        if (limit == null) {
            return Verdict.unknown(expected, Message.of("imds-hop-limit.not-returned"));
        }
        boolean within = limit <= most;
        Message actual =
                Message.of(within ? "imds-hop-limit.within" : "imds-hop-limit.above")
                        .with("hops", limit);
        Verdict verdict =
                within
                        ? Verdict.ready(expected, actual)
                        : Verdict.notReady(expected, actual)
                                .withRemedyValue("hops", Integer.toString(most));
        return options.tokensRequired()
                ? verdict
                : verdict.withEvidence(Message.of("imds-hop-limit.imdsv1"));
    }
}
