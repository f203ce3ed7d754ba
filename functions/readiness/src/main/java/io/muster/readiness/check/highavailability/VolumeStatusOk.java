package io.muster.readiness.check.highavailability;

import static io.muster.readiness.checklist.ChecklistRow.HIGH_AVAILABILITY;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.VolumeStatus;
import io.muster.readiness.fact.VolumeStatus.Detail;
import io.muster.readiness.fact.VolumeStatus.Event;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * EBS checks every five minutes whether a volume takes I/O, whether its data is consistent and, for
 * the types that promise it, whether it is as fast as it should be.
 */
public final class VolumeStatusOk extends Check.OfVolume {

    public VolumeStatusOk() {
        super(
                new Rule("volume-status-ok", HIGH_AVAILABILITY, HIGH),
                "The volume passes its status checks",
                """
                # What EC2 sees, and since when.
                aws ec2 describe-volume-status --region {region} --volume-ids {id}

                # I/O is disabled because the data may be inconsistent. A snapshot first keeps what there is.
                # Then aws ec2 enable-volume-io lets hosts read and write again. Before that, stop what writes to the
                # volume, and after it check the file system before it is used, first without repairs: fsck -n on
                # Linux, chkdsk without options on Windows.
                aws ec2 create-snapshot --region {region} --volume-id {disabled} --description before-enable-volume-io

                # The volume is slower than it should be, or stalls. One that was made from a snapshot is slow
                # until it is initialised, and a snapshot that is being made slows it too. If it stays slow,
                # a new volume from a snapshot is on other hardware.
                aws ec2 create-snapshot --region {region} --volume-id {slow} --description copy-of-a-slow-volume

                # The hardware failed, and the data of the volume cannot be recovered. Its snapshots are what is left.
                aws ec2 describe-snapshots --region {region} --owner-ids self --filters Name=volume-id,Values={lost}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/monitoring-volume-checks.html");
        needs(Source.VOLUME_STATUSES);
    }

    private static final String EXPECTED = "volume status ok";

    /** The status says nothing of a volume in state error, as EC2 documents it. */
    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        return switch (volume.state()) {
            case "creating", "deleting", "deleted" ->
                    Verdict.notApplicable("the volume is " + volume.state());
            case "error" ->
                    Verdict.notReady(EXPECTED, "the volume is in state error: its hardware failed")
                            .withRemedyStep(Map.of("lost", volume.id()));
            default ->
                    Verdict.of(
                            EXPECTED,
                            fleet.of(Source.VOLUME_STATUSES, volume),
                            status -> ofStatus(volume, status),
                            () ->
                                    Verdict.unknown(
                                            EXPECTED,
                                            "EC2 lists no status of the volume: it is new, or went during the scan"));
        };
    }

    private static Verdict ofStatus(Volume volume, VolumeStatus status) {
        String word = status.status();
        if (word == null) {
            return Verdict.unknown(EXPECTED, "EC2 does not report the volume's status");
        }
        Verdict verdict =
                switch (word) {
                    case "ok" -> Verdict.ready(EXPECTED, "ok");
                    case "warning" ->
                            Verdict.notReady(
                                            EXPECTED,
                                            "warning: EC2 measures less performance than the volume should have")
                                    .withRemedyStep(Map.of("slow", volume.id()));
                    case "impaired" -> impaired(volume, status);
                    case "insufficient-data" ->
                            Verdict.unknown(
                                    EXPECTED,
                                    "insufficient-data: EC2 is still checking the volume");
                    default ->
                            Verdict.unknown(
                                    EXPECTED,
                                    "the volume's status is %s, which Muster does not know"
                                            .formatted(word));
                };
        return verdict.withLines(evidence(status));
    }

    /** Impaired is also a volume that takes I/O and does none of it. */
    private static Verdict impaired(Volume volume, VolumeStatus status) {
        boolean stalled = status.details().contains(new Detail("io-performance", "stalled"));
        boolean disabled = status.details().contains(new Detail("io-enabled", "failed"));
        return stalled && !disabled
                ? Verdict.notReady(EXPECTED, "impaired: I/O to the volume stalls")
                        .withRemedyStep(Map.of("slow", volume.id()))
                : Verdict.notReady(EXPECTED, "impaired: I/O to the volume is disabled")
                        .withRemedyStep(Map.of("disabled", volume.id()));
    }

    /** EC2 promises no order. */
    private static List<String> evidence(VolumeStatus status) {
        return Stream.concat(
                        status.details().stream().map(VolumeStatusOk::told),
                        status.events().stream().map(VolumeStatusOk::told))
                .sorted()
                .toList();
    }

    private static String told(Detail detail) {
        return detail.name() + " " + (detail.status() == null ? "not reported" : detail.status());
    }

    private static String told(Event event) {
        return "event "
                + event.type()
                + (event.notBefore() == null ? "" : " from " + event.notBefore())
                + (event.notAfter() == null ? "" : " to " + event.notAfter())
                + (event.description() == null ? "" : ": " + event.description());
    }
}
