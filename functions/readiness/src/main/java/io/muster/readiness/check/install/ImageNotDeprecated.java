package io.muster.readiness.check.install;

import static io.muster.readiness.checklist.ChecklistRow.INSTALL;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A deprecated image still launches, but its owner has said that it gets no more fixes, and usually
 * deregisters it later.
 */
public final class ImageNotDeprecated extends Check.OfInstance {

    public ImageNotDeprecated() {
        super(
                new Rule("image-not-deprecated", INSTALL, MEDIUM),
                "The image that the host was launched from is not deprecated",
                """
                # Choose what the owner published since, name it in the launch template and replace the host.
                # EC2 leaves the deprecated images of others out of this list. The newest come last:
                aws ec2 describe-images --region {region} --owners {owner} --filters Name=architecture,Values={architecture} --query 'sort_by(Images,&CreationDate)[-20:].[CreationDate,ImageId,Name]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deprecate.html");
        reads(Source.IMAGES);
    }

    private static final String EXPECTED = "no deprecation date, or one in the future";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        String gone =
                "%s is deregistered or no longer shared: EC2 does not say whether it was deprecated"
                        .formatted(instance.imageId());
        return Verdict.of(
                EXPECTED,
                fleet.imageOf(instance),
                image -> judge(image, fleet.observedAt()),
                () -> Verdict.unknown(EXPECTED, gone));
    }

    /** EC2 leaves the date out for an image that is not deprecated. */
    private static Verdict judge(Image image, Instant now) {
        Instant deprecatedAt = image.deprecatedAt();
        if (deprecatedAt == null) {
            return Verdict.ready(EXPECTED, image.id() + " has no deprecation date");
        }
        String on = LocalDate.ofInstant(deprecatedAt, ZoneOffset.UTC).toString();
        if (deprecatedAt.isAfter(now)) {
            return Verdict.ready(EXPECTED, "%s is deprecated from %s".formatted(image.id(), on));
        }
        return Verdict.notReady(EXPECTED, "%s is deprecated since %s".formatted(image.id(), on))
                .withRemedyValue("owner", image.ownerId() == null ? "self" : image.ownerId())
                .withRemedyValue(
                        "architecture",
                        image.architecture() == null
                                ? "arm64,x86_64"
                                : image.architecture().label());
    }
}
