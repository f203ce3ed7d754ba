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
import io.muster.readiness.text.Message;
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
                """
                # {#newer}
                aws ssm get-parameters-by-path --region {region} --path /aws/service/ami-amazon-linux-latest --query 'Parameters[].[Name,Value,LastModifiedDate]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIs.html");
        reads(Source.IMAGES);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        Duration limit = thresholds.get(Setting.IMAGE_MAXIMUM_AGE_DAYS);
        Message expected = Message.of("image-age.expected").with("days", limit.toDays());
        return Verdict.of(
                expected,
                fleet.imageOf(instance),
                image -> judge(image, expected, fleet.observedAt().minus(limit)),
                () -> deregistered(instance, expected));
    }

    private static Verdict deregistered(Instance instance, Message expected) {
        return Verdict.unknown(
                expected,
                Message.of("image-age.deregistered")
                        .with("image", String.valueOf(instance.imageId())));
    }

    private static Verdict judge(Image image, Message expected, Instant oldest) {
        Instant createdAt = image.createdAt();
        if (createdAt == null) {
            return Verdict.unknown(
                    expected, Message.of("image-age.no-date").with("image", image.id()));
        }
        boolean recent = createdAt.isAfter(oldest);
        Message actual =
                Message.of(recent ? "image-age.recent" : "image-age.old")
                        .with("image", image.id())
                        .with("date", LocalDate.ofInstant(createdAt, ZoneOffset.UTC));
        return recent
                ? Verdict.ready(expected, actual, name(image))
                : Verdict.notReady(expected, actual, name(image));
    }

    private static Message name(Image image) {
        String name = image.name();
        return name == null
                ? Message.of("image-age.no-image-name")
                : Message.of("image-age.image-name").with("name", name);
    }
}
