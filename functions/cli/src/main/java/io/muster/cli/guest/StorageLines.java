package io.muster.cli.guest;

import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.DirectorySize;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.GuestFacts.Storage;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Disks, what lies on them and what fills them: what df, lsblk and du are asked for. */
final class StorageLines {

    private static final int MAX_FILE_SYSTEMS = 12;
    private static final int MAX_DEVICES = 16;
    private static final int MAX_DIRECTORIES = 8;
    private static final double NEARLY_ALL = 0.95;

    private StorageLines() {}

    static void print(Sheet sheet, Storage storage) {
        sheet.table(
                Message.of("screen.guest-file-systems"),
                storage.fileSystems(),
                all -> fileSystems(all, sheet),
                2,
                3,
                4,
                5);
        sheet.table(
                Message.of("screen.guest-disks"),
                storage.blockDevices(),
                all -> devices(all, sheet),
                1);
        sheet.table(
                Message.of("screen.guest-directories"),
                storage.bigDirectories(),
                all -> directories(all, sheet),
                0);
    }

    /** The fullest first; those in memory are no disk's. */
    private static List<List<String>> fileSystems(Listing<FileSystem> all, Sheet sheet) {
        List<FileSystem> shown =
                all.stream()
                        .filter(each -> each.onDisk() || each.onNetwork())
                        .sorted(Comparator.comparingInt(StorageLines::use).reversed())
                        .limit(MAX_FILE_SYSTEMS)
                        .toList();
        if (shown.isEmpty()) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                Stream.of(
                                Message.of("screen.guest-mounted-on"),
                                Message.of("screen.guest-type"),
                                Message.of("screen.guest-size"),
                                Message.of("screen.guest-free"),
                                Message.of("screen.guest-used"),
                                Message.of("screen.guest-inodes"),
                                Message.of("screen.guest-device"))
                        .map(sheet::text)
                        .toList());
        shown.forEach(each -> rows.add(row(each, sheet)));
        return rows;
    }

    private static int use(FileSystem fileSystem) {
        Integer percent = fileSystem.space().usedPercent();
        return percent == null ? -1 : percent;
    }

    private static List<String> row(FileSystem each, Sheet sheet) {
        FileSystem.Inodes inodes = each.inodes();
        Message readOnly = Message.of("screen.guest-read-only").with("device", each.device());
        return List.of(
                each.mountPoint(),
                Sheet.orNothing(each.type()),
                Sheet.size(each.space().sizeBytes()),
                Sheet.size(each.space().availableBytes()),
                Sheet.percent(each.space().usedPercent()),
                inodes == null || inodes.usedPercent() == null
                        ? "-"
                        : Sheet.percent(inodes.usedPercent()),
                Boolean.TRUE.equals(each.readOnly()) ? sheet.text(readOnly) : each.device());
    }

    private static List<List<String>> devices(Listing<BlockDevice> all, Sheet sheet) {
        return all.stream()
                .filter(device -> !"rom".equals(device.kind()))
                .filter(device -> device.sizeBytes() == null || device.sizeBytes() > 0)
                .flatMap(device -> rows(device, 0, sheet))
                .limit(MAX_DEVICES)
                .toList();
    }

    private static Stream<List<String>> rows(BlockDevice device, int depth, Sheet sheet) {
        List<String> row =
                List.of(
                        "  ".repeat(depth) + device.name(),
                        Sheet.size(device.sizeBytes()),
                        Sheet.orNothing(device.kind()),
                        what(device, sheet),
                        where(device));
        return Stream.concat(
                Stream.of(row),
                device.children().stream().flatMap(child -> rows(child, depth + 1, sheet)));
    }

    /** A partition without a file system may hold a boot loader; a disk with nothing is idle. */
    private static String what(BlockDevice device, Sheet sheet) {
        boolean idle = device.disk() && device.children().isEmpty() && !device.inUse();
        if (device.fileSystem() != null) {
            return device.fileSystem();
        }
        return idle ? sheet.text(Message.of("screen.guest-unused")) : "";
    }

    private static String where(BlockDevice device) {
        List<String> words = new ArrayList<>(device.mountPoints());
        if (device.volumeId() != null) {
            words.add(device.volumeId());
        }
        return String.join(" ", words);
    }

    private static List<List<String>> directories(Listing<DirectorySize> all, Sheet sheet) {
        return all.stream()
                .filter(each -> !onlyHolds(each, all))
                .limit(MAX_DIRECTORIES)
                .map(each -> List.of(counted(each.bytes(), sheet), each.path()))
                .toList();
    }

    private static String counted(@Nullable Long bytes, Sheet sheet) {
        return bytes == null
                ? sheet.text(Message.of("screen.guest-not-counted"))
                : Sheet.size(bytes);
    }

    /** Whether nearly all of it lies in one directory below, which is listed itself. */
    private static boolean onlyHolds(DirectorySize directory, Listing<DirectorySize> all) {
        Long bytes = directory.bytes();
        String below = directory.path() + "/";
        return bytes != null
                && all.contains(
                        other ->
                                other.path().startsWith(below)
                                        && other.bytes() != null
                                        && other.bytes() >= bytes * NEARLY_ALL);
    }
}
