package io.muster.readiness.fleet;

import io.muster.readiness.decision.Decision;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.DeployedDocument;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fact.LaunchSettings;
import io.muster.readiness.fact.LaunchTemplate;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fact.MetadataDefaults;
import io.muster.readiness.fact.PrefixList;
import io.muster.readiness.fact.ScalingPolicy;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.VolumeStatus;
import io.muster.readiness.graviton.Prices;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One of the things that a scan collects of a scope, known or missing on its own.
 *
 * <p>This is the one list of them: collectors, checks, reports and tests iterate {@link #all}.
 *
 * @param <T> what is known when it is collected
 */
public final class Source<T> {

    private static final List<Source<?>> ALL = new ArrayList<>();

    public static final Source<List<Instance>> INSTANCES =
            new Source<>("instances", Message.of("facts.source-instances"));

    public static final Source<List<Volume>> VOLUMES =
            new Source<>("volumes", Message.of("facts.source-volumes"));

    /**
     * By name: the types in use and every current arm64 type; empty where no instance is left that
     * could use one.
     */
    public static final Source<Map<String, InstanceType>> INSTANCE_TYPES =
            new Source<>("instance types", Message.of("facts.source-instance-types"));

    /**
     * What the types in use and their possible targets cost in the region, from AWS's price list.
     */
    public static final Source<Prices> PRICES =
            new Source<>("prices", Message.of("facts.source-prices"));

    /** Instance type to the zones that offer it, for the types in {@link #INSTANCE_TYPES}. */
    public static final Source<Map<String, Set<String>>> OFFERINGS =
            new Source<>("instance type offerings", Message.of("facts.source-offerings"));

    /**
     * By id, every image in use; an id that is asked for and not answered is not in the map, which
     * says that the image is deregistered or no longer shared.
     */
    public static final Source<Map<String, Image>> IMAGES =
            new Source<>("images", Message.of("facts.source-images"));

    /** By the id of an x86 image in use, the arm64 image that matches it, or why none is known. */
    public static final Source<Map<String, MatchingImage>> ARM64_IMAGES =
            new Source<>("arm64 images", Message.of("facts.source-arm64-images"));

    /** By id. */
    public static final Source<Map<String, SecurityGroup>> SECURITY_GROUPS =
            new Source<>("security groups", Message.of("facts.source-security-groups"));

    /**
     * By id, the prefix lists that security groups name; a list that is asked for and not answered
     * is not in the map, which says that it is deleted or no longer shared.
     */
    public static final Source<Map<String, PrefixList>> PREFIX_LISTS =
            new Source<>("prefix lists", Message.of("facts.source-prefix-lists"));

    public static final Source<List<Address>> ADDRESSES =
            new Source<>("Elastic IP addresses", Message.of("facts.source-addresses"));

    public static final Source<List<Snapshot>> SNAPSHOTS =
            new Source<>("snapshots", Message.of("facts.source-snapshots"));

    /** By instance id, of running instances. */
    public static final Source<Map<String, InstanceStatus>> INSTANCE_STATUSES =
            new Source<>("instance statuses", Message.of("facts.source-instance-statuses"));

    /** By volume id. */
    public static final Source<Map<String, VolumeStatus>> VOLUME_STATUSES =
            new Source<>("volume statuses", Message.of("facts.source-volume-statuses"));

    public static final Source<List<AutoScalingGroup>> AUTO_SCALING_GROUPS =
            new Source<>("Auto Scaling groups", Message.of("facts.source-auto-scaling-groups"));

    /**
     * By id, the launch templates that groups name, with the versions that they name; a template
     * that is deleted is not in the map.
     */
    public static final Source<Map<String, LaunchTemplate>> LAUNCH_TEMPLATES =
            new Source<>("launch templates", Message.of("facts.source-launch-templates"));

    /** By name, the launch configurations that groups name. */
    public static final Source<Map<String, LaunchSettings>> LAUNCH_CONFIGURATIONS =
            new Source<>("launch configurations", Message.of("facts.source-launch-configurations"));

    public static final Source<List<ScalingPolicy>> SCALING_POLICIES =
            new Source<>("scaling policies", Message.of("facts.source-scaling-policies"));

    public static final Source<List<Alarm>> ALARMS =
            new Source<>("alarms", Message.of("facts.source-alarms"));

    /** What the account sets for new instances of the region. */
    public static final Source<MetadataDefaults> METADATA_DEFAULTS =
            new Source<>("IMDS defaults", Message.of("facts.source-metadata-defaults"));

    /** The Systems Manager document that runs the probe. */
    public static final Source<DeployedDocument> PROBE_DOCUMENT =
            new Source<>("probe document", Message.of("facts.source-probe-document"));

    /** By instance id, what Systems Manager says of the instances that it manages. */
    public static final Source<Map<String, ManagedNode>> MANAGED_NODES =
            new Source<>("managed nodes", Message.of("facts.source-managed-nodes"));

    /** By instance id, the newest answer of each guest that ever gave one. */
    public static final Source<Map<String, GuestObservation>> GUESTS =
            new Source<>("guests", Message.of("facts.source-guests"));

    /** The log groups, and what was found in them. */
    public static final Source<LogFacts> LOGS =
            new Source<>("logs", Message.of("facts.source-logs"));

    /** By workload, what was decided about it, the newest first. */
    public static final Source<Map<String, List<Decision>>> DECISIONS =
            new Source<>("decisions", Message.of("facts.source-decisions"));

    private final String label;
    private final Message name;

    private Source(String label, Message name) {
        this.label = label;
        this.name = name;
        ALL.add(this);
    }

    /** Every source, in the order in which reports name them. */
    public static List<Source<?>> all() {
        return List.copyOf(ALL);
    }

    /** What programs call it. */
    public String label() {
        return label;
    }

    /** What people call it. */
    public Message name() {
        return name;
    }

    /** The fact of a scan that does not ask this source. */
    Fact<T> notCollected() {
        return new Missing<>(
                Why.NOT_COLLECTED,
                Message.of("facts.not-collected").with("source", name),
                Cause.of(Cause.Kind.NOT_COLLECTED));
    }

    @Override
    public String toString() {
        return label;
    }

    /** What a person reads for the label of a source; the label itself where no source has it. */
    public static Message named(String label) {
        return all().stream()
                .filter(source -> source.label().equals(label))
                .map(Source::name)
                .findFirst()
                .orElse(Message.literal(label));
    }
}
