package io.muster.readiness.fleet;

import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.text.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an Auto Scaling group can launch instances, as far as what it launches from can be seen.
 *
 * @param obstacles each of which keeps it from launching any instance, or one of some types
 * @param unseen what could not be seen of what it launches from
 */
public record GroupLaunch(List<Obstacle> obstacles, List<Missing<?>> unseen) {

    public GroupLaunch {
        obstacles = List.copyOf(obstacles);
        unseen = List.copyOf(unseen);
    }

    /**
     * What keeps a group from launching.
     *
     * @param ofEveryType whether it keeps instances of every type of the group from being launched;
     *     otherwise it is known of some of them
     * @param version of the launch template that names what is not there; null where the template
     *     or the version itself is not there, or a launch configuration names it
     */
    public record Obstacle(Message what, boolean ofEveryType, @Nullable TemplateVersion version) {}

    /** A version of a launch template that exists. */
    public record TemplateVersion(String templateId, long number) {}

    /** Whether it is known that launches fail, if only those of some types. */
    public boolean blocked() {
        return !obstacles.isEmpty();
    }

    /** Whether it is known that every launch fails. */
    public boolean whollyBlocked() {
        return obstacles.stream().anyMatch(Obstacle::ofEveryType);
    }
}
