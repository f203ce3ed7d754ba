package io.muster.readiness.check.performance;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.guest.Mount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The devices whose file systems the kernel stopped after an error, and did not mount since. xfs
 * shuts itself down without a sign in the table of mounts.
 *
 * @see <a href="https://github.com/torvalds/linux/blob/master/fs/xfs/xfs_fsops.c">xfs_fsops.c</a>
 */
final class StoppedDevices {

    private static final String DEVICE = "(?<device>[\\w.!-]{1,64}?)";

    private static final List<Pattern> STOPPED =
            List.of(
                            "XFS \\(" + DEVICE + "\\): .*Shutting down filesystem",
                            "XFS \\(" + DEVICE + "\\): Filesystem has been shut down",
                            "XFS \\(" + DEVICE + "\\): Please u(?:n)?mount the filesystem",
                            "EXT[234]-fs \\(" + DEVICE + "\\): Remounting filesystem read-only",
                            "EXT[234]-fs \\(" + DEVICE + "\\): shut down requested",
                            "Aborting journal on device " + DEVICE + "(?:-8)?\\.(?:$| )",
                            "BTRFS[^(]{0,32}\\(device "
                                    + DEVICE
                                    + "(?:: state \\w{1,16})?\\):? .*forced readonly",
                            "F2FS-fs \\("
                                    + DEVICE
                                    + "\\): (?:Remounting filesystem read-only|Stopped filesystem due to reason: [1-9])",
                            "bcachefs \\(" + DEVICE + "\\): .*emergency read only")
                    .stream()
                    .map(Pattern::compile)
                    .toList();

    private static final Pattern MOUNTED =
            Pattern.compile(
                    "(?:XFS|EXT[234]-fs) \\("
                            + DEVICE
                            + "\\): (?:Mounting V|[Mm]ounted filesystem|re-mounted)");

    private static final String KERNEL = "kernel";

    private final Map<String, List<String>> messages = new LinkedHashMap<>();
    private final List<BlockDevice> devices;

    private StoppedDevices(List<BlockDevice> devices) {
        this.devices = devices;
    }

    static StoppedDevices of(GuestFacts facts) {
        StoppedDevices stopped =
                new StoppedDevices(
                        facts.storage().blockDevices().orElse(Listing.of(List.of())).stream()
                                .flatMap(BlockDevice::tree)
                                .toList());
        stopped.read(facts.logs().kernelMessages(), entry -> true);
        stopped.read(facts.logs().syslogTrouble(), entry -> KERNEL.equals(entry.source()));
        return stopped;
    }

    private void read(Fact<LogWindow> log, Predicate<LogEntry> kernels) {
        if (log instanceof Known<LogWindow> known) {
            known.value().entries().stream()
                    .filter(kernels)
                    .map(LogEntry::message)
                    .forEach(this::read);
        }
    }

    private void read(String message) {
        for (Pattern pattern : STOPPED) {
            Matcher found = pattern.matcher(message);
            if (found.find()) {
                List<String> before =
                        messages.computeIfAbsent(found.group("device"), key -> new ArrayList<>());
                if (!before.contains(message)) {
                    before.add(message);
                }
                return;
            }
        }
        Matcher mounted = MOUNTED.matcher(message);
        if (mounted.find()) {
            messages.remove(mounted.group("device"));
        }
    }

    /** Why the kernel stopped what is mounted there; none where it did not. */
    List<String> messages(Mount mount) {
        return messages.entrySet().stream()
                .filter(stopped -> leads(mount, stopped.getKey()))
                .flatMap(stopped -> stopped.getValue().stream())
                .toList();
    }

    private boolean leads(Mount mount, String device) {
        return mount.devices().contains("/dev/" + device)
                || devices.stream()
                        .filter(one -> one.isAt("/dev/" + device))
                        .anyMatch(
                                one ->
                                        one.isAt(mount.device())
                                                || one.mountPoints().contains(mount.mountPoint()));
    }
}
