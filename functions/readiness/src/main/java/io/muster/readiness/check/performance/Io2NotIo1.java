package io.muster.readiness.check.performance;

import static io.muster.readiness.checklist.ChecklistRow.PERFORMANCE;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;

/**
 * For the same price up to 32,000 IOPS, and less above, io2 keeps its latency lower and loses a
 * volume a hundred times more rarely (99.999 against 99.8 to 99.9 percent durability a year).
 */
public final class Io2NotIo1 extends Check.OfVolume {

    public Io2NotIo1() {
        super(
                new Rule("io2-not-io1", PERFORMANCE, LOW),
                """
                # {#modify}
                aws ec2 modify-volume --region {region} --volume-id {id} --volume-type io2
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/provisioned-iops.html");
    }

    private static final Message EXPECTED = Message.of("io2-not-io1.expected");

    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        return switch (volume.type()) {
            case "io2" -> Verdict.ready(EXPECTED, Message.of("io2-not-io1.io2"));
            case "io1" -> Verdict.notReady(EXPECTED, Message.of("io2-not-io1.io1"));
            default ->
                    Verdict.notApplicable(
                            Message.of("io2-not-io1.other-type").with("type", volume.type()));
        };
    }
}
