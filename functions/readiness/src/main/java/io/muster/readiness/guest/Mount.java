package io.muster.readiness.guest;

import java.util.List;

/**
 * A line of {@code /proc/mounts}.
 *
 * @param options of the mount and its file system, such as {@code rw}, {@code noatime}
 */
public record Mount(String device, String mountPoint, String type, List<String> options) {

    private static final int MAX_DEVICES = 64;

    public Mount {
        options = List.copyOf(options);
    }

    public boolean readOnly() {
        return options.contains("ro");
    }

    /**
     * Whether the kernel says of a file system that is mounted for writing that it takes no writes
     * after an error (ext4 since Linux 6.14).
     */
    public boolean stopped() {
        return options.contains("emergency_ro") || options.contains("shutdown");
    }

    /** Its devices, of which bcachefs has several. */
    public List<String> devices() {
        return List.of(device.split(":", MAX_DEVICES));
    }
}
