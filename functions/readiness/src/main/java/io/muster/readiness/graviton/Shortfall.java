package io.muster.readiness.graviton;

import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fact.InstanceType.EbsCard;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of which a target type gives less than is needed.
 *
 * @param needed in the quantity's unit
 * @param given what the target gives; null where AWS does not say
 */
public record Shortfall(Quantity quantity, double needed, @Nullable Double given) {

    /** What is compared, with the unit that AWS uses. */
    public enum Quantity {
        VCPUS(""),
        MEMORY("MiB"),
        NETWORK("Gbit/s"),
        EBS_IOPS(""),
        EBS_THROUGHPUT("MB/s"),
        /** What one volume can get, where a target spreads volumes over several EBS cards. */
        EBS_CARD_IOPS(""),
        EBS_CARD_THROUGHPUT("MB/s"),
        /** An SSD never becomes an HDD. */
        LOCAL_SSD("GB"),
        /** All local disks: an HDD may become an SSD. */
        LOCAL_DISK("GB");

        private final String unit;

        Quantity(String unit) {
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
                case EBS_CARD_IOPS -> type.ebs().cardIops();
                case EBS_CARD_THROUGHPUT -> type.ebs().cardMbytesPerSecond();
                case LOCAL_SSD -> type.localDisks().ssdGb();
                case LOCAL_DISK -> type.localDisks().totalGb();
            };
        }

        /** Whether a type can fall short of it: with one EBS card, the sum says all. */
        boolean binds(InstanceType target) {
            EbsCard card = target.ebs().card();
            return (this != EBS_CARD_IOPS && this != EBS_CARD_THROUGHPUT) || card != null;
        }

        private Message amount(@Nullable Double value) {
            if (value == null) {
                return Message.of("graviton-target.not-published");
            }
            // By way of the shortest decimal, so that 78.75 does not show the noise of a double.
            String number =
                    new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
            return Message.literal(unit.isEmpty() ? number : number + " " + unit);
        }
    }

    /** The share of what is needed that is missing: above 0, at most 1. */
    double share() {
        return given == null ? 1 : 1 - given / needed;
    }

    /** As text: {@code baseline EBS throughput 78.75 MB/s instead of 81.25 MB/s}. */
    public Message message() {
        Message text =
                switch (quantity) {
                    case VCPUS -> Message.of("graviton-target.less-vcpus");
                    case MEMORY -> Message.of("graviton-target.less-memory");
                    case NETWORK -> Message.of("graviton-target.less-network");
                    case EBS_IOPS -> Message.of("graviton-target.less-ebs-iops");
                    case EBS_THROUGHPUT -> Message.of("graviton-target.less-ebs-throughput");
                    case EBS_CARD_IOPS -> Message.of("graviton-target.less-card-iops");
                    case EBS_CARD_THROUGHPUT -> Message.of("graviton-target.less-card-throughput");
                    case LOCAL_SSD -> Message.of("graviton-target.less-local-ssd");
                    case LOCAL_DISK -> Message.of("graviton-target.less-local-disk");
                };
        return text.with("given", quantity.amount(given)).with("needed", quantity.amount(needed));
    }
}
