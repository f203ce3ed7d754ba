package io.muster.readiness.check.performance;

import io.muster.readiness.fact.InstanceType;

/** How old an instance type is, by EC2's flag and what the type runs on. */
enum Generation {
    /** EC2 does not say. */
    NOT_REPORTED,
    /** EC2 says that it is current. */
    CURRENT,
    /** It is not current, and EC2 does not say what it runs on. */
    UNKNOWN_HYPERVISOR,
    /** It is not current and from before Nitro: AWS adds no capacity for it. */
    BEFORE_NITRO,
    /** It is not current and sold on: a newer one has followed it. */
    SUPERSEDED;

    static Generation of(InstanceType type) {
        Boolean current = type.currentGeneration();
        if (current == null) {
            return NOT_REPORTED;
        }
        if (current) {
            return CURRENT;
        }
        InstanceType.Compute compute = type.compute();
        if (compute.bareMetal() || "nitro".equals(compute.hypervisor())) {
            return SUPERSEDED;
        }
        return "xen".equals(compute.hypervisor()) ? BEFORE_NITRO : UNKNOWN_HYPERVISOR;
    }
}
