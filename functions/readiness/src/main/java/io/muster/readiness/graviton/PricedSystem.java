package io.muster.readiness.graviton;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operating systems that AWS prices apart, by the usage operation of an instance.
 *
 * <p>Operations with SQL Server are left out: they have prices of their own, and none on arm64.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-info-fields.html">Platform
 *     details and usage operation values</a>
 */
public enum PricedSystem {
    /** Free of charge, and Red Hat by an own subscription, which AWS bills like it. */
    LINUX("Linux", "RunInstances", "RunInstances:00g0"),
    RHEL("RHEL", "RunInstances:0010"),
    RHEL_HA("Red Hat Enterprise Linux with HA", "RunInstances:1010"),
    SUSE("SUSE", "RunInstances:000g"),
    UBUNTU_PRO("Ubuntu Pro", "RunInstances:0g00"),
    WINDOWS("Windows", "RunInstances:0002");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so
    private final List<String> operations;

    PricedSystem(String label, String... operations) {
        this.label = label;
        this.operations = List.of(operations);
    }

    /** The value of the price list's attribute {@code operatingSystem}. */
    public String label() {
        return label;
    }

    /** The usage operations that are billed as it. */
    List<String> operations() {
        return operations;
    }

    /** The system that an operation is billed as; empty for one that is not known. */
    public static Optional<PricedSystem> ofUsageOperation(@Nullable String operation) {
        return Stream.of(values())
                .filter(system -> operation != null && system.operations.contains(operation))
                .findFirst();
    }
}
