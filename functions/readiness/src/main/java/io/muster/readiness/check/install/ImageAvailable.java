package io.muster.readiness.check.install;

import static io.muster.readiness.checklist.ChecklistRow.INSTALL;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;

/**
 * A host runs on without its image, but cannot be launched again: neither by hand after a fault nor
 * by an Auto Scaling group.
 */
public final class ImageAvailable extends Check.OfInstance {

    public ImageAvailable() {
        super(
                new Rule("image-available", INSTALL, HIGH),
                """
                # {#create}
                aws ec2 create-image --region {region} --instance-id {id} --name muster-rescue-{id} --no-reboot
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/deregister-ami.html");
        reads(Source.IMAGES);
    }

    private static final Message EXPECTED = Message.of("image-available.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED,
                fleet.imageOf(instance),
                ImageAvailable::judge,
                () -> deregistered(instance));
    }

    private static Verdict deregistered(Instance instance) {
        return Verdict.notReady(
                EXPECTED,
                Message.of("image-available.deregistered")
                        .with("image", String.valueOf(instance.imageId())));
    }

    /** EC2 still describes an image that was disabled or failed, and launches none of them. */
    private static Verdict judge(Image image) {
        return image.state().equals("available")
                ? Verdict.ready(
                        EXPECTED, Message.of("image-available.available").with("image", image.id()))
                : Verdict.notReady(
                        EXPECTED,
                        Message.of("image-available.state")
                                .with("image", image.id())
                                .with("state", image.state()));
    }
}
