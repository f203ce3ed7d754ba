package io.muster.readiness.graviton;

import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;

/**
 * What an instance uses of its type: limits of a target bind only as far as they are used.
 *
 * @param networkInterfaces how many are attached
 * @param volumes how many EBS volumes are attached
 */
public record Usage(int networkInterfaces, int volumes) {

    public static Usage of(Instance instance) {
        return new Usage(instance.network().interfaces(), instance.storage().blockDevices().size());
    }

    /**
     * Whether a type has room for it. On most Nitro types interfaces and volumes share one limit,
     * of which AWS's maximum of volumes leaves room for the first interface only; so every further
     * interface counts as a volume. A limit that AWS does not give binds nothing.
     */
    public boolean fits(InstanceType target) {
        Integer interfaces = target.network().maximumInterfaces();
        Integer attachments = target.ebs().maximumAttachments();
        int further = Math.max(0, networkInterfaces - 1);
        return (interfaces == null || networkInterfaces <= interfaces)
                && (attachments == null || volumes == 0 || volumes + further <= attachments);
    }
}
