package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * The machine as systemd knows it ({@code hostnamectl}).
 *
 * @param name the static host name
 * @param chassis such as {@code vm} or {@code server}
 * @param virtualization such as {@code amazon}, {@code kvm}, {@code xen}; null on bare metal
 * @param operatingSystem the distribution's pretty name
 * @param kernel such as {@code Linux 6.1.0-18-cloud-amd64}
 */
public record Host(
        @Nullable String name,
        @Nullable String chassis,
        @Nullable String virtualization,
        @Nullable String operatingSystem,
        @Nullable String kernel,
        @Nullable Machine machine) {}
