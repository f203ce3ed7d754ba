package io.muster.readiness.probe.parse;

import org.jspecify.annotations.Nullable;

/**
 * The EBS volume that an NVMe device's serial number names: {@code vol} and the hexadecimal digits
 * of the id, without its dash.
 *
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/identify-nvme-ebs-device.html">Map
 *     EBS volumes to NVMe device names</a>
 */
final class EbsVolume {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 17;

    private EbsVolume() {}

    /** {@code vol0abc...} as {@code vol-0abc...}; null for the serial of something else. */
    static @Nullable String id(@Nullable String serial) {
        if (serial == null || !serial.strip().startsWith("vol")) {
            return null;
        }
        String digits = serial.strip().substring(3);
        String bare = digits.startsWith("-") ? digits.substring(1) : digits;
        boolean hex = bare.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        return hex && bare.length() >= SHORTEST && bare.length() <= LONGEST ? "vol-" + bare : null;
    }
}
