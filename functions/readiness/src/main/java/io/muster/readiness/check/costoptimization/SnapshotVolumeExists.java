package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A snapshot that outlives its volume is either the last backup or forgotten; only a person can say
 * which, so this names it and suggests the archive before deletion.
 */
public final class SnapshotVolumeExists extends Check.OfSnapshot {

    public SnapshotVolumeExists() {
        super(
                new Rule("snapshot-volume-exists", COST_OPTIMIZATION, LOW),
                "The volume that the snapshot was taken of still exists",
                """
                # The archive keeps a full copy for about a quarter of the price a GiB, for 90 days at least. To
                # read it takes up to three days. If the data is not needed at all:
                #   aws ec2 delete-snapshot --region {region} --snapshot-id {id}
                aws ec2 modify-snapshot-tier --region {region} --snapshot-id {id} --storage-tier archive
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive.html");
        reads(Source.VOLUMES, Source.IMAGES);
    }

    private static final String EXPECTED = "its volume exists, or something else needs it";

    /** What EC2 writes in place of the volume's id when a snapshot is copied. */
    private static final String NO_VOLUME = "vol-ffffffff";

    /** The tag that AWS Backup puts on its recovery points. */
    private static final String AWS_BACKUP_TAG = "aws:backup:source-resource";

    /** How CreateImage and CopyImage describe the snapshots they make. */
    private static final Pattern OF_IMAGE =
            Pattern.compile(
                    "(?:Created by CreateImage\\(i-[0-9a-f]+\\) for|Copied for DestinationAmi) (ami-[0-9a-f]{8,17})\\b");

    @Override
    public Verdict judge(Snapshot snapshot, Fleet fleet, Thresholds thresholds) {
        Optional<String> image = image(snapshot);
        if (image.isPresent()) {
            return judgeOfImage(image.get(), fleet);
        }
        if (snapshot.tags().containsKey(AWS_BACKUP_TAG)) {
            return Verdict.notApplicable("AWS Backup keeps it, and deletes it when its plan says");
        }
        String volumeId = snapshot.volumeId();
        if (volumeId == null) {
            return Verdict.unknown(EXPECTED, "EC2 does not report what it was taken of");
        }
        if (volumeId.equals(NO_VOLUME)) {
            return Verdict.notApplicable("it is a copy of a snapshot: no volume belongs to it");
        }
        return Verdict.of(
                EXPECTED,
                fleet.volume(volumeId),
                volume -> Verdict.ready(EXPECTED, volumeId + " exists"),
                () ->
                        Verdict.notReady(EXPECTED, volumeId + " does not exist any more")
                                .withLines(what(snapshot)));
    }

    /** Only images in use were asked for; whether the others still exist is unknown. */
    private static Verdict judgeOfImage(String image, Fleet fleet) {
        String unused =
                "it was made for the image %s, which no host here uses; whether the image still exists was not asked"
                        .formatted(image);
        return Verdict.of(
                EXPECTED,
                fleet.facts().get(Source.IMAGES),
                images ->
                        images.containsKey(image)
                                ? Verdict.notApplicable(
                                        "the image " + image + ", which is in use, needs it")
                                : Verdict.unknown(EXPECTED, unused));
    }

    private static Optional<String> image(Snapshot snapshot) {
        String description = snapshot.description();
        if (description == null) {
            return Optional.empty();
        }
        Matcher matcher = OF_IMAGE.matcher(description);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static List<String> what(Snapshot snapshot) {
        String size =
                snapshot.sizeGib() == null
                        ? "a volume of unknown size"
                        : "a volume of %d GiB; what the snapshot stores may be less"
                                .formatted(snapshot.sizeGib());
        String taken =
                snapshot.startedAt() == null
                        ? "taken at a time that EC2 does not report"
                        : "taken on " + LocalDate.ofInstant(snapshot.startedAt(), ZoneOffset.UTC);
        return List.of(taken, size);
    }
}
