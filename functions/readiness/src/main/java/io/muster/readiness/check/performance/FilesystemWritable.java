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
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.guest.Mount;
import io.muster.readiness.text.Message;
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
                """,
                "https://www.kernel.org/doc/html/latest/admin-guide/ext4.html");
    }

    /** What cannot be written to by its nature. */
    private static final Set<String> IMAGES =
            Set.of("squashfs", "iso9660", "udf", "erofs", "cramfs", "romfs", "overlay");

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
        boolean any = false;
        for (Mount mount : mounts) {
            if (!shouldBeWritable(mount)) {
                continue;
            }
            any = true;
            if (mount.readOnly() && !writable.contains(mount.device())) {
                found.notReady(
                        Message.of("filesystem-writable.read-only")
                                .with("mountPoint", mount.mountPoint())
                                .with("type", mount.type())
                                .with("device", mount.device()),
                        Map.of("mountPoint", mount.mountPoint()));
            }
        }
        if (!any) {
            found.unknown(Message.of("performance.no-file-system"));
        }
        if (found.anyNotReady()) {
            noteReason(guest, found);
        }
        return found.verdict(EXPECTED, Message.of("filesystem-writable.read-write"));
    }

    private static boolean shouldBeWritable(Mount mount) {
        String device = mount.device();
        return device.startsWith("/dev/")
                && !device.startsWith("/dev/loop")
                && !device.startsWith("/dev/sr")
                && !IMAGES.contains(mount.type());
    }

    private static void noteReason(Guest guest, VerdictBuilder found) {
        if (guest.facts().logs().kernelMessages() instanceof Known<LogWindow> kernel) {
            kernel.value().entries().stream()
                    .map(LogEntry::message)
                    .filter(FilesystemWritable::tellsWhy)
                    .map(text -> Message.of("filesystem-writable.kernel").with("message", text))
                    .forEach(found::evidence);
        }
    }

    private static boolean tellsWhy(String message) {
        return message.contains("emounting filesystem read-only")
                || message.contains("EXT4-fs error")
                || message.contains("Filesystem has been shut down");
    }
}
