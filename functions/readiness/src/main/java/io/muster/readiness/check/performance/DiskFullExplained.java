package io.muster.readiness.check.performance;

import static io.muster.readiness.checklist.ChecklistRow.PERFORMANCE;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.DirectorySize;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.storage.LocalFileSystems;
import io.muster.readiness.text.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * "The disk is full" is half a finding: this one names the directories that fill it, which is what
 * the person on call has to find out first.
 */
public final class DiskFullExplained extends Check.OfGuest {

    public DiskFullExplained() {
        super(
                new Rule("disk-full-explained", PERFORMANCE, MEDIUM),
                limits ->
                        Message.of("disk-full-explained.expected")
                                .with("limit", limits.get(Setting.FILESYSTEM_MAXIMUM_PERCENT)),
                """
                # {#session}
                aws ssm start-session --region {region} --target {id}

                # {#hidden}
                #   sudo lsof -nP +aL1 {hidden}
                #   sudo find {hidden} -xdev -maxdepth 1 -type f -size +100M -ls
                #   findmnt --submounts {hidden}

                # {#directory}
                #   sudo du -xh --max-depth=1 --threshold=100M {directory}

                # {#journal}
                #   sudo journalctl --directory={journal} --vacuum-time=7d

                # {#containers}
                #   sudo docker system df
                #   sudo docker system prune

                # {#packages}
                #   sudo apt-get clean
                #   sudo dnf clean all
                """,
                "https://man7.org/linux/man-pages/man1/du.1.html");
    }

    /** Directories with less than this share of what is used do not explain a full disk. */
    private static final int MIN_SHARE = 20;

    private static final int MAX_DIRECTORIES = 4;

    /** The probe looks into so many directories of a file system at least, if there are. */
    private static final int LOOKED_INTO = 12;

    /** The probe lists so many directories at most. */
    private static final int MAX_LISTED = 70;

