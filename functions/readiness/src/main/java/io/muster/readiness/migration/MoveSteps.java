package io.muster.readiness.migration;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.checklist.Remedy;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fact.MatchingImage.Found;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.migration.Step.Kind;
import io.muster.readiness.scorecard.ManagedBy;
import io.muster.readiness.scorecard.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a move, by what its instances were launched from.
 *
 * <p>There are none where nothing can move yet: an instance that is blocked, or of which no target
 * is known.
 */
final class MoveSteps {

    /** Stands where the image belongs, which a person may have to give. */
    private static final String IMAGE = "<image>";

    /** The longest name of a launch template that AWS takes is 128. */
    private static final int MAX_NAME = 100;

    /** The longest name of a node group that EKS takes is 63. */
    private static final int MAX_NODE_GROUP = 50;

    private static final String TYPE = "InstanceType";

    private static final String POLICY = "AutoScalingGroups[0].MixedInstancesPolicy";

    private final Move move;
    private final @Nullable String target;
    private final @Nullable MatchingImage image;

    MoveSteps(Move move) {
        this.move = move;
        this.target = move.target().orElse(null);
        this.image = move.image().orElse(null);
    }

    List<Step> steps() {
        if (target == null || move.outcome() == Outcome.BLOCKED) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        Setup.Group group = move.group();
        steps.add(
                step(
                        Kind.MEASURE,
                        group == null
                                ? MigrationCommands.MEASURE_INSTANCE
                                : MigrationCommands.MEASURE_GROUP,
                        values()));
        ManagedBy manager = group == null ? null : group.manager();
        if (manager != null && ofManaged(manager, target, steps)) {
            return steps;
        }
        if (!(image instanceof Found)) {
            steps.add(step(Kind.FIND_IMAGE, MigrationCommands.FIND_IMAGE, values()));
        }
        if (group == null) {
            ofInstances(target, steps);
        } else {
            ofGroup(
                    group.launch() == null ? new LaunchSource.None() : group.launch(),
                    target,
                    steps);
        }
        return steps;
    }

    List<Step> rollBack() {
        if (target == null || move.outcome() == Outcome.BLOCKED) {
            return List.of();
        }
        Setup.Group group = move.group();
        if (group == null) {
            return List.of(step(Kind.ROLL_BACK, MigrationCommands.BACK_TO_INSTANCE, values()));
        }
        ManagedBy manager = group.manager();
        return manager == null ? backToGroup(group.launch()) : back(manager, group.launch());
    }

    private List<Step> backToGroup(@Nullable LaunchSource launch) {
        if (launch == null) {
            return List.of();
        }
        return switch (launch) {
            case LaunchSource.Template template ->
                    List.of(
                            step(
                                    Kind.ROLL_BACK,
                                    MigrationCommands.BACK_TO_TEMPLATE,
                                    with("template", shorthand(template))));
            case LaunchSource.MixedInstances mixed ->
                    mixed.instanceTypes().isEmpty()
                            ? List.of()
                            : List.of(
                                    step(
                                            Kind.ROLL_BACK,
                                            MigrationCommands.BACK_TO_POLICY,
                                            values()));
            case LaunchSource.Configuration configuration -> List.of();
            case LaunchSource.None none -> List.of();
        };
    }

    private List<Step> back(ManagedBy manager, @Nullable LaunchSource launch) {
        return switch (manager.service()) {
            case EKS ->
                    List.of(
                            step(
                                    Kind.ROLL_BACK,
                                    MigrationCommands.BACK_TO_NODE_GROUP,
                                    managed(manager)));
            case BEANSTALK, BATCH -> List.of();
            case CLOUDFORMATION -> backToGroup(launch);
        };
    }

    /** Whether the steps are those of the service, and not of the group. */
    private boolean ofManaged(ManagedBy manager, String type, List<Step> steps) {
        Map<String, String> values = managed(manager);
        return switch (manager.service()) {
            case EKS -> {
                values.put("arm64Type", type);
                steps.add(step(Kind.CANARY, MigrationCommands.CANARY_OF_NODE_GROUP, values));
                yield steps.add(step(Kind.REST, MigrationCommands.REST_OF_NODE_GROUP, values));
            }
            case BEANSTALK ->
                    steps.add(step(Kind.CANARY, MigrationCommands.CANARY_OF_BEANSTALK, values));
            case BATCH -> steps.add(step(Kind.CANARY, MigrationCommands.CANARY_OF_BATCH, values));
            case CLOUDFORMATION -> false;
        };
    }

    private Map<String, String> managed(ManagedBy manager) {
        Map<String, String> values = with("managed", manager.of());
        if (manager.part() != null) {
            values.put("part", manager.part());
            values.put("newPart", named(manager.part(), MAX_NODE_GROUP));
        }
        return values;
    }

    private void ofInstances(String type, List<Step> steps) {
        Setup setup = move.first().instance().machine().setup();
        if (setup == null || setup.volumes() > 1) {
            steps.add(step(Kind.BACK_UP, MigrationCommands.BACK_UP, values()));
        }
        Map<String, String> launch = values();
        if (image instanceof Found found) {
            launch.put("target", type);
            launch.put("image", found.id());
        } else {
            launch.put("targetOfYours", type);
        }
        steps.add(step(Kind.CANARY, MigrationCommands.CANARY_OF_INSTANCE, launch));
        if (move.instances().size() > 1) {
            steps.add(step(Kind.REST, MigrationCommands.REST_OF_INSTANCES, values()));
        }
    }

