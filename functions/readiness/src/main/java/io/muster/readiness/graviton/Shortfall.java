package io.muster.readiness.graviton;

import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.fact.InstanceType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of which a target type gives less than the source.
 *
 * @param needed what the source gives, in the quantity's unit
 * @param given what the target gives; null where AWS does not say
 */
public record Shortfall(Quantity quantity, double needed, @Nullable Double given) {

    /** What is compared, with the name and unit that AWS uses. */
    public enum Quantity {
        VCPUS("vCPUs", ""),
        MEMORY("memory", "MiB"),
        NETWORK("baseline network bandwidth", "Gbit/s"),
        EBS_IOPS("baseline EBS IOPS", ""),
        EBS_THROUGHPUT("baseline EBS throughput", "MB/s"),
        LOCAL_NVME("local NVMe storage", "GB");

        private final String label;
        private final String unit;

        Quantity(String label, String unit) {
            this.label = label;
            this.unit = unit;
        }

        /** Whether a target must give all of it, whatever the band. */
        boolean whole() {
            return this == VCPUS || this == MEMORY;
        }

        /** What a type gives of it; null where AWS does not say. */
        @Nullable Number of(InstanceType type) {
            return switch (this) {
                case VCPUS -> type.compute().vcpus();
                case MEMORY -> type.compute().memoryMib();
                case NETWORK -> type.network().baselineGbps();
                case EBS_IOPS -> type.ebs().baselineIops();
                case EBS_THROUGHPUT -> type.ebs().baselineMbytesPerSecond();
                case LOCAL_NVME -> type.localDisks().nvmeGb();
            };
        }

        private String amount(@Nullable Double value) {
            if (value == null) {
                return "an amount that AWS does not give";
            }
            // By way of the shortest decimal, so that 78.75 does not show the noise of a double.
            String number =
                    new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
            return unit.isEmpty() ? number : number + " " + unit;
        }
    }

    /** The share of what is needed that is missing: above 0, at most 1. */
    double share() {
        return given == null ? 1 : 1 - given / needed;
    }

    /** For a person: {@code baseline EBS throughput: 78.75 MB/s instead of 81.25 MB/s}. */
    @Override
    public String toString() {
        return quantity.label
                + ": "
                + quantity.amount(given)
                + " instead of "
                + quantity.amount(needed);
    }
}
