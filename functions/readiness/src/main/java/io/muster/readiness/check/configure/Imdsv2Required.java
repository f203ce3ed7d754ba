package io.muster.readiness.check.configure;

import static io.muster.readiness.checklist.ChecklistRow.CONFIGURE;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.fact.MetadataDefaults;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.List;

/**
 * IMDSv1 answers any client that can make the host send a request, which is how credentials were
 * stolen through forged server-side requests; IMDSv2 wants a token first.
 */
public final class Imdsv2Required extends Check.OfInstance {

    public Imdsv2Required() {
        super(
                new Rule("imdsv2-required", CONFIGURE, HIGH),
                """
                # {#tokens}
                aws ec2 modify-instance-metadata-options --region {region} --instance-id {id} --http-tokens required
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-existing-instances.html");
        reads(Source.METADATA_DEFAULTS);
    }

    private static final Message EXPECTED = Message.of("imdsv2-required.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        MetadataOptions options = instance.options().metadata();
        if (options == null) {
            return Verdict.unknown(EXPECTED, Message.of("configure.metadata-options-not-returned"));
        }
        if (!options.enabled()) {
            return Verdict.ready(EXPECTED, Message.of("configure.metadata-service-off"));
        }
        return options.tokensRequired()
                ? Verdict.ready(EXPECTED, Message.of("imdsv2-required.required"))
                : Verdict.notReady(EXPECTED, Message.of("imdsv2-required.optional"))
                        .withEvidence(
                                fleet.facts()
                                        .get(Source.METADATA_DEFAULTS)
                                        .map(Imdsv2Required::ofNewInstances)
                                        .orElse(List.of()));
    }

    /** The account's default does not reach instances that exist, as its console may suggest. */
    private static List<Message> ofNewInstances(MetadataDefaults defaults) {
        if (defaults.enforced()) {
            return List.of(Message.of("imdsv2-required.default-enforced"));
        }
        return List.of(
                Message.of(
                        Boolean.TRUE.equals(defaults.tokensRequired())
                                ? "imdsv2-required.default-required"
                                : "imdsv2-required.default-optional"));
    }
}
