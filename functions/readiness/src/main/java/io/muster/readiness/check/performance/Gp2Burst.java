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

/**
 * A small gp2 volume is fast on credit: under steady load it falls to its baseline, from one minute
 * to the next and without an error.
 */
public final class Gp2Burst extends Check.OfVolume {

    public Gp2Burst() {
        super(
                new Rule("gp2-burst", PERFORMANCE, MEDIUM),
                "The volume's speed does not depend on burst credits",
                """
                # gp3 gives at any time what gp2 lends: no detaching, no restart. A volume can be modified
                # again only after six hours.
                aws ec2 modify-volume --region {region} --volume-id {id} --volume-type gp3 --iops {iops} --throughput {throughput}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html");
    }

    private static final String EXPECTED =
            "a baseline of %d IOPS or more".formatted(Gp2.BURST_IOPS);

    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        if (!volume.type().equals("gp2")) {
            return Verdict.notApplicable("the volume is " + volume.type() + ", not gp2");
        }
        if (volume.attachments().isEmpty()) {
            return Verdict.notApplicable("nothing uses the volume: it is not attached");
        }
        Gp2 gives = Gp2.ofSize(volume.sizeGib());
        String actual =
                "gp2 of %d GiB: a baseline of %d IOPS"
                        .formatted(volume.sizeGib(), gives.baselineIops());
        return gives.reliesOnBurstCredits()
                ? Verdict.notReady(
                                EXPECTED,
                                actual + ", up to %d on burst credits".formatted(Gp2.BURST_IOPS))
                        .withRemedyValue("iops", Integer.toString(gives.gp3Iops()))
                        .withRemedyValue("throughput", Integer.toString(gives.gp3ThroughputMibps()))
                : Verdict.ready(EXPECTED, actual);
    }
}
