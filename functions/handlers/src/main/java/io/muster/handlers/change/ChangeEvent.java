package io.muster.handlers.change;

import io.muster.handlers.event.Event;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * That something may have changed: an event of EC2 or EBS, of which neither order nor single
 * delivery is promised, or this function's own message to itself. It only says where to look. See
 * {@code events/instance-change.json} and {@code events/volume-change.json}.
 *
 * @param instances ids; empty with {@code volumes} for an event about neither
 * @param volumes ids
 * @param mayBeGone those of them that there are no more if EC2 does not list them
 * @param since when the first look was; null at the first
 */
record ChangeEvent(
        Scope scope,
        Set<String> instances,
        Set<String> volumes,
        Set<String> mayBeGone,
        FollowUpStage turn,
        @Nullable Instant since) {

    static final String FUNCTION = LambdaFunction.INSTANCE_CHANGE.functionName();
    static final String INSTANCE_STATE = "EC2 Instance State-change Notification";
    static final String VOLUME = "EBS Volume Notification";

    private static final String SOURCE = "aws.ec2";
    private static final Pattern INSTANCE_ID = Pattern.compile("i-[0-9a-f]{8,17}");
    private static final Pattern VOLUME_ID = Pattern.compile("vol-[0-9a-f]{8,17}");
    private static final Pattern RESOURCE =
            Pattern.compile("arn:[a-z-]+:ec2:[^:]*:[^:]*:(instance|volume)/(.+)");

    ChangeEvent {
        instances = Set.copyOf(instances);
        volumes = Set.copyOf(volumes);
        mayBeGone = Set.copyOf(mayBeGone);
    }

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException if it is none for this function; the message says why
     */
    static ChangeEvent of(Event event) {
        if (FUNCTION.equals(event.text("function"))) {
            return followUp(event);
        }
        String type = event.required("detail-type");
        if (SOURCE.equals(event.text("source"))) {
            if (INSTANCE_STATE.equals(type)) {
                return instanceState(event);
            }
            if (VOLUME.equals(type)) {
                return volume(event);
            }
        }
        String is =
                "it is %s of %s".formatted(Event.quoted(type), Event.quoted(event.text("source")));
        throw event.refused(
                "%s, and neither %s nor %s of %s".formatted(is, INSTANCE_STATE, VOLUME, SOURCE));
    }

    private static ChangeEvent instanceState(Event event) {
        Event detail = event.object("detail");
        String id = id(event, INSTANCE_ID, detail.required("instance-id"));
        boolean terminated = "terminated".equals(detail.required("state"));
        return new ChangeEvent(
                event.scope(event.members()),
                Set.of(id),
                Set.of(),
                terminated ? Set.of(id) : Set.of(),
                FollowUpStage.FIRST,
                null);
    }

    /** EBS names what it is about by ARNs, among them the key of an encrypted volume. */
    private static ChangeEvent volume(Event event) {
        Event detail = event.object("detail");
        boolean deleted =
                "deleteVolume".equals(detail.required("event"))
                        && "deleted".equals(detail.text("result"));
        Set<String> instances = new TreeSet<>();
        Set<String> volumes = new TreeSet<>();
        if (event.members().get("resources") instanceof List<?> resources) {
            for (Object resource : resources) {
                Matcher arn = RESOURCE.matcher(String.valueOf(resource));
                if (arn.matches() && arn.group(1).equals("instance")) {
                    instances.add(id(event, INSTANCE_ID, arn.group(2)));
                } else if (arn.matches()) {
                    volumes.add(id(event, VOLUME_ID, arn.group(2)));
                }
            }
        }
        return new ChangeEvent(
                event.scope(event.members()),
                instances,
                volumes,
                deleted ? volumes : Set.of(),
                FollowUpStage.FIRST,
                null);
    }

    /** By now EC2's answer has settled too: what it does not list there is no more. */
    private static ChangeEvent followUp(Event event) {
        FollowUpStage turn =
                switch (event.required("look").toLowerCase(Locale.ROOT)) {
                    case "again" -> FollowUpStage.AGAIN;
                    case "last" -> FollowUpStage.LAST;
                    default ->
                            throw event.refused(
                                    "its \"look\" is neither again nor last but "
                                            + Event.quoted(event.text("look")));
                };
        if (!(event.members().get("scopes") instanceof List<?> scopes)
                || scopes.size() != 1
                || !(scopes.getFirst() instanceof Map<?, ?> scope)) {
            throw event.refused("its \"scopes\" does not name one scope");
        }
        Set<String> instances = ids(event, INSTANCE_ID, "instances");
        Set<String> volumes = ids(event, VOLUME_ID, "volumes");
        Set<String> all = new TreeSet<>(instances);
        all.addAll(volumes);
        return new ChangeEvent(
                event.scope(scope), instances, volumes, all, turn, event.time("since"));
    }

    private static Set<String> ids(Event event, Pattern pattern, String member) {
        Object value = event.members().get(member);
        if (value == null) {
            return Set.of();
        }
        if (!(value instanceof List<?> ids)) {
            throw event.refused("its \"%s\" is not a list".formatted(member));
        }
        return ids.stream()
                .map(each -> id(event, pattern, String.valueOf(each)))
                .collect(Collectors.toSet());
    }

    private static String id(Event event, Pattern pattern, String id) {
        if (!pattern.matcher(id).matches()) {
            String such = (pattern == VOLUME_ID ? "vol-" : "i-") + "0123456789abcdef0";
            throw event.refused(Event.quoted(id) + " is not an id such as " + such);
        }
        return id;
    }
}
