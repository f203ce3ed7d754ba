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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stopped host costs no compute, which makes people forget that its volumes are paid in full. */
public final class StoppedInstanceVolumes extends Check.OfInstance {

    public StoppedInstanceVolumes() {
        super(
                new Rule("stopped-instance-volumes", COST_OPTIMIZATION, MEDIUM),
                "No host stays stopped while its volumes are paid",
                """
                # An image keeps the host and its data for less, and launches it again. When it is available,
                # take --dry-run off the last line. Volumes that are not deleted with the host stay, and stay paid.
                image=$(aws ec2 create-image --region {region} --instance-id {id} --name muster-stopped-{id} --query ImageId --output text) &&
                aws ec2 wait image-available --region {region} --image-ids "$image" &&
                aws ec2 terminate-instances --region {region} --instance-ids {id} --dry-run
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Stop_Start.html");
        reads(Source.VOLUMES);
    }

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        String expected =
                "stopped for at most %d days, or without volumes of its own"
                        .formatted(thresholds.get(Setting.STOPPED_MAXIMUM_DAYS).toDays());
        return switch (instance.state()) {
            case PENDING, RUNNING -> Verdict.notApplicable("the host is not stopped");
            case SHUTTING_DOWN, TERMINATED -> Verdict.notApplicable("the host is gone");
            case UNRECOGNISED ->
                    Verdict.unknown(
                            expected, "EC2 reports a state of the host that Muster does not know");
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
            String expected,
            Fleet fleet,
            Thresholds thresholds) {
        List<Volume> own = attached.stream().filter(StoppedInstanceVolumes::ofOneHost).toList();
        if (own.isEmpty()) {
            return Verdict.ready(expected, "stopped, without volumes of its own")
                    .withLines(lines(attached));
        }
        String paid =
                "%d GiB on %d volumes"
                        .formatted(own.stream().mapToLong(Volume::sizeGib).sum(), own.size());
        Instant since = instance.life().changedAt();
        if (since == null) {
            return Verdict.unknown(
                            expected,
                            "stopped, with %s; EC2 does not say since when".formatted(paid))
                    .withLines(lines(attached));
        }
        String actual =
                "stopped since %s, with %s"
                        .formatted(LocalDate.ofInstant(since, ZoneOffset.UTC), paid);
        boolean tooLong =
                since.plus(thresholds.get(Setting.STOPPED_MAXIMUM_DAYS))
                        .isBefore(fleet.observedAt());
        Verdict verdict =
                tooLong ? Verdict.notReady(expected, actual) : Verdict.ready(expected, actual);
        return verdict.withLines(lines(attached));
    }

    /**
     * A multi-attach volume may serve a host that runs, so that it is not this one's to give up.
     */
    private static boolean ofOneHost(Volume volume) {
        return volume.attachments().size() == 1;
    }

    private static List<String> lines(List<Volume> volumes) {
        List<String> lines = new ArrayList<>();
        for (Volume volume : volumes.stream().sorted(Comparator.comparing(Volume::id)).toList()) {
            String line =
                    "%s: %s of %d GiB".formatted(volume.id(), volume.type(), volume.sizeGib());
            lines.add(
                    ofOneHost(volume) ? line : line + ", not counted: attached to other hosts too");
        }
        return lines;
    }
}
