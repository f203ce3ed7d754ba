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
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
                """
                # {#show}
                aws ec2 describe-volume-status --region {region} --volume-ids {id}

                # {#keep}
                aws ec2 create-snapshot --region {region} --volume-id {disabled} --description before-enable-volume-io

                # {#copy}
                aws ec2 create-snapshot --region {region} --volume-id {slow} --description copy-of-a-slow-volume

                # {#restore}
                aws ec2 describe-snapshots --region {region} --owner-ids self --filters Name=volume-id,Values={lost}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/monitoring-volume-checks.html");
        needs(Source.VOLUME_STATUSES);
    }

    private static final Message EXPECTED = Message.of("volume-status-ok.expected");

    /** The status says nothing of a volume in state error, as EC2 documents it. */
    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        return switch (volume.state()) {
            case "creating", "deleting", "deleted" ->
                    Verdict.notApplicable(
                            Message.of("volume-status-ok.changing").with("state", volume.state()));
            case "error" ->
                    Verdict.notReady(EXPECTED, Message.of("volume-status-ok.hardware-failed"))
                            .withRemedyStep(Map.of("lost", volume.id()));
            default ->
                    Verdict.of(
                            EXPECTED,
                            fleet.of(Source.VOLUME_STATUSES, volume),
                            status -> ofStatus(volume, status),
                            () ->
                                    Verdict.unknown(
                                            EXPECTED, Message.of("volume-status-ok.not-listed")));
        };
    }

    private static Verdict ofStatus(Volume volume, VolumeStatus status) {
        String word = status.status();
        if (word == null) {
            return Verdict.unknown(EXPECTED, Message.of("volume-status-ok.not-reported"));
        }
        Verdict verdict =
                switch (word) {
                    case "ok" -> Verdict.ready(EXPECTED, Message.of("volume-status-ok.ok"));
                    case "warning" ->
                            Verdict.notReady(EXPECTED, Message.of("volume-status-ok.slow"))
                                    .withRemedyStep(Map.of("slow", volume.id()));
                    case "impaired" -> impaired(volume, status);
                    case "insufficient-data" ->
                            Verdict.unknown(EXPECTED, Message.of("volume-status-ok.checking"));
                    default ->
                            Verdict.unknown(
                                    EXPECTED,
                                    Message.of("volume-status-ok.unrecognized")
                                            .with("status", word));
                };
        return verdict.withEvidence(evidence(status));
    }

    /** Impaired is also a volume that takes I/O and does none of it. */
    private static Verdict impaired(Volume volume, VolumeStatus status) {
        boolean stalled = status.details().contains(new Detail("io-performance", "stalled"));
        boolean disabled = status.details().contains(new Detail("io-enabled", "failed"));
        return stalled && !disabled
                ? Verdict.notReady(EXPECTED, Message.of("volume-status-ok.stalled"))
                        .withRemedyStep(Map.of("slow", volume.id()))
                : Verdict.notReady(EXPECTED, Message.of("volume-status-ok.io-disabled"))
                        .withRemedyStep(Map.of("disabled", volume.id()));
    }

    /** EC2 promises no order. */
    private static List<Message> evidence(VolumeStatus status) {
        return Stream.concat(
                        status.details().stream().map(VolumeStatusOk::described),
                        status.events().stream().map(VolumeStatusOk::described))
                .sorted(Comparator.comparing(Message::english))
                .toList();
    }

    private static Message described(Detail detail) {
        Message described = Message.of("volume-status-ok.detail").with("name", detail.name());
        String status = detail.status();
        return status == null
                ? described.with("status", Message.of("high-availability.not-reported"))
                : described.with("status", status);
    }

    private static Message described(Event event) {
        List<Message> parts = new ArrayList<>();
        parts.add(Message.literal(event.type()));
        Instant start = event.notBefore();
        if (start != null) {
            parts.add(Message.of("volume-status-ok.event-start").with("start", start));
        }
        Instant end = event.notAfter();
        if (end != null) {
            parts.add(Message.of("volume-status-ok.event-end").with("end", end));
        }
        String description = event.description();
        if (description != null) {
            parts.add(Message.literal(description));
        }
        return Message.of("volume-status-ok.event").with("parts", parts);
    }
}
