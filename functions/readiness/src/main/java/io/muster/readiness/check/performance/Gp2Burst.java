package io.muster.readiness.check.performance;

import static io.muster.readiness.checklist.ChecklistRow.PERFORMANCE;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.storage.Gp2;
import io.muster.readiness.text.Message;

/**
 * A small gp2 volume is fast on credit: under steady load it falls to its baseline, from one minute
 * to the next and without an error.
 */
public final class Gp2Burst extends Check.OfVolume {

    public Gp2Burst() {
        super(
                new Rule("gp2-burst", PERFORMANCE, MEDIUM),
                """
                # {#modify}
                aws ec2 modify-volume --region {region} --volume-id {id} --volume-type gp3 --iops {iops} --throughput {throughput}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html");
    }

    private static final Message EXPECTED =
            Message.of("gp2-burst.expected").with("iops", Gp2.BURST_IOPS);

    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        if (!volume.type().equals("gp2")) {
            return Verdict.notApplicable(
                    Message.of("gp2-burst.other-type").with("type", volume.type()));
        }
        if (volume.attachments().isEmpty()) {
            return Verdict.notApplicable(Message.of("gp2-burst.not-attached"));
        }
        Gp2 gives = Gp2.ofSize(volume.sizeGib());
        if (!gives.reliesOnBurstCredits()) {
            return Verdict.ready(
                    EXPECTED,
                    Message.of("gp2-burst.baseline")
                            .with("size", volume.sizeGib())
                            .with("baseline", gives.baselineIops()));
        }
        return Verdict.notReady(
                        EXPECTED,
                        Message.of("gp2-burst.low-baseline")
                                .with("size", volume.sizeGib())
                                .with("baseline", gives.baselineIops())
                                .with("burst", Gp2.BURST_IOPS))
                .withRemedyValue("iops", Integer.toString(gives.gp3Iops()))
                .withRemedyValue("throughput", Integer.toString(gives.gp3ThroughputMibps()));
    }
}
