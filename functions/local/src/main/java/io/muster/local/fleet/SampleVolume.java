package io.muster.local.fleet;

import org.jspecify.annotations.Nullable;

/**
 * An EBS volume.
 *
 * @param name unique on its host, or among the volumes without a host
 * @param device under which it is attached; null for a root volume (the image's kind says) and for
 *     one that is attached to nothing
 * @param iops asked for; null for the type's default
 * @param sharedWith a second host that it is attached to; null for none
 */
record SampleVolume(
        String name,
        @Nullable String device,
        String type,
        int sizeGib,
        @Nullable Integer iops,
        boolean encrypted,
        Backup backup,
        @Nullable String sharedWith) {

    static SampleVolume volume(String type, int sizeGib) {
        return new SampleVolume("root", null, type, sizeGib, null, true, Backup.RECENT, null);
    }

    SampleVolume named(String aName) {
        return new SampleVolume(aName, device, type, sizeGib, iops, encrypted, backup, sharedWith);
    }

    SampleVolume at(String aDevice) {
        return new SampleVolume(name, aDevice, type, sizeGib, iops, encrypted, backup, sharedWith);
    }

    SampleVolume iops(int operations) {
        return new SampleVolume(
                name, device, type, sizeGib, operations, encrypted, backup, sharedWith);
    }

    SampleVolume unencrypted() {
        return new SampleVolume(name, device, type, sizeGib, iops, false, backup, sharedWith);
    }

    SampleVolume backup(Backup when) {
        return new SampleVolume(name, device, type, sizeGib, iops, encrypted, when, sharedWith);
    }

    SampleVolume sharedWith(String host) {
        return new SampleVolume(name, device, type, sizeGib, iops, encrypted, backup, host);
    }

    /** How long ago the newest snapshot was taken. */
    enum Backup {
        RECENT(1),
        OLD(45),
        NONE(-1);

        final int daysAgo;

        Backup(int daysAgo) {
            this.daysAgo = daysAgo;
        }
    }
}
