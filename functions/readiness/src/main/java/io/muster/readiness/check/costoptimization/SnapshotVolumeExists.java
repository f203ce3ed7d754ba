package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
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
                """
                # {#archive}
                #   aws ec2 delete-snapshot --region {region} --snapshot-id {id}
                aws ec2 modify-snapshot-tier --region {region} --snapshot-id {id} --storage-tier archive
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive.html");
        reads(Source.VOLUMES, Source.IMAGES);
    }

    private static final Message EXPECTED = Message.of("snapshot-volume-exists.expected");

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
        Fact<Optional<Image>> needing = fleet.imageOf(snapshot);
        if (needing instanceof Known<Optional<Image>> known && known.value().isPresent()) {
            return ofImage(known.value().get().id());
        }
        if (image.isPresent()) {
            return judgeOfImage(image.get(), fleet);
        }
        if (snapshot.tags().containsKey(AWS_BACKUP_TAG)) {
            return Verdict.notApplicable(Message.of("snapshot-volume-exists.aws-backup"));
        }
        String volumeId = snapshot.volumeId();
        if (volumeId == null) {
            return Verdict.unknown(EXPECTED, Message.of("snapshot-volume-exists.no-source"));
        }
        if (volumeId.equals(NO_VOLUME)) {
            return Verdict.notApplicable(Message.of("snapshot-volume-exists.copy"));
        }
        return Verdict.of(
                EXPECTED,
                fleet.volume(volumeId),
                volume ->
                        Verdict.ready(
                                EXPECTED,
                                Message.of("snapshot-volume-exists.exists")
                                        .with("volume", volumeId)),
                () -> Verdict.of(EXPECTED, needing, none -> deleted(snapshot, volumeId)));
    }

    /** An image in use was registered from it, which says no description. */
    private static Verdict ofImage(String image) {
        return Verdict.notApplicable(
                Message.of("snapshot-volume-exists.image").with("image", image));
    }

    private static Verdict deleted(Snapshot snapshot, String volumeId) {
        return Verdict.notReady(
                        EXPECTED,
                        Message.of("snapshot-volume-exists.deleted").with("volume", volumeId))
                .withEvidence(what(snapshot));
    }

    /** Only images in use are read; whether the others still exist is unknown. */
    private static Verdict judgeOfImage(String image, Fleet fleet) {
        return Verdict.of(
                EXPECTED,
                fleet.facts().get(Source.IMAGES),
                images ->
                        images.containsKey(image)
                                ? ofImage(image)
                                : Verdict.unknown(
                                        EXPECTED,
                                        Message.of("snapshot-volume-exists.image-unknown")
                                                .with("image", image)));
    }

    private static Optional<String> image(Snapshot snapshot) {
        String description = snapshot.description();
        if (description == null) {
            return Optional.empty();
        }
        Matcher matcher = OF_IMAGE.matcher(description);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static List<Message> what(Snapshot snapshot) {
        Message created =
                snapshot.startedAt() == null
                        ? Message.of("snapshot-volume-exists.created-unknown")
                        : Message.of("snapshot-volume-exists.created")
                                .with(
                                        "date",
                                        LocalDate.ofInstant(snapshot.startedAt(), ZoneOffset.UTC));
        Message size =
                snapshot.sizeGib() == null
                        ? Message.of("snapshot-volume-exists.size-unknown")
                        : Message.of("snapshot-volume-exists.size")
                                .with("size", snapshot.sizeGib() + " GiB");
        return List.of(created, size);
    }
}
