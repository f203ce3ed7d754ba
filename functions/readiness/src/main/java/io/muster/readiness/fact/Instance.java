package io.muster.readiness.fact;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An EC2 instance as DescribeInstances reports it. A null field is one that EC2 did not report. */
public record Instance(
        String id,
        Life life,
        Machine machine,
        Placement placement,
        Network network,
        Options options,
        Storage storage,
        Map<String, String> tags)
        implements Subject {

    public Instance {
        tags = Map.copyOf(tags);
    }

    /**
     * Its state, and since when.
     *
     * @param changedAt when it was last stopped or started by a person or a service, read from the
     *     state transition reason; null when EC2 gives none
     */
    public record Life(State state, @Nullable Instant launchedAt, @Nullable Instant changedAt) {}

    /**
     * The hardware and the image.
     *
     * @param instanceType such as {@code m5.large}; hypervisor and sizes are the type's
     * @param platform WINDOWS where EC2 says so, else LINUX (EC2's word is {@code Linux/UNIX})
     * @param imageId the AMI it was launched from, which may have been deregistered since
     * @param productCodes AWS Marketplace product codes that the instance carries
     * @param usageOperation what is billed beside the hardware, such as {@code RunInstances:0010}
     */
    public record Machine(
            String instanceType,
            @Nullable Architecture architecture,
            @Nullable Boolean enaSupport,
            Platform platform,
            @Nullable String imageId,
            List<String> productCodes,
            @Nullable String usageOperation) {

        public Machine {
            productCodes = List.copyOf(productCodes);
        }
    }

    /**
     * Where it runs, as what kind of capacity, and by whom.
     *
     * @param operator the AWS service that runs it, such as {@code eks.amazonaws.com}; null for an
     *     instance of the account's own
     */
    public record Placement(
            @Nullable String zone,
            Tenancy tenancy,
            Lifecycle lifecycle,
            @Nullable String operator) {}

    /**
     * Its addresses and what guards them.
     *
     * @param publicAddresses of all its network interfaces, of both versions of IP, the secondary
     *     ones too
     * @param interfaces how many network interfaces are attached
     */
    public record Network(
            @Nullable String privateAddress,
            @Nullable String privateDnsName,
            List<String> publicAddresses,
            List<String> securityGroupIds,
            int interfaces) {

        public Network {
            publicAddresses = List.copyOf(publicAddresses);
            securityGroupIds = List.copyOf(securityGroupIds);
        }
    }

    /**
     * What was chosen for it and can be changed.
     *
     * @param detailedMonitoring whether metrics come every minute
     * @param nestedVirtualization whether it may run virtual machines of its own
     */
    public record Options(
            @Nullable Boolean detailedMonitoring,
            @Nullable MetadataOptions metadata,
            @Nullable String profileArn,
            @Nullable Boolean nestedVirtualization) {}

    /** Its EBS volumes. */
    public record Storage(@Nullable Boolean ebsOptimized, List<BlockDevice> blockDevices) {

        public Storage {
            blockDevices = List.copyOf(blockDevices);
        }
    }

    /** The states of an instance's life, and one for a state that AWS may add. */
    public enum State {
        PENDING,
        RUNNING,
        STOPPING,
        STOPPED,
        SHUTTING_DOWN,
        TERMINATED,
        UNRECOGNISED;

        /** As EC2 writes it, such as {@code shutting-down}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * Whether the instance is on its way out or gone: nothing about it is left to get ready.
         */
        public boolean gone() {
            return this == SHUTTING_DOWN || this == TERMINATED;
        }

        /**
         * Whether the instance is, or is about to be, without compute while its disks stay paid.
         */
        public boolean stopped() {
            return this == STOPPING || this == STOPPED;
        }
    }

    public enum Platform {
        LINUX,
        WINDOWS
    }

    /** How the capacity is bought. */
    public enum Lifecycle {
        ON_DEMAND,
        SPOT,
        SCHEDULED,
        CAPACITY_BLOCK,
        INTERRUPTIBLE_CAPACITY_RESERVATION,
        /** A way of buying that this version of Muster does not know. */
        UNRECOGNISED
    }

    public enum Tenancy {
        DEFAULT,
        DEDICATED,
        HOST
    }

    /**
     * Access to the instance metadata service.
     *
     * @param enabled whether the service answers at all
     * @param tokensRequired whether only IMDSv2 is answered
     * @param hopLimit how many network hops an answer may travel, 1 to 64
     */
    public record MetadataOptions(
            boolean enabled, boolean tokensRequired, @Nullable Integer hopLimit) {}

    /** An EBS volume in the instance's block device mapping. */
    public record BlockDevice(
            String device, String volumeId, @Nullable Boolean deleteOnTermination) {}

    @Override
    public ResourceType resourceType() {
        return ResourceType.INSTANCE;
    }

    @Override
    public @Nullable String operator() {
        return placement.operator();
    }

    public State state() {
        return life.state();
    }

    public boolean running() {
        return state() == State.RUNNING;
    }

    public String instanceType() {
        return machine.instanceType();
    }

    public @Nullable String imageId() {
        return machine.imageId();
    }

    /** The Auto Scaling group that launched it, from the tag that Auto Scaling sets. */
    public @Nullable String autoScalingGroupName() {
        return tags.get("aws:autoscaling:groupName");
    }

    /** The Name tag. */
    public @Nullable String name() {
        return tags.get("Name");
    }
}
