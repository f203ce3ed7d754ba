package io.muster.readiness.check.performance;

import static io.muster.readiness.checklist.ChecklistRow.PERFORMANCE;
import static io.muster.readiness.checklist.Severity.CRITICAL;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.Mount;
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
                "No disk has turned read-only",
                limits -> EXPECTED,
                """
                # The kernel says what went wrong. Take a snapshot of the volume before any repair, and repair it
                # unmounted. Read the messages in the shell that this opens:
                #   sudo dmesg --level=emerg,alert,crit,err,warn
                aws ssm start-session --region {region} --target {id}

                # Once the cause is known and harmless, writes are let in again by:
                #   sudo mount -o remount,rw {mountPoint}
                """,
                "https://www.kernel.org/doc/html/latest/admin-guide/ext4.html");
    }

    /** What cannot be written to by its nature. */
    private static final Set<String> IMAGES =
            Set.of("squashfs", "iso9660", "udf", "erofs", "cramfs", "romfs", "overlay");

    private static final String EXPECTED = "every disk's file system mounted for writing";

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED, guest.facts().storage().mounts(), mounts -> judge(guest, mounts));
    }

    private static Verdict judge(Guest guest, Listing<Mount> mounts) {
        VerdictBuilder found = new VerdictBuilder();
        found.unknownGaps(mounts, "mounts");
        // A read-only view of what is writable elsewhere is a choice: a bind mount.
        Set<String> writable =
                mounts.stream()
                        .filter(mount -> !mount.readOnly())
                        .map(Mount::device)
                        .collect(Collectors.toSet());
        boolean any = false;
        for (Mount mount : mounts) {
            if (!shouldBeWritable(mount)) {
                continue;
            }
            any = true;
            if (mount.readOnly() && !writable.contains(mount.device())) {
                found.notReady(
                        "%s (%s on %s) is read-only"
                                .formatted(mount.mountPoint(), mount.type(), mount.device()),
                        Map.of("mountPoint", mount.mountPoint()));
            }
        }
        if (!any) {
            found.unknown("the guest names no file system on a disk");
        }
        if (found.anyNotReady()) {
            noteReason(guest, found);
        }
        return found.verdict(EXPECTED, "every disk's file system is mounted for writing");
    }

    private static boolean shouldBeWritable(Mount mount) {
        String device = mount.device();
        return device.startsWith("/dev/")
                && !device.startsWith("/dev/loop")
                && !device.startsWith("/dev/sr")
                && !IMAGES.contains(mount.type());
    }

    private static void noteReason(Guest guest, VerdictBuilder found) {
        if (guest.facts().logs().kernelMessages() instanceof Known<Listing<LogEntry>> kernel) {
            kernel.value().stream()
                    .map(LogEntry::message)
                    .filter(FilesystemWritable::tellsWhy)
                    .forEach(message -> found.evidence("the kernel says: " + message));
        }
    }

    private static boolean tellsWhy(String message) {
        return message.contains("emounting filesystem read-only")
                || message.contains("EXT4-fs error")
                || message.contains("Filesystem has been shut down");
    }
}
