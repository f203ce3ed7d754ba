package io.muster.readiness.guest;

/**
 * A loaded kernel module.
 *
 * @param taint letters such as {@code P} proprietary, {@code O} built outside the kernel tree,
 *     {@code E} unsigned; empty for the kernel's own
 */
public record KernelModule(String name, long bytes, String taint) {

    /** Whether it must be built or bought again for another architecture. */
    public boolean outOfTree() {
        return taint.indexOf('O') >= 0 || taint.indexOf('P') >= 0;
    }
}
