package io.muster.readiness.fact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An EBS volume as DescribeVolumes reports it. A null field is one that EC2 did not report.
 *
 * @param attachments more than one for a multi-attach volume
 * @param operator the AWS service that runs the instance for which it was made; null for a volume
 *     of the account's own
 */
public record Volume(
        String id,
        Specification specification,
        String state,
        @Nullable Instant createdAt,
        List<Attachment> attachments,
        @Nullable String operator,
        Map<String, String> tags)
        implements Subject {

    public Volume {
        attachments = List.copyOf(attachments);
        tags = Map.copyOf(tags);
    }

    public String type() {
        return specification.type();
    }

    public int sizeGib() {
        return specification.sizeGib();
    }

    /**
     * What kind of volume it is.
     *
     * @param type such as {@code gp3}
     * @param iops provisioned or baseline operations a second
     * @param throughputMibps provisioned MiB/s, gp3 only
     */
    public record Specification(
            String type,
            int sizeGib,
            @Nullable Integer iops,
            @Nullable Integer throughputMibps,
            @Nullable Boolean encrypted) {}

    /** A volume on an instance. */
    public record Attachment(String instanceId, String state) {}

    @Override
    public ResourceType resourceType() {
        return ResourceType.VOLUME;
    }
}