    private void ofGroup(LaunchSource launch, String type, List<Step> steps) {
        switch (launch) {
            case LaunchSource.None none ->
                    steps.add(
                            step(Kind.CANARY, MigrationCommands.CANARY_OF_UNREAD_GROUP, values()));
            case LaunchSource.Configuration configuration ->
                    steps.add(
                            step(
                                    Kind.CANARY,
                                    MigrationCommands.CANARY_OF_CONFIGURATION,
                                    with("configuration", configuration.name())));
            case LaunchSource.Template template -> {
                List<Object> canary = new ArrayList<>();
                canary.add(override(type));
                move.types().keySet().forEach(own -> canary.add(Map.of(TYPE, own)));
                steps.add(
                        step(
                                Kind.CANARY,
                                MigrationCommands.CANARY_OF_TEMPLATE,
                                around(json(policy(template, canary)))));
                steps.add(
                        step(
                                Kind.REST,
                                MigrationCommands.REST_OF_TEMPLATE,
                                around(json(policy(template, List.of(override(type)))))));
            }
            case LaunchSource.MixedInstances mixed -> {
                if (mixed.instanceTypes().isEmpty()) {
                    steps.add(step(Kind.CANARY, MigrationCommands.CANARY_OF_ATTRIBUTES, values()));
                    return;
                }
                String others =
                        move.targets().keySet().stream()
                                .map(own -> "InstanceType!=" + literal(own))
                                .collect(
                                        Collectors.joining(
                                                "&&", "LaunchTemplate.Overrides[?", "]"));
                String own = arm64();
                steps.add(
                        step(
                                Kind.CANARY,
                                MigrationCommands.CANARY_OF_POLICY,
                                around(query("[" + own + "," + others + "][]"))));
                steps.add(step(Kind.REST, MigrationCommands.REST_OF_POLICY, around(query(own))));
            }
        }
    }

    /**
     * The arm64 types as overrides, in JMESPath: each with the image, and with the weight of the
     * type in whose place it comes, because AWS takes weights of all types or of none.
     */
    private String arm64() {
        return move.targets().entrySet().stream()
                .map(
                        own ->
                                "merge("
                                        + literal(Map.of(TYPE, own.getKey()))
                                        + ",(LaunchTemplate.Overrides[?InstanceType=="
                                        + literal(own.getValue())
                                        + "&&WeightedCapacity].{WeightedCapacity:WeightedCapacity}"
                                        + "|[0])||`{}`)")
                .collect(
                        Collectors.joining(
                                ",",
                                "[",
                                "][].merge(@," + literal(Map.of("ImageId", IMAGE)) + ")"));
    }

    /** A value as JMESPath has it. */
    private static String literal(Object value) {
        return "`" + json(value).replace("`", "\\`") + "`";
    }

    private static Map<String, Object> override(String type) {
        Map<String, Object> override = new LinkedHashMap<>();
        override.put(TYPE, type);
        override.put("ImageId", IMAGE);
        return override;
    }

    private static Map<String, Object> policy(LaunchSource.Template template, List<?> overrides) {
        Map<String, Object> specification = new LinkedHashMap<>();
        if (template.id() != null) {
            specification.put("LaunchTemplateId", template.id());
        } else {
            specification.put("LaunchTemplateName", String.valueOf(template.name()));
        }
        specification.put("Version", template.versionOrDefault());
        Map<String, Object> launch = new LinkedHashMap<>();
        launch.put("LaunchTemplateSpecification", specification);
        launch.put("Overrides", overrides);
        return Map.of("LaunchTemplate", launch);
    }

    /**
     * The policy of the group as it is, but for its types. Of a template's id and name, which AWS
     * both answers, it takes only one back.
     */
    private static String query(String overrides) {
        return POLICY
                + ".merge(@,{LaunchTemplate:merge(LaunchTemplate,{LaunchTemplateSpecification:"
                + "LaunchTemplate.LaunchTemplateSpecification"
                + ".{LaunchTemplateId:LaunchTemplateId,Version:Version},Overrides:"
                + overrides
                + "})})";
    }

    private static String shorthand(LaunchSource.Template template) {
        return (template.id() != null
                        ? "LaunchTemplateId=" + template.id()
                        : "LaunchTemplateName=" + template.name())
                + ",Version="
                + template.versionOrDefault();
    }

    /** What stands before and after the image. */
    private Map<String, String> around(String text) {
        int at = text.indexOf(IMAGE);
        Map<String, String> values = values();
        String before = text.substring(0, at);
        if (image instanceof Found found) {
            values.put("before", before);
            values.put("image", found.id());
        } else {
            values.put("beforeYours", before);
        }
        values.put("after", text.substring(at + IMAGE.length()));
        return values;
    }

    private Map<String, String> with(String place, String value) {
        Map<String, String> values = values();
        values.put(place, value);
        return values;
    }

    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put("region", move.scope().region());
        values.put("id", move.first().id());
        values.put("file", file());
        if (move.group() != null) {
            values.put("group", move.group().name());
        }
        return values;
    }

    /** A name for files and templates, whatever the group is called. */
    private String file() {
        return named(move.group() == null ? move.first().id() : move.group().name(), MAX_NAME);
    }

    private static String named(String name, int most) {
        String safe = name.replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("^-+", "");
        String cut = safe.substring(0, Math.min(safe.length(), most));
        return "arm64-" + (cut.isEmpty() ? "group" : cut);
    }

    private static Step step(Kind kind, Remedy remedy, Map<String, String> values) {
        return new Step(kind, remedy.fill(values, List.of()));
    }

    private static String json(Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
