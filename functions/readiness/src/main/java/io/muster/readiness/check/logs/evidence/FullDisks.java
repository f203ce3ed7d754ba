package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.guest.DirectorySize;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestFacts.Storage;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which disk of a guest is full and what lies on it, to a log that tells of writes that failed: the
 * log says since when, the guest says where.
 */
public final class FullDisks {

    private static final int MAX_DIRECTORIES = 3;
    private static final Comparator<DirectorySize> LARGEST_FIRST =
            Comparator.comparingLong((DirectorySize one) -> Quantity.band(bytes(one)))
                    .reversed()
                    .thenComparing(DirectorySize::path);

    private FullDisks() {}

    /** A line for each full file system; none where the guest was not seen or has none. */
    public static List<Message> of(Instance instance, Fleet fleet, Thresholds thresholds) {
        int limit = thresholds.get(Setting.FILESYSTEM_MAXIMUM_PERCENT);
        return fleet.guestOf(instance, thresholds.get(Setting.GUEST_MAXIMUM_AGE_HOURS))
                .flatMap(GuestObservation::facts)
                .map(GuestFacts::storage)
                .flatMap(storage -> storage.fileSystems().map(all -> lines(storage, all, limit)))
                .orElse(List.of());
    }

    private static List<Message> lines(Storage storage, Listing<FileSystem> all, int limit) {
        List<Message> lines = new ArrayList<>();
        for (FileSystem one : all) {
            int percent = one.onDisk() && !one.unwritable() ? percent(one.space()) : 0;
            if (percent >= limit) {
                List<Message> biggest = biggest(storage, one);
                Message line =
                        biggest.isEmpty()
                                ? Message.of("logs.full-file-system")
                                : Message.of("logs.full-file-system-of")
                                        .with("directories", biggest);
                lines.add(
                        line.with("mountPoint", one.mountPoint())
                                .with("share", Quantity.shareAtLeast(percent, limit)));
            }
        }
        return lines;
    }

    /** 0 where the guest does not tell. */
    private static int percent(FileSystem.Space space) {
        Long used = space.usedBytes();
        Long size = space.sizeBytes();
        return used == null || size == null || size <= 0 ? 0 : (int) (used * 100 / size);
    }

    private static List<Message> biggest(Storage storage, FileSystem on) {
        String below = on.mountPoint().endsWith("/") ? on.mountPoint() : on.mountPoint() + "/";
        return storage.bigDirectories().orElse(Listing.of(List.of())).stream()
                .filter(directory -> directory.path().startsWith(below))
                .filter(directory -> directory.bytes() != null)
                .sorted(LARGEST_FIRST)
                .limit(MAX_DIRECTORIES)
                .map(FullDisks::sized)
                .toList();
    }

    private static Message sized(DirectorySize directory) {
        return Message.of("logs.directory")
                .with("path", directory.path())
                .with("size", Quantity.sizeAtLeast(bytes(directory)));
    }

    private static long bytes(DirectorySize directory) {
        Long bytes = directory.bytes();
        return bytes == null ? 0 : bytes;
    }
}
