package io.muster.readiness.fact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An EC2 instance as DescribeInstances reports it. A null field is one that EC2 did not report.
 *
 * @param instanceType such as {@code m5.large}; architecture, hypervisor and sizes are the type's
 * @param platform WINDOWS where EC2 says so, else LINUX (EC2's word is {@code Linux/UNIX})
 * @param imageId the AMI it was launched from, which may have been deregistered since
 * @param stateChangedAt when it was last stopped or started by a person or a service, read from the
 *     state transition reason; null when EC2 gives none
 * @param detailedMonitoring whether metrics come every minute
 * @param networkInterfaces how many network interfaces are attached
 * @param productCodes AWS Marketplace product codes that the instance carries
 */
public record Instance(
        String id,
        State state,
        String instanceType,
        @Nullable Architecture architecture,
        Platform platform,
        Lifecycle lifecycle,
        @Nullable String imageId,
        @Nullable Instant launchedAt,
        @Nullable Instant stateChangedAt,
        @Nullable String zone,
        Tenancy tenancy,
        @Nullable String vpcId,
        @Nullable String subnetId,
        @Nullable String privateAddress,
        @Nullable String privateDnsName,
        @Nullable String publicAddress,
        @Nullable Boolean detailedMonitoring,
        @Nullable MetadataOptions metadataOptions,
        @Nullable String instanceProfileArn,
        @Nullable Boolean ebsOptimized,
        @Nullable Boolean enaSupport,
        @Nullable String rootDevice,
        List<String> securityGroupIds,
        List<BlockDevice> blockDevices,
        int networkInterfaces,
        List<String> productCodes,
        Map<String, String> tags)
        implements Subject {

    public Instance {
        securityGroupIds = List.copyOf(securityGroupIds);
        blockDevices = List.copyOf(blockDevices);
        productCodes = List.copyOf(productCodes);
        tags = Map.copyOf(tags);
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
        CAPACITY_BLOCK
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

    public boolean running() {
        return state == State.RUNNING;
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
