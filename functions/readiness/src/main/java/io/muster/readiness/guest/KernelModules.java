package io.muster.readiness.guest;

import java.util.List;

/**
 * What the kernel has loaded beyond its own, and the drivers that it needs on Nitro.
 *
 * @param modules those with a taint, and the drivers of Nitro and Xen that are loaded
 * @param drivers {@code ena}, {@code nvme}: those that this kernel has, loaded or not
 */
public record KernelModules(Listing<KernelModule> modules, List<String> drivers) {

    public KernelModules {
        drivers = List.copyOf(drivers);
    }

    /** Whether the kernel can drive Nitro's network and disks. */
    public boolean readyForNitro() {
        return has("ena") && has("nvme");
    }

    private boolean has(String driver) {
        return drivers.contains(driver) || modules.contains(module -> module.name().equals(driver));
    }
}
