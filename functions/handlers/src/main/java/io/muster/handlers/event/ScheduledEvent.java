package io.muster.handlers.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * What a function that runs on a schedule is asked: the input that EventBridge Scheduler sends as
 * it stands in the schedule, its {@code <aws.scheduler...>} places filled. See {@code
 * events/fleet-scan.json}.
 *
 * @param regions the regions that are meant, each once, in the order asked; the function's own if
 *     the event names no scopes
 * @param scheduledAt for when it was scheduled, as the event says; null if it does not
 */
public record ScheduledEvent(List<Region> regions, @Nullable String scheduledAt) {

    /** What a schedule may say; more than that is a misspelling or another function's event. */
    private static final Set<String> MEMBERS =
            Set.of("function", "scopes", "schedule", "scheduledAt", "execution", "attempt");

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException if it is none for this function, in words
     */
    public static ScheduledEvent read(InputStream in, Region own, String function)
            throws IOException {
        Event event = Event.read(in, function);
        refuseForeign(event);
        for (Object member : event.members().keySet()) {
            if (!MEMBERS.contains(member)) {
                throw event.refused(
                        "it has %s, and %s takes only %s"
                                .formatted(Event.quoted(member), function, sorted(MEMBERS)));
            }
        }
        return new ScheduledEvent(regions(event, own), event.text("scheduledAt"));
    }

    private static void refuseForeign(Event event) {
        if (event.members().containsKey("Records")) {
            throw event.refused("it is a notification with Records, as S3, SNS or SQS send it");
        }
        if (event.members().containsKey("detail-type")) {
            throw event.refused(
                    "it is an event of EventBridge, %s"
                            .formatted(Event.quoted(event.members().get("detail-type"))));
        }
        Object function = event.members().get("function");
        if (!event.function().equals(function)) {
            throw event.refused(
                    function == null
                            ? "it does not say \"function\": \"%s\"".formatted(event.function())
                            : "it is for the function %s".formatted(Event.quoted(function)));
        }
    }

    private static List<Region> regions(Event event, Region own) {
        if (!event.members().containsKey("scopes")) {
            return List.of(own);
        }
        if (!(event.members().get("scopes") instanceof List<?> scopes)) {
            throw event.refused("its \"scopes\" is not a list");
        }
        if (scopes.isEmpty()) {
            throw event.refused(
                    "its \"scopes\" is empty; leave it out for the function's own region, " + own);
        }
        LinkedHashSet<Region> regions = new LinkedHashSet<>();
        for (Object scope : scopes) {
            if (!regions.add(region(event, scope))) {
                throw event.refused("it names the scope %s twice".formatted(Event.quoted(scope)));
            }
        }
        return List.copyOf(regions);
    }

    private static Region region(Event event, @Nullable Object scope) {
        if (!(scope instanceof Map<?, ?> object)
                || object.size() != 1
                || !(object.get("region") instanceof String name)) {
            throw event.refused(
                    "a scope is not {\"region\": \"<code>\"} but %s"
                            .formatted(Event.quoted(scope)));
        }
        return Region.regions().stream()
                .filter(known -> !known.isGlobalRegion() && known.id().equals(name))
                .findFirst()
                .orElseThrow(() -> event.refused(unknown(name)));
    }

    private static String unknown(String name) {
        int dash = name.indexOf('-');
        String area = dash < 0 ? name : name.substring(0, dash + 1);
        Set<String> near =
                Region.regions().stream()
                        .filter(known -> !known.isGlobalRegion())
                        .map(Region::id)
                        .filter(id -> id.startsWith(area))
                        .collect(Collectors.toCollection(TreeSet::new));
        return "%s is not a region that this version of Muster knows%s"
                .formatted(
                        Event.quoted(name),
                        near.isEmpty() ? "" : "; it knows " + String.join(", ", near));
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
