package io.muster.readiness.scorecard;

import io.muster.readiness.text.Message;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The service of AWS that made an Auto Scaling group: what is changed in the group itself, it
 * changes back, or does not know of.
 *
 * @param of what the service calls what the group belongs to: a cluster, an environment
 * @param part of that, such as a node group; null where the service has none
 */
public record ManagedBy(Service service, String of, @Nullable String part) {

    /**
     * Those that tag the instances of their groups; of two, the one that stands first.
     *
     * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html">EKS:
     *     managed node groups</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.tagging.html">Elastic
     *     Beanstalk: tags</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/BatchServiceRolePolicy.html">Batch:
     *     the tag that its role may set on groups</a>
     */
    public enum Service {
        EKS("eks:cluster-name", "eks:nodegroup-name", "Amazon EKS"),
        BEANSTALK("elasticbeanstalk:environment-name", null, "AWS Elastic Beanstalk"),
        BATCH("AWSBatchServiceTag", null, "AWS Batch"),
        CLOUDFORMATION("aws:cloudformation:stack-name", null, "AWS CloudFormation");

        private final String tag;
        private final @Nullable String partTag;
        private final String label;

        Service(String tag, @Nullable String partTag, String label) {
            this.tag = tag;
            this.partTag = partTag;
            this.label = label;
        }

        private @Nullable ManagedBy of(Map<String, String> tags) {
            String of = tags.get(tag);
            String part = partTag == null ? null : tags.get(partTag);
            return of == null || (partTag != null && part == null)
                    ? null
                    : new ManagedBy(this, of, part);
        }
    }

    /** By the tags of an instance of the group; null for none that is known. */
    static @Nullable ManagedBy of(Map<String, String> tags) {
        for (Service service : Service.values()) {
            ManagedBy manager = service.of(tags);
            if (manager != null) {
                return manager;
            }
        }
        return null;
    }

    /** What to know of it before the group is changed. */
    public Message message() {
        return switch (service) {
            case EKS, BEANSTALK, BATCH ->
                    Message.of("migration.managed").with("service", service.label);
            case CLOUDFORMATION -> Message.of("migration.of-stack").with("stack", of);
        };
    }
}
