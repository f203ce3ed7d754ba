package io.muster.readiness.check.install;

import static io.muster.readiness.checklist.ChecklistRow.INSTALL;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * An old image brings back every fault that was mended since, each time a host is launched from it,
 * however well the running hosts are patched.
 */
public final class ImageAge extends Check.OfInstance {

    public ImageAge() {
        super(
                new Rule("image-age", INSTALL, MEDIUM),
                "The image that the host was launched from is recent",
                """
                # Build a newer image, name it in the launch template and replace the host: patching the
                # host leaves the image as old as it was. The newest images of Amazon Linux here:
                aws ssm get-parameters-by-path --region {region} --path /aws/service/ami-amazon-linux-latest --query 'Parameters[].[Name,Value,LastModifiedDate]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIs.html");
        reads(Source.IMAGES);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        Duration limit = thresholds.get(Setting.IMAGE_MAXIMUM_AGE_DAYS);
        String expected = "an image younger than %d days".formatted(limit.toDays());
        String gone =
                "%s is deregistered or no longer shared: EC2 does not say when it was created"
                        .formatted(instance.imageId());
        return Verdict.of(
                expected,
                fleet.imageOf(instance),
                image -> judge(image, expected, fleet.observedAt().minus(limit)),
                () -> Verdict.unknown(expected, gone));
    }

    private static Verdict judge(Image image, String expected, Instant oldest) {
        Instant createdAt = image.createdAt();
        if (createdAt == null) {
            return Verdict.unknown(
                    expected, "EC2 does not report when " + image.id() + " was created");
        }
        String actual =
                "%s was created on %s"
                        .formatted(image.id(), LocalDate.ofInstant(createdAt, ZoneOffset.UTC));
        String name = "image name: " + (image.name() == null ? "none" : image.name());
        return createdAt.isAfter(oldest)
                ? Verdict.ready(expected, actual, name)
                : Verdict.notReady(expected, actual, name);
    }
}
