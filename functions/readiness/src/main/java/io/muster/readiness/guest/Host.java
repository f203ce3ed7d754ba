package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * The machine as systemd knows it (what {@code hostnamectl} says).
 *
 * @param name the static host name
 * @param chassis such as {@code vm} or {@code server}
 * @param virtualization such as {@code amazon}, {@code kvm}, {@code xen}; null on bare metal
 * @param operatingSystem the distribution's pretty name
 * @param cpeName its name in the Common Platform Enumeration, such as {@code
 *     cpe:2.3:o:amazon:amazon_linux:2023}; null where it has none
 * @param kernel such as {@code Linux 6.1.0-18-cloud-amd64}
 */
public record Host(
        @Nullable String name,
        @Nullable String chassis,
        @Nullable String virtualization,
        @Nullable String operatingSystem,
        @Nullable String cpeName,
        @Nullable String kernel,
        @Nullable Machine machine) {}
