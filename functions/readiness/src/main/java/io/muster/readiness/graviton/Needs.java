package io.muster.readiness.graviton;

import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.graviton.Shortfall.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * What a target must give to take over from an instance, one number for each {@link Quantity}, so
 * that the rule can be held to hundreds of types in a few microseconds.
 */
final class Needs {

    /** Far above the noise of adding up network cards, far below any difference AWS makes. */
    private static final double ROUNDING = 1e-9;

    private static final List<Quantity> QUANTITIES = List.of(Quantity.values());
    private static final int VCPUS = QUANTITIES.indexOf(Quantity.VCPUS);
    private static final int MEMORY = QUANTITIES.indexOf(Quantity.MEMORY);
    private static final int SSD = QUANTITIES.indexOf(Quantity.LOCAL_SSD);
    private static final int DISK = QUANTITIES.indexOf(Quantity.LOCAL_DISK);

    /** What AWS does not say of a target is less than any need. */
    private static final double NOT_GIVEN = -1;

    private final double[] needed = new double[QUANTITIES.size()];
    private final double[] least = new double[QUANTITIES.size()];

    private Needs() {}

    /**
     * What an instance of a type needs.
     *
     * @param percent the share of what is needed that is enough, where a band is allowed
     */
    static Needs of(InstanceType source, Usage usage, int percent) {
        Needs needs = new Needs();
        for (int i = 0; i < QUANTITIES.size(); i++) {
            Quantity quantity = QUANTITIES.get(i);
            Number all = quantity.of(source);
            if (all == null) {
                needs.least[i] = Double.NEGATIVE_INFINITY;
            } else {
                double share = quantity.whole() ? 1 : percent / 100.0;
                needs.needed[i] = usage.limited(quantity, all.doubleValue());
                needs.least[i] = needs.needed[i] * share * (1 - ROUNDING);
            }
        }
        return needs;
    }

    /** What a type gives, for {@link #met}. */
    static double[] given(InstanceType target) {
        return QUANTITIES.stream().mapToDouble(quantity -> given(quantity, target)).toArray();
    }

    private static double given(Quantity quantity, InstanceType target) {
        Number given = quantity.of(target);
        if (!quantity.binds(target)) {
            return Double.POSITIVE_INFINITY;
        }
        return given == null ? NOT_GIVEN : given.doubleValue();
    }

    /** Whether vCPUs and memory suffice, without which no type is even a compromise. */
    boolean roomy(double[] given) {
        return !falls(VCPUS, given) && !falls(MEMORY, given);
    }

    /** Whether all is there. */
    boolean met(double[] given) {
        for (int i = 0; i < least.length; i++) {
            if (given[i] < least[i]) {
                return false;
            }
        }
        return true;
    }

    /** The shares that are missing, added up; 0 where all is there. */
    double distance(double[] given) {
        double sum = 0;
        for (int i = 0; i < least.length; i++) {
            if (falls(i, given)) {
                sum += given[i] < 0 ? 1 : 1 - given[i] / needed[i];
            }
        }
        return sum;
    }

    /** What is missing. */
    List<Shortfall> shortfalls(double[] given) {
        List<Shortfall> found = new ArrayList<>(0);
        for (int i = 0; i < least.length; i++) {
            if (falls(i, given)) {
                Double has = given[i] < 0 ? null : Double.valueOf(given[i]);
                found.add(new Shortfall(QUANTITIES.get(i), needed[i], has));
            }
        }
        return found;
    }

    /** A missing SSD is missed once, and not again among all disks. */
    private boolean falls(int i, double[] given) {
        return given[i] < least[i] && !(i == DISK && given[SSD] < least[SSD]);
    }
}
