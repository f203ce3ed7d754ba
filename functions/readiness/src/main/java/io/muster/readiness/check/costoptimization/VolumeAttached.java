package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A volume costs the same whether it is in use or not, and outlives the instance it was created
 * for.
 */
public final class VolumeAttached extends Check.OfVolume {

    public VolumeAttached() {
        super(
                new Rule("volume-attached", COST_OPTIMIZATION, MEDIUM),
                """
                # {#snapshot}
                snapshot=$(aws ec2 create-snapshot --region {region} --volume-id {id} --description last-of-{id} --query SnapshotId --output text) &&
                aws ec2 wait snapshot-completed --region {region} --snapshot-ids "$snapshot" &&
                aws ec2 delete-volume --region {region} --volume-id {id}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-volume.html");
    }

    private static final Message EXPECTED = Message.of("volume-attached.expected");

    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        return switch (volume.state()) {
            case "in-use" -> Verdict.ready(EXPECTED, attached(volume));
            case "available" ->
                    Verdict.notReady(
                                    EXPECTED,
                                    Message.of("volume-attached.not-attached")
                                            .with("type", volume.type())
                                            .with("size", volume.sizeGib() + " GiB"))
                            .withEvidence(created(volume));
            case "creating", "deleting", "deleted" ->
                    Verdict.notApplicable(
                            Message.of("volume-attached.not-in-service")
                                    .with("state", volume.state()));
            default ->
                    Verdict.unknown(
                            EXPECTED,
                            Message.of("volume-attached.unknown-state")
                                    .with("state", volume.state()));
        };
    }

    private static Message attached(Volume volume) {
        String instances =
                volume.attachments().stream()
                        .map(Volume.Attachment::instanceId)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return instances.isEmpty()
                ? Message.of("volume-attached.attached-unnamed")
                : Message.of("volume-attached.attached").with("instances", instances);
    }

    private static List<Message> created(Volume volume) {
        return volume.createdAt() == null
                ? List.of()
                : List.of(
                        Message.of("volume-attached.created")
                                .with(
                                        "date",
                                        LocalDate.ofInstant(volume.createdAt(), ZoneOffset.UTC)));
    }
}
