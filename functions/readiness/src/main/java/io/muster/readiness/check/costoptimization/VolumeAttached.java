package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.Fleet;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A volume costs the same whether anything uses it or not, and outlives the host it was made for.
 */
public final class VolumeAttached extends Check.OfVolume {

    public VolumeAttached() {
        super(
                new Rule("volume-attached", COST_OPTIMIZATION, MEDIUM),
                "The volume is attached to a host",
                """
                # A snapshot keeps the data for less. The volume is deleted only after it is complete.
                snapshot=$(aws ec2 create-snapshot --region {region} --volume-id {id} --description last-of-{id} --query SnapshotId --output text) &&
                aws ec2 wait snapshot-completed --region {region} --snapshot-ids "$snapshot" &&
                aws ec2 delete-volume --region {region} --volume-id {id}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-volume.html");
    }

    private static final String EXPECTED = "attached";

    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        return switch (volume.state()) {
            case "in-use" -> Verdict.ready(EXPECTED, "attached to " + hosts(volume));
            case "available" ->
                    Verdict.notReady(
                                    EXPECTED,
                                    "attached to nothing: %d GiB of %s"
                                            .formatted(volume.sizeGib(), volume.type()))
                            .withLines(created(volume));
            case "creating", "deleting", "deleted" ->
                    Verdict.notApplicable("the volume is " + volume.state());
            default -> Verdict.unknown(EXPECTED, "the volume is in state " + volume.state());
        };
    }

    private static String hosts(Volume volume) {
        String hosts =
                volume.attachments().stream()
                        .map(Volume.Attachment::instanceId)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return hosts.isEmpty() ? "a host that EC2 does not name" : hosts;
    }

    private static List<String> created(Volume volume) {
        return volume.createdAt() == null
                ? List.of()
                : List.of("created on " + LocalDate.ofInstant(volume.createdAt(), ZoneOffset.UTC));
    }
}
