package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
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
 * gp3 costs a fifth less for each GiB than gp2, and gives 3,000 IOPS and 125 MiB/s at any size;
 * only what a large gp2 volume gives beyond that is paid extra. A magnetic volume gives less than
 * both.
 */
public final class Gp3NotGp2 extends Check.OfVolume {

    /** What every gp3 volume has, and more than any magnetic one. */
    private static final int GP3_BASELINE_IOPS = 3_000;

    private static final int GP3_BASELINE_MIBPS = 125;

    public Gp3NotGp2() {
        super(
                new Rule("gp3-not-gp2", COST_OPTIMIZATION, MEDIUM),
                """
                # {#modify}
                aws ec2 modify-volume --region {region} --volume-id {id} --volume-type gp3 --iops {iops} --throughput {throughput}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html");
    }

    private static final Message EXPECTED = Message.of("gp3-not-gp2.expected");

    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        return switch (volume.type()) {
            case "gp3" -> Verdict.ready(EXPECTED, Message.of("gp3-not-gp2.gp3"));
            case "gp2" -> gp2(volume);
            case "standard" ->
                    notReady(
                            Message.of("gp3-not-gp2.magnetic"),
                            GP3_BASELINE_IOPS,
                            GP3_BASELINE_MIBPS);
            default ->
                    Verdict.notApplicable(
                            Message.of("gp3-not-gp2.other-type").with("type", volume.type()));
        };
    }

    private static Verdict gp2(Volume volume) {
        Gp2 gives = Gp2.ofSize(volume.sizeGib());
        return notReady(
                Message.of("gp3-not-gp2.gp2").with("size", volume.sizeGib() + " GiB"),
                gives.gp3Iops(),
                gives.gp3ThroughputMibps());
    }

    private static Verdict notReady(Message actual, int iops, int throughputMibps) {
        return Verdict.notReady(EXPECTED, actual)
                .withRemedyValue("iops", Integer.toString(iops))
                .withRemedyValue("throughput", Integer.toString(throughputMibps));
    }
}
