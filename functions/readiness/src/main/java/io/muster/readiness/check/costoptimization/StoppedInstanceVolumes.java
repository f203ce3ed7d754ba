package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/**
 * A stopped instance costs no compute, which makes people forget that its volumes are billed in
 * full.
 */
public final class StoppedInstanceVolumes extends Check.OfInstance {

    public StoppedInstanceVolumes() {
        super(
                new Rule("stopped-instance-volumes", COST_OPTIMIZATION, MEDIUM),
                """
                # {#image}
                image=$(aws ec2 create-image --region {region} --instance-id {id} --name muster-stopped-{id} --query ImageId --output text) &&
                aws ec2 wait image-available --region {region} --image-ids "$image" &&
                aws ec2 terminate-instances --region {region} --instance-ids {id} --dry-run
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Stop_Start.html");
        reads(Source.VOLUMES);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        Message expected =
                Message.of("stopped-instance-volumes.expected")
                        .with("days", thresholds.get(Setting.STOPPED_MAXIMUM_DAYS).toDays());
        return switch (instance.state()) {
            case PENDING, RUNNING ->
                    Verdict.notApplicable(Message.of("stopped-instance-volumes.not-stopped"));
            case SHUTTING_DOWN, TERMINATED ->
                    Verdict.notApplicable(Message.of("stopped-instance-volumes.terminated"));
            case UNRECOGNISED ->
                    Verdict.unknown(expected, Message.of("facts.instance-state-unrecognised"));
            case STOPPING, STOPPED ->
                    Verdict.of(
                            expected,
                            fleet.volumesOf(instance),
                            volumes -> judge(instance, volumes, expected, fleet, thresholds));
        };
    }

    private static Verdict judge(
            Instance instance,
            List<Volume> attached,
            Message expected,
            Fleet fleet,
            Thresholds thresholds) {
        List<Volume> own = attached.stream().filter(StoppedInstanceVolumes::ofOneInstance).toList();
        if (own.isEmpty()) {
            return Verdict.ready(expected, Message.of("stopped-instance-volumes.no-volumes"))
                    .withEvidence(lines(attached));
        }
        String size = own.stream().mapToLong(Volume::sizeGib).sum() + " GiB";
        Instant since = instance.life().changedAt();
        if (since == null) {
            return Verdict.unknown(
                            expected,
                            Message.of("stopped-instance-volumes.unknown-date")
                                    .with("size", size)
                                    .with("count", own.size()))
                    .withEvidence(lines(attached));
        }
        boolean tooLong =
                since.plus(thresholds.get(Setting.STOPPED_MAXIMUM_DAYS))
                        .isBefore(fleet.observedAt());
        Message actual =
                Message.of(
                                tooLong
                                        ? "stopped-instance-volumes.too-long"
                                        : "stopped-instance-volumes.recent")
                        .with("date", LocalDate.ofInstant(since, ZoneOffset.UTC))
                        .with("size", size)
                        .with("count", own.size());
        Verdict verdict =
                tooLong ? Verdict.notReady(expected, actual) : Verdict.ready(expected, actual);
        return verdict.withEvidence(lines(attached));
    }

    /**
     * A multi-attach volume may be in use by an instance that runs, so that it is not counted here.
     */
    private static boolean ofOneInstance(Volume volume) {
        return volume.attachments().size() == 1;
    }

    private static List<Message> lines(List<Volume> volumes) {
        return volumes.stream()
                .sorted(Comparator.comparing(Volume::id))
                .map(StoppedInstanceVolumes::line)
                .toList();
    }

    private static Message line(Volume volume) {
        return Message.of(
                        ofOneInstance(volume)
                                ? "stopped-instance-volumes.volume"
                                : "stopped-instance-volumes.shared-volume")
                .with("volume", volume.id())
                .with("type", volume.type())
                .with("size", volume.sizeGib() + " GiB");
    }
}
