package io.muster.handlers.event;

import io.muster.readiness.fact.Scope;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * What a function that runs on a schedule is asked: the input that EventBridge Scheduler sends as
 * it stands in the schedule, its {@code <aws.scheduler...>} places filled, or what {@code dispatch}
 * makes of it for one scope. See {@code events/fleet-scan.json}.
 *
 * @param scopes those that are meant, each once, in the order asked; the function's own if the
 *     event names none
 * @param scheduledAt for when it was scheduled, as the event says; null if it does not
 * @param execution the scheduler's own name for this one time; null if the event has none
 */
public record ScheduledEvent(
        List<AskedScope> scopes, @Nullable String scheduledAt, @Nullable String execution) {

    /** What a schedule may say; more than that is a misspelling or another function's event. */
    private static final Set<String> MEMBERS =
            Set.of("function", "scopes", "schedule", "scheduledAt", "execution", "attempt");

    private static final Set<String> SCOPE_MEMBERS = Set.of("account", "region");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    public ScheduledEvent {
        scopes = List.copyOf(scopes);
    }

    /**
     * Takes an event for one of a schedule.
     *
     * @param more what else this function's event may say
     * @throws IllegalArgumentException if it is none for its function; the message says why
     */
    public static ScheduledEvent of(Event event, Region own, String... more) {
        refuseForeign(event);
        Set<String> known = new TreeSet<>(MEMBERS);
        known.addAll(List.of(more));
        for (Object member : event.members().keySet()) {
            if (!known.contains(member)) {
                throw event.refused(
                        "it has %s, and %s takes only %s"
                                .formatted(
                                        Event.quoted(member),
                                        event.function(),
                                        String.join(", ", known)));
            }
        }
        return new ScheduledEvent(
                scopes(event, own), event.text("scheduledAt"), event.text("execution"));
    }

    /**
     * The only scope, of a message: one that fails must not drag others into the dead-letter queue.
     *
     * @throws IllegalArgumentException if there are several; the message says so
     */
    public AskedScope onlyScope(Event event) {
        if (scopes.size() != 1) {
            throw event.refused(
                    "a message names one scope, and this one names %d".formatted(scopes.size()));
        }
        return scopes.getFirst();
    }

    /** The beginning of a message to a function about a scope, scheduled as an event was. */
    public static Map<String, @Nullable Object> message(
            String function,
            Scope scope,
            @Nullable String scheduledAt,
            @Nullable String execution) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("function", function);
        message.put("scopes", List.of(named(scope)));
        if (scheduledAt != null) {
            message.put("scheduledAt", scheduledAt);
        }
        if (execution != null) {
            message.put("execution", execution);
        }
        return message;
    }

    /** A scope as events name it, in this order: a message is the same each time. */
    public static Map<String, String> named(Scope scope) {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("account", scope.account());
        named.put("region", scope.region());
        return named;
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

    private static List<AskedScope> scopes(Event event, Region own) {
        if (!event.members().containsKey("scopes")) {
            return List.of(new AskedScope(null, own));
        }
        if (!(event.members().get("scopes") instanceof List<?> scopes)) {
            throw event.refused("its \"scopes\" is not a list");
        }
        if (scopes.isEmpty()) {
            throw event.refused(
                    "its \"scopes\" is empty; leave it out for the function's own region, " + own);
        }
        LinkedHashSet<AskedScope> asked = new LinkedHashSet<>();
        for (Object scope : scopes) {
            if (!asked.add(scope(event, scope))) {
                throw event.refused("it names the scope %s twice".formatted(Event.quoted(scope)));
            }
        }
        return List.copyOf(asked);
    }

    private static AskedScope scope(Event event, @Nullable Object scope) {
        if (!(scope instanceof Map<?, ?> object)
                || !SCOPE_MEMBERS.containsAll(object.keySet())
                || !(object.get("region") instanceof String name)
                || (object.containsKey("account") && !(object.get("account") instanceof String))) {
            throw event.refused(
                    ("a scope is not {\"region\": \"<code>\"}, with \"account\" or without, but"
                                    + " %s")
                            .formatted(Event.quoted(scope)));
        }
        String account = (String) object.get("account");
        if (account != null && !ACCOUNT.matcher(account).matches()) {
            throw event.refused(
                    "%s is not an AWS account id (12 digits)".formatted(Event.quoted(account)));
        }
        return new AskedScope(
                account,
                Region.regions().stream()
                        .filter(known -> !known.isGlobalRegion() && known.id().equals(name))
                        .findFirst()
                        .orElseThrow(() -> event.refused(unknown(name))));
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
}
