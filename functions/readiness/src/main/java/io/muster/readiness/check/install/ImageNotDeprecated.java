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
import io.muster.readiness.text.Message;
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
                """
                # {#newer}
                aws ec2 describe-images --region {region} --owners {owner} --filters Name=architecture,Values={architecture} --query 'sort_by(Images,&CreationDate)[-20:].[CreationDate,ImageId,Name]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deprecate.html");
        reads(Source.IMAGES);
    }

    private static final Message EXPECTED = Message.of("image-not-deprecated.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED,
                fleet.imageOf(instance),
                image -> judge(image, fleet.observedAt()),
                () -> deregistered(instance));
    }

    private static Verdict deregistered(Instance instance) {
        return Verdict.unknown(
                EXPECTED,
                Message.of("image-not-deprecated.deregistered")
                        .with("image", String.valueOf(instance.imageId())));
    }

    private static Verdict judge(Image image, Instant now) {
        return Verdict.of(
                EXPECTED,
                image.dates().deprecatedAt(),
                date -> judge(image, date, now),
                () ->
                        Verdict.ready(
                                EXPECTED,
                                Message.of("image-not-deprecated.no-date")
                                        .with("image", image.id())));
    }

    private static Verdict judge(Image image, Instant deprecatedAt, Instant now) {
        boolean later = deprecatedAt.isAfter(now);
        Message actual =
                Message.of(later ? "image-not-deprecated.later" : "image-not-deprecated.deprecated")
                        .with("image", image.id())
                        .with("date", LocalDate.ofInstant(deprecatedAt, ZoneOffset.UTC));
        if (later) {
            return Verdict.ready(EXPECTED, actual);
        }
        return Verdict.notReady(EXPECTED, actual)
                .withRemedyValue("owner", image.ownerId() == null ? "self" : image.ownerId())
                .withRemedyValue(
                        "architecture",
                        image.architecture() == null
                                ? "arm64,x86_64"
                                : image.architecture().label());
    }
}
