package io.muster.readiness.fact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An EBS volume as DescribeVolumes reports it. A null field is one that EC2 did not report.
 *
 * @param type such as {@code gp3}
 * @param iops provisioned or baseline operations a second
 * @param throughputMibps provisioned MiB/s, gp3 only
 * @param snapshotId the snapshot it was made from, null for none
 * @param attachments more than one for a multi-attach volume
 */
public record Volume(
        String id,
        String type,
        int sizeGib,
        @Nullable Integer iops,
        @Nullable Integer throughputMibps,
        @Nullable Boolean encrypted,
        String state,
        @Nullable String zone,
        @Nullable Instant createdAt,
        boolean multiAttach,
        @Nullable String snapshotId,
        List<Attachment> attachments,
        Map<String, String> tags)
        implements Subject {

    public Volume {
        attachments = List.copyOf(attachments);
        tags = Map.copyOf(tags);
    }

    /**
     * A volume on an instance.
     *
     * @param device the name under which it was attached, such as {@code /dev/sdf}
     */
    public record Attachment(
            String instanceId,
            @Nullable String device,
            String state,
            @Nullable Boolean deleteOnTermination) {}

    @Override
    public ResourceType resourceType() {
        return ResourceType.VOLUME;
    }
}
