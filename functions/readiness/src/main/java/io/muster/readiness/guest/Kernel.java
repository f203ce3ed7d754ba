package io.muster.readiness.guest;

/**
 * The running kernel.
 *
 * @param name {@code Linux}
 * @param release such as {@code 4.14.256-197.484.amzn2.aarch64}
 * @param machine what the kernel is built for
 */
public record Kernel(String name, String release, Machine machine) {}
