package io.muster.readiness.fact;

import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.Template;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A launch template with its default version, its latest, and others that were asked for.
 *
 * @param versions by number
 */
public record LaunchTemplate(String id, @Nullable String name, Map<Long, Version> versions) {

    public LaunchTemplate {
        versions = Map.copyOf(versions);
    }

    /** A version, and what an instance of it is launched from. */
    public record Version(long number, boolean isDefault, LaunchSettings settings) {}

    /**
     * The version that a group names; empty for one that there is not.
     *
     * @param named a number, {@code $Latest} or {@code $Default}
     */
    public Optional<Version> version(String named) {
        return switch (named) {
            case Template.DEFAULT_VERSION ->
                    versions.values().stream().filter(Version::isDefault).findFirst();
            case "$Latest" ->
                    versions.values().stream().max(Comparator.comparingLong(Version::number));
            default -> numbered(named);
        };
    }

    private Optional<Version> numbered(String number) {
        try {
            return Optional.ofNullable(versions.get(Long.valueOf(number)));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
