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

/**
 * A host runs on without its image, but cannot be launched again: neither by hand after a fault nor
 * by an Auto Scaling group.
 */
public final class ImageAvailable extends Check.OfInstance {

    public ImageAvailable() {
        super(
                new Rule("image-available", INSTALL, HIGH),
                "The image that the host was launched from can still be launched",
                """
                # Make an image of the host as it is, and name it in the launch template. Without a reboot
                # the file systems are as after a power cut: leave --no-reboot out where a restart is allowed.
                aws ec2 create-image --region {region} --instance-id {id} --name muster-rescue-{id} --no-reboot
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/deregister-ami.html");
        reads(Source.IMAGES);
    }

    private static final String EXPECTED = "the image is available to this account";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        String gone =
                "%s is deregistered or no longer shared with this account"
                        .formatted(instance.imageId());
        return Verdict.of(
                EXPECTED,
                fleet.imageOf(instance),
                ImageAvailable::judge,
                () -> Verdict.notReady(EXPECTED, gone));
    }

    /** EC2 still describes an image that was disabled or failed, and launches none of them. */
    private static Verdict judge(Image image) {
        return image.state().equals("available")
                ? Verdict.ready(EXPECTED, image.id() + " is available")
                : Verdict.notReady(EXPECTED, image.id() + " is in state " + image.state());
    }
}
