package io.muster.aws.store;

import io.muster.readiness.fact.AutoScalingGroup.LaunchSource;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Configuration;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.MixedInstances;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.None;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import io.muster.readiness.scorecard.ManagedBy;
import io.muster.readiness.scorecard.Setup;
import io.muster.readiness.scorecard.Setup.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How an instance is set up, as members of an instance in a roster. */
final class SetupText {

    private SetupText() {}

    static @Nullable Map<String, @Nullable Object> members(@Nullable Setup setup) {
        if (setup == null) {
            return null;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("volumes", setup.volumes());
        Group group = setup.group();
        if (group != null) {
            members.put("group", group.name());
            members.put("launch", launch(group.launch()));
            ManagedBy manager = group.manager();
            if (manager != null) {
                members.put("manager", manager.service().name());
                members.put("managed", manager.of());
                members.put("part", manager.part());
            }
        }
        return members;
    }

    private static @Nullable Map<String, @Nullable Object> launch(@Nullable LaunchSource launch) {
        if (launch == null) {
            return null;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        switch (launch) {
            case Template template -> members.put("template", template(template));
            case MixedInstances mixed -> {
                members.put("mixed", template(mixed.template()));
                members.put("types", mixed.instanceTypes());
                // The map has an order of its own in each JVM; the digest must not.
                members.put("images", new TreeMap<>(mixed.images()));
                members.put(
                        "templates", mixed.templates().stream().map(SetupText::template).toList());
            }
            case Configuration configuration -> members.put("configuration", configuration.name());
            case None none -> members.put("none", true);
        }
        return members;
    }

    private static Map<String, @Nullable Object> template(Template template) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", template.id());
        members.put("name", template.name());
        members.put("version", template.version());
        return members;
    }

    /** Reads one; null for none: an older version of Muster wrote the instance. */
    static @Nullable Setup setup(@Nullable Object from) {
        if (!(from instanceof Map<?, ?> members)) {
            return null;
        }
        String group = text(members, "group");
        return new Setup(
                group == null
                        ? null
                        : new Group(group, launch(members.get("launch")), manager(members)),
                members.get("volumes") instanceof Number volumes ? volumes.intValue() : 0);
    }

    /** Null where there is none, or one that only a newer version of Muster knows. */
    private static @Nullable ManagedBy manager(Map<?, ?> members) {
        String of = text(members, "managed");
        for (ManagedBy.Service service : ManagedBy.Service.values()) {
            if (of != null && service.name().equals(text(members, "manager"))) {
                return new ManagedBy(service, of, text(members, "part"));
            }
        }
        return null;
    }

    private static @Nullable LaunchSource launch(@Nullable Object from) {
        if (!(from instanceof Map<?, ?> members)) {
            return null;
        }
        if (members.get("template") instanceof Map<?, ?> template) {
            return template(template);
        }
        if (members.get("mixed") instanceof Map<?, ?> template) {
            Map<String, String> images = new LinkedHashMap<>();
            if (members.get("images") instanceof Map<?, ?> all) {
                all.forEach(
                        (type, image) -> images.put(String.valueOf(type), String.valueOf(image)));
            }
            return new MixedInstances(
                    template(template),
                    members.get("types") instanceof List<?> types
                            ? types.stream().map(String::valueOf).toList()
                            : List.of(),
                    images,
                    templates(members.get("templates")));
        }
        String configuration = text(members, "configuration");
        return configuration == null ? new None() : new Configuration(configuration);
    }

    /** None in what an older version of Muster wrote. */
    private static List<Template> templates(@Nullable Object from) {
        List<Template> templates = new ArrayList<>();
        if (from instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof Map<?, ?> members) {
                    templates.add(template(members));
                }
            }
        }
        return templates;
    }

    private static Template template(Map<?, ?> members) {
        return new Template(text(members, "id"), text(members, "name"), text(members, "version"));
    }

    private static @Nullable String text(Map<?, ?> members, String name) {
        return members.get(name) == null ? null : String.valueOf(members.get(name));
    }
}
