package io.muster.cli.permissions;

import java.util.Locale;

/** The partitions of AWS. */
public enum Partition {
    AWS,
    AWS_CN,
    AWS_US_GOV;

    /** As ARNs have it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
