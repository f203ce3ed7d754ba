package io.muster.readiness.probe.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The EBS volume that an NVMe device's serial number names: {@code vol} and the hexadecimal digits
 * of the id, without its dash.
 *
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/identify-nvme-ebs-device.html">Map
 *     EBS volumes to NVMe device names</a>
 */
final class EbsVolume {

    private static final Pattern SERIAL = Pattern.compile("vol-?([0-9a-f]{8,17})");

    private EbsVolume() {}

    /** {@code vol0abc...} as {@code vol-0abc...}; null for the serial of something else. */
    static @Nullable String id(@Nullable String serial) {
        Matcher volume = SERIAL.matcher(serial == null ? "" : serial.strip());
        return volume.matches() ? "vol-" + volume.group(1) : null;
    }
}
