package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.guest.DirectorySize;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.GuestFacts.Storage;
import io.muster.readiness.guest.Listing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which disk of a guest is full and what lies on it, to a log that tells of writes that failed: the
 * log says since when, the guest says where.
 */
public final class FullDisks {

    private static final int MAX_DIRECTORIES = 3;

    private FullDisks() {}

    /** A line for each full file system; none where the guest was not seen or has none. */
    public static List<String> of(Instance instance, Fleet fleet, Thresholds thresholds) {
        Fact<Storage> storage =
                fleet.guestOf(instance, thresholds.get(Setting.GUEST_MAXIMUM_AGE_HOURS))
                        .flatMap(observation -> observation.facts())
                        .map(facts -> facts.storage());
        List<String> lines = new ArrayList<>();
        if (storage instanceof Known<Storage> known
                && known.value().fileSystems() instanceof Known<Listing<FileSystem>> all) {
            int limit = thresholds.get(Setting.FILESYSTEM_MAXIMUM_PERCENT);
            for (FileSystem one : all.value()) {
                Long used = one.space().usedBytes();
                Long size = one.space().sizeBytes();
                if (one.onDisk() && used != null && size != null && size > 0) {
                    int percent = (int) (used * 100 / size);
                    if (percent >= limit) {
                        lines.add(
                                "in the guest %s is %s full%s"
                                        .formatted(
                                                one.mountPoint(),
                                                Quantity.shareAtLeast(percent, limit),
                                                biggest(known.value(), one)));
                    }
                }
            }
        }
        return lines;
    }

    private static String biggest(Storage storage, FileSystem on) {
        if (!(storage.bigDirectories() instanceof Known<Listing<DirectorySize>> known)) {
            return "";
        }
        String below = on.mountPoint().endsWith("/") ? on.mountPoint() : on.mountPoint() + "/";
        String names =
                known.value().stream()
                        .filter(directory -> directory.path().startsWith(below))
                        .filter(directory -> directory.bytes() != null)
                        .sorted(
                                Comparator.comparingLong(
                                                (DirectorySize directory) ->
                                                        Quantity.band(bytes(directory)))
                                        .reversed()
                                        .thenComparing(DirectorySize::path))
                        .limit(MAX_DIRECTORIES)
                        .map(
                                directory ->
                                        "%s (%s)"
                                                .formatted(
                                                        directory.path(),
                                                        Quantity.sizeAtLeast(bytes(directory))))
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : ", most of it in " + names;
    }

    private static long bytes(DirectorySize directory) {
        Long bytes = directory.bytes();
        return bytes == null ? 0 : bytes;
    }
}
