package io.muster.deployment;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a plan of Terraform's wants to change, as {@code terraform show -json} says. */
final class Plan {

    private Plan() {}

    /**
     * The attributes that would change, each as {@code type.attribute}; a resource that would come
     * or go, as {@code type} with what would happen to it.
     *
     * @param shown what {@code terraform show -json} printed of the plan
     */
    static Set<String> changes(Path shown) {
        Set<String> changes = new TreeSet<>();
        for (Map<?, ?> resource : Deployed.list(json(shown), "resource_changes")) {
            Map<?, ?> change = (Map<?, ?>) Objects.requireNonNull(resource.get("change"));
            String type = String.valueOf(resource.get("type"));
            if (List.of("update").equals(change.get("actions"))) {
                changed(type, change, changes);
            } else if (!List.of("no-op").equals(change.get("actions"))) {
                changes.add(type + " " + change.get("actions"));
            }
        }
        return changes;
    }

    private static void changed(String type, Map<?, ?> change, Set<String> changes) {
        Map<?, ?> before = map(change.get("before"));
        Map<?, ?> after = map(change.get("after"));
        Map<?, ?> unknown = map(change.get("after_unknown"));
        Set<Object> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.addAll(unknown.keySet());
        for (Object name : names) {
            boolean known = after.containsKey(name) && !says(unknown.get(name));
            if (!known || !Objects.equals(before.get(name), after.get(name))) {
                changes.add(type + "." + name);
            }
        }
    }

    /** Whether something in it is not known before it is applied. */
    private static boolean says(@Nullable Object unknown) {
        if (unknown instanceof Collection<?> some) {
            return some.stream().anyMatch(Plan::says);
        }
        if (unknown instanceof Map<?, ?> some) {
            return some.values().stream().anyMatch(Plan::says);
        }
        return Boolean.TRUE.equals(unknown);
    }

    private static Map<?, ?> map(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Map<String, Object> json(Path file) {
        try {
            return JSON.std.mapFrom(file.toFile());
        } catch (IOException malformed) {
            throw new UncheckedIOException("terraform show printed no JSON", malformed);
        }
    }
}