    private static final long GIBIBYTE = 1L << 30;

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                expectation(thresholds),
                guest.facts().storage().fileSystems(),
                fileSystems -> judge(guest, fileSystems, thresholds));
    }

    private Verdict judge(Guest guest, Listing<FileSystem> listing, Thresholds thresholds) {
        int limit = thresholds.get(Setting.FILESYSTEM_MAXIMUM_PERCENT);
        List<FileSystem> all = LocalFileSystems.distinct(listing);
        VerdictBuilder found = new VerdictBuilder();
        found.unknownGaps(listing, Message.of("performance.file-systems"));
        for (FileSystem one : all) {
            Integer percent = LocalFileSystems.usedPercent(one);
            if (percent != null && percent >= limit && !one.unwritable()) {
                explain(guest, one, all, Quantity.shareAtLeast(percent, limit), found);
            }
        }
        return found.verdict(
                expectation(thresholds),
                Message.of("disk-full-explained.below").with("limit", limit));
    }

    private static void explain(
            Guest guest,
            FileSystem full,
            List<FileSystem> all,
            Message share,
            VerdictBuilder found) {
        String fileSystem = LocalFileSystems.described(full);
        switch (guest.facts().storage().bigDirectories()) {
            case Missing<Listing<DirectorySize>> missing ->
                    found.unknown(
                            Message.of("disk-full-explained.no-sizes")
                                    .with("fileSystem", fileSystem)
                                    .with("share", share)
                                    .with("why", missing.detail()),
                            missing.cause());
            case Known<Listing<DirectorySize>> known -> {
                List<DirectorySize> biggest = biggest(full, all, known.value());
                OptionalLong inDirectories = inDirectories(full, all, known.value());
                if (inDirectories.isPresent()) {
                    found.notReady(
                            Message.of("disk-full-explained.hidden")
                                    .with("fileSystem", fileSystem)
                                    .with("share", share)
                                    .with("size", Quantity.sizeAtLeast(inDirectories.getAsLong()))
                                    .with("mountPoint", full.mountPoint()),
                            Map.of("hidden", full.mountPoint()));
                } else if (biggest.isEmpty()) {
                    found.unknown(
                            Message.of("disk-full-explained.unexplained")
                                    .with("fileSystem", fileSystem)
                                    .with("share", share));
                } else {
                    Message filled =
                            Message.of("disk-full-explained.filled")
                                    .with("fileSystem", fileSystem)
                                    .with("share", share)
                                    .with("directories", described(biggest));
                    biggest.forEach(one -> found.notReady(filled, step(one.path())));
                    noteUnmeasured(known.value(), found);
                }
            }
        }
    }

    /**
     * What all its directories hold, in bytes, where that is less than half of what is used and all
     * of them were measured.
     */
    private static OptionalLong inDirectories(
            FileSystem full, List<FileSystem> all, Listing<DirectorySize> listing) {
        Long used = full.space().usedBytes();
        List<DirectorySize> on =
                listing.stream()
                        .filter(
                                directory ->
                                        LocalFileSystems.holding(all, directory.path())
                                                .equals(Optional.of(full)))
                        .toList();
        Set<String> paths = on.stream().map(DirectorySize::path).collect(Collectors.toSet());
        List<DirectorySize> tops =
                on.stream().filter(directory -> !within(directory.path(), paths)).toList();
        boolean allMeasured =
                listing.complete()
                        && listing.size() < MAX_LISTED
                        && tops.size() < LOOKED_INTO
                        && on.stream().allMatch(directory -> directory.bytes() != null);
        long sum = tops.stream().mapToLong(DiskFullExplained::sizeOf).sum();
        return used == null
                        || listing.isEmpty()
                        || !allMeasured
                        || sum >= used / 2
                        || used - sum < GIBIBYTE
                ? OptionalLong.empty()
                : OptionalLong.of(sum);
    }

    /** Whether one of the directories holds the path. */
    private static boolean within(String path, Set<String> directories) {
        for (int slash = path.lastIndexOf('/');
                slash > 0;
                slash = path.lastIndexOf('/', slash - 1)) {
            if (directories.contains(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    private static void noteUnmeasured(Listing<DirectorySize> all, VerdictBuilder found) {
        all.stream()
                .filter(one -> one.bytes() == null)
                .map(one -> Message.of("disk-full-explained.not-measured").with("path", one.path()))
                .forEach(found::evidence);
    }

    /** The directories that explain most, without those that only contain another one of them. */
    private static List<DirectorySize> biggest(
            FileSystem full, List<FileSystem> all, Listing<DirectorySize> listing) {
        Long used = full.space().usedBytes();
        long smallest = used == null ? 0 : used / 100 * MIN_SHARE;
        List<DirectorySize> on =
                listing.stream()
                        .filter(directory -> sizeOf(directory) >= Math.max(1, smallest))
                        .filter(
                                directory ->
                                        LocalFileSystems.holding(all, directory.path())
                                                .equals(Optional.of(full)))
                        .toList();
        return on.stream()
                .filter(outer -> on.stream().noneMatch(inner -> mostOf(outer, inner)))
                .sorted(
                        Comparator.comparingLong((DirectorySize one) -> Quantity.band(sizeOf(one)))
                                .reversed()
                                .thenComparing(DirectorySize::path))
                .limit(MAX_DIRECTORIES)
                .toList();
    }

    private static boolean mostOf(DirectorySize outer, DirectorySize inner) {
        return inner.path().startsWith(outer.path() + "/") && sizeOf(inner) > sizeOf(outer) / 2;
    }

    private static long sizeOf(DirectorySize directory) {
        Long bytes = directory.bytes();
        return bytes == null ? -1 : bytes;
    }

    private static List<Message> described(List<DirectorySize> directories) {
        return directories.stream()
                .map(
                        one ->
                                Message.of("disk-full-explained.directory")
                                        .with("path", one.path())
                                        .with("size", Quantity.sizeAtLeast(sizeOf(one))))
                .toList();
    }

    /** What is known by its place has a way of its own to be cleared. */
    private static Map<String, String> step(String path) {
        if (path.startsWith("/var/log/journal")) {
            return Map.of("journal", "/var/log/journal");
        }
        if (path.startsWith("/var/lib/docker") || path.startsWith("/var/lib/containerd")) {
            return Map.of("containers", path);
        }
        if (path.startsWith("/var/cache/")) {
            return Map.of("packages", path);
        }
        return Map.of("directory", path);
    }
}
