package io.muster.handlers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
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
 * What {@code fleet-scan} is asked: the input that EventBridge Scheduler sends as it stands in the
 * schedule, its {@code <aws.scheduler...>} places filled. See {@code events/fleet-scan.json}.
 *
 * @param regions the regions to scan, each once, in the order asked; the function's own if the
 *     event names no scopes
 * @param scheduledAt for when it was scheduled, as the event says; null if it does not
 */
record FleetScanRequest(List<Region> regions, @Nullable String scheduledAt) {

    /** Lambda's own limit for an asynchronous event, in bytes. */
    static final int LONGEST = 256 * 1024;

    private static final String FUNCTION = "fleet-scan";
    private static final String SAMPLE = "see events/fleet-scan.json for one that it takes";

    /** What a schedule may say; more than that is a misspelling or another function's event. */
    private static final Set<String> MEMBERS =
            Set.of("function", "scopes", "schedule", "scheduledAt", "execution", "attempt");

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException if it is none for this function, in words
     */
    static FleetScanRequest read(InputStream in, Region own) throws IOException {
        Map<?, ?> event = object(in);
        refuseForeign(event);
        for (Object member : event.keySet()) {
            if (!MEMBERS.contains(member)) {
                throw refused(
                        "it has %s, and %s takes only %s"
                                .formatted(quoted(member), FUNCTION, sorted(MEMBERS)));
            }
        }
        return new FleetScanRequest(regions(event, own), text(event, "scheduledAt"));
    }

    private static Map<?, ?> object(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw refused("it is longer than %d bytes".formatted(LONGEST));
        }
        Object event;
        try (JsonParser parser = JSON.std.createParser(bytes)) {
            event = JSON.std.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw refused("something follows after its end");
            }
        } catch (IOException malformed) {
            throw refused("it is not JSON: " + quoted(malformed.getMessage()));
        }
        if (event instanceof Map<?, ?> object) {
            return object;
        }
        throw refused("it is not a JSON object");
    }

    private static void refuseForeign(Map<?, ?> event) {
        if (event.containsKey("Records")) {
            throw refused("it is a notification with Records, as S3, SNS or SQS send it");
        }
        if (event.containsKey("detail-type")) {
            throw refused(
                    "it is an event of EventBridge, %s"
                            .formatted(quoted(event.get("detail-type"))));
        }
        Object function = event.get("function");
        if (!FUNCTION.equals(function)) {
            throw refused(
                    function == null
                            ? "it does not say \"function\": \"%s\"".formatted(FUNCTION)
                            : "it is for the function %s".formatted(quoted(function)));
        }
    }

    private static List<Region> regions(Map<?, ?> event, Region own) {
        if (!event.containsKey("scopes")) {
            return List.of(own);
        }
        if (!(event.get("scopes") instanceof List<?> scopes)) {
            throw refused("its \"scopes\" is not a list");
        }
        if (scopes.isEmpty()) {
            throw refused(
                    "its \"scopes\" is empty; leave it out to scan the function's own region, "
                            + own);
        }
        LinkedHashSet<Region> regions = new LinkedHashSet<>();
        for (Object scope : scopes) {
            if (!regions.add(region(scope))) {
                throw refused("it names the scope %s twice".formatted(quoted(scope)));
            }
        }
        return List.copyOf(regions);
    }

    private static Region region(@Nullable Object scope) {
        if (!(scope instanceof Map<?, ?> object)
                || object.size() != 1
                || !(object.get("region") instanceof String name)) {
            throw refused(
                    "a scope is not {\"region\": \"<code>\"} but %s".formatted(quoted(scope)));
        }
        return Region.regions().stream()
                .filter(known -> !known.isGlobalRegion() && known.id().equals(name))
                .findFirst()
                .orElseThrow(() -> refused(unknown(name)));
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
                        quoted(name),
                        near.isEmpty() ? "" : "; it knows " + String.join(", ", near));
    }

    private static @Nullable String text(Map<?, ?> event, String member) {
        Object value = event.get(member);
        if (value != null && !(value instanceof String)) {
            throw refused("its \"%s\" is not a string but %s".formatted(member, quoted(value)));
        }
        return (String) value;
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(
                "%s cannot use this event: %s; %s".formatted(FUNCTION, why, SAMPLE));
    }

    /** Somebody else's text in our message: one line, and not much of it. */
    private static String quoted(@Nullable Object value) {
        String line = String.valueOf(value).replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]+", " ");
        int most = 120;
        return "'"
                + (line.codePointCount(0, line.length()) <= most
                        ? line
                        : line.substring(0, line.offsetByCodePoints(0, most)) + "…")
                + "'";
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
