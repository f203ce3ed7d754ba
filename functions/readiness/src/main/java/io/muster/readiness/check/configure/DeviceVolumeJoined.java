package io.muster.readiness.check.configure;

import static io.muster.readiness.checklist.ChecklistRow.CONFIGURE;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which volume is which disk: EC2 knows {@code /dev/sdf}, the guest {@code nvme1n1}, and only the
 * disk's serial number joins the two. Who detaches or deletes a volume by the wrong name loses
 * another one's data.
 */
public final class DeviceVolumeJoined extends Check.OfGuest {

    public DeviceVolumeJoined() {
        super(
                new Rule("device-volume-joined", CONFIGURE, MEDIUM),
                limits -> EXPECTED,
                """
                # {#compare}
                aws ec2 describe-volumes --region {region} --filters Name=attachment.instance-id,Values={id} --query 'Volumes[].[VolumeId,State,Size,Attachments[0].Device]' --output table

                # {#rescan}
                #   lsblk -o NAME,SERIAL,SIZE,MOUNTPOINT
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/identify-nvme-ebs-device.html");
        needs(Source.VOLUMES);
    }

    private static final Message EXPECTED = Message.of("device-volume-joined.expected");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED,
                guest.fleet().volumesOf(guest.instance()),
                guest.facts().storage().blockDevices(),
                (volumes, devices) -> judge(guest, volumes, devices));
    }

    private static Verdict judge(Guest guest, List<Volume> volumes, Listing<BlockDevice> devices) {
        Set<String> attached =
                volumes.stream()
                        .filter(volume -> steady(volume, guest.instance().id()))
                        .map(Volume::id)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> moving =
                volumes.stream().map(Volume::id).collect(Collectors.toCollection(TreeSet::new));
        moving.removeAll(attached);
        Set<String> seen = new TreeSet<>();
        VerdictBuilder found = new VerdictBuilder();
        found.unknownGaps(devices, Message.of("device-volume-joined.block-devices"));
        boolean nameless = false;
        for (BlockDevice disk : devices) {
            String volume = disk.volumeId();
            if (volume != null) {
                seen.add(volume);
            } else if (disk.disk() && !instanceStore(disk)) {
                nameless = true;
                found.unknown(
                        Message.of("device-volume-joined.no-volume-id").with("disk", disk.name()));
            }
        }
        for (String volume : attached) {
            if (!seen.contains(volume) && !nameless) {
                found.notReady(Message.of("device-volume-joined.no-disk").with("volume", volume));
            }
        }
        for (String volume : seen) {
            if (!attached.contains(volume) && !moving.contains(volume)) {
                found.notReady(
                        Message.of("device-volume-joined.not-attached").with("volume", volume));
            }
        }
        return found.verdict(EXPECTED, Message.of("device-volume-joined.same"));
    }

    /** Neither on its way in nor out, when guest and EC2 may well differ for a moment. */
    private static boolean steady(Volume volume, String instanceId) {
        return volume.attachments().stream()
                .anyMatch(
                        attachment ->
                                attachment.instanceId().equals(instanceId)
                                        && attachment.state().equals("attached"));
    }

    private static boolean instanceStore(BlockDevice disk) {
        String model = disk.model();
        return model != null && model.contains("Instance Storage");
    }
}
