package io.muster.readiness.guest;

import java.util.List;

/**
 * A line of {@code /proc/mounts}.
 *
 * @param options of the mount and its file system, such as {@code rw}, {@code noatime}
 */
public record Mount(String device, String mountPoint, String type, List<String> options) {

    public Mount {
        options = List.copyOf(options);
    }

    public boolean readOnly() {
        return options.contains("ro");
    }
}
