package io.muster.readiness.check.performance;

import static io.muster.readiness.checklist.ChecklistRow.PERFORMANCE;
import static io.muster.readiness.checklist.Severity.CRITICAL;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Mount;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * ext4 and xfs stop taking writes when they meet an error, and a host may run for weeks like that:
 * its programs answer from memory, and nothing of what they do is kept.
 */
public final class FilesystemWritable extends Check.OfGuest {

    public FilesystemWritable() {
        super(
                new Rule("filesystem-writable", PERFORMANCE, CRITICAL),
                limits -> EXPECTED,
                """
                # {#session}
                aws ssm start-session --region {region} --target {id}

                # {#messages}
                #   sudo dmesg --level=emerg,alert,crit,err,warn

                # {#remount}
                #   sudo mount -o remount,rw {mountPoint}

                # {#stopped}
                #   sudo fuser -vm {stopped}
                #   findmnt {stopped}
                """,
                "https://www.kernel.org/doc/html/latest/admin-guide/ext4.html");
    }

    /** What cannot be written to by its nature. */
    private static final Set<String> IMAGES =
            Set.of("squashfs", "iso9660", "udf", "erofs", "cramfs", "romfs", "overlay");

    /**
     * What image-based systems mount read-only, and update as a whole; and the lower half of
     * overlayroot.
     */
    private static final Set<String> OF_THE_SYSTEM =
            Set.of("/usr", "/boot", "/boot/efi", "/efi", "/sysroot", "/media/root-ro");

    private static final Message EXPECTED = Message.of("filesystem-writable.expected");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED, guest.facts().storage().mounts(), mounts -> judge(guest, mounts));
    }

    private static Verdict judge(Guest guest, Listing<Mount> mounts) {
        VerdictBuilder found = new VerdictBuilder();
        found.unknownGaps(mounts, Message.of("performance.mounts"));
        // A read-only view of what is writable elsewhere is a choice: a bind mount.
        Set<String> writable =
                mounts.stream()
                        .filter(mount -> !mount.readOnly())
                        .map(Mount::device)
                        .collect(Collectors.toSet());
        StoppedDevices stopped = StoppedDevices.of(guest.facts());
        boolean any = false;
        for (Mount mount : mounts) {
            if (!shouldBeWritable(mount)) {
                continue;
            }
            any = true;
            List<String> why = stopped.messages(mount);
            boolean nowhere = mount.readOnly() && !writable.contains(mount.device());
            if (nowhere && (!why.isEmpty() || !byDesign(guest, mount))) {
                found.notReady(
                        told(Message.of("filesystem-writable.read-only"), mount),
                        Map.of("mountPoint", mount.mountPoint()));
            } else if (!nowhere && (!why.isEmpty() || mount.stopped())) {
                found.notReady(
                        told(Message.of("filesystem-writable.stopped"), mount),
                        Map.of("stopped", mount.mountPoint()));
            }
            why.forEach(
                    message ->
                            found.evidence(
                                    Message.of("filesystem-writable.kernel")
                                            .with("message", message)));
        }
        if (!any) {
            found.unknown(Message.of("performance.no-file-system"));
        }
        return found.verdict(EXPECTED, Message.of("filesystem-writable.read-write"));
    }

    private static boolean shouldBeWritable(Mount mount) {
        String device = mount.device();
        return device.startsWith("/dev/")
                && !device.startsWith("/dev/loop")
                && !device.startsWith("/dev/sr")
                && !device.equals("/dev/fuse")
                && !IMAGES.contains(mount.type());
    }

    private static Message told(Message what, Mount mount) {
        return what.with("mountPoint", mount.mountPoint())
                .with("type", mount.type())
                .with("device", mount.device());
    }

    /** What a system's maker made read-only, and what lies on a device that takes no writes. */
    private static boolean byDesign(Guest guest, Mount mount) {
        return OF_THE_SYSTEM.contains(mount.mountPoint())
                || guest.facts().storage().blockDevices().orElse(Listing.of(List.of())).stream()
                        .flatMap(BlockDevice::tree)
                        .anyMatch(
                                device ->
                                        device.description().readOnly()
                                                && device.isAt(mount.device()));
    }
}
