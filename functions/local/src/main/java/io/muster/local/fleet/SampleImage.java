package io.muster.local.fleet;

import org.jspecify.annotations.Nullable;

/**
 * An image of the account's own, copied from one of Amazon's.
 *
 * @param deprecatedDaysAgo null where it is not deprecated
 * @param deregistered whether it is gone by now, while instances still run from it
 */
record SampleImage(
        String name,
        Kind kind,
        int ageDays,
        @Nullable Integer deprecatedDaysAgo,
        boolean deregistered) {

    static SampleImage image(String name, Kind kind, int ageDays) {
        return new SampleImage(name, kind, ageDays, null, false);
    }

    SampleImage deprecated(int daysAgo) {
        return new SampleImage(name, kind, ageDays, daysAgo, deregistered);
    }

    SampleImage gone() {
        return new SampleImage(name, kind, ageDays, deprecatedDaysAgo, true);
    }

    /** What it runs on, and the name under which its root device is attached. */
    enum Kind {
        LINUX_ARM64("arm64", false, "/dev/xvda"),
        LINUX_X86("x86_64", false, "/dev/xvda"),
        UBUNTU_X86("x86_64", false, "/dev/sda1"),
        WINDOWS("x86_64", true, "/dev/sda1");

        final String architecture;
        final boolean windows;
        final String rootDevice;

        Kind(String architecture, boolean windows, String rootDevice) {
            this.architecture = architecture;
            this.windows = windows;
            this.rootDevice = rootDevice;
        }
    }
}
