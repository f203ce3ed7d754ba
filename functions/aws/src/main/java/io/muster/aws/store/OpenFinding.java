package io.muster.aws.store;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An open finding as a row of a screen: what an index holds of it, without evidence and remedy.
 *
 * @param resource without its ARN
 * @param workload null where nothing names one
 * @param says what is wrong, not parsed yet
 * @param seen since when it is open
 */
public record OpenFinding(
        Rule rule,
        Status verdict,
        Scope scope,
        ResourceRef resource,
        @Nullable String workload,
        Message title,
        StoredText says,
        Seen seen) {

    /** The order of an index: the oldest first, then by scope and key. */
    static final Comparator<OpenFinding> OLDEST_FIRST =
            Comparator.comparing(OpenFinding::firstSeen)
                    .thenComparing(OpenFinding::scope)
                    .thenComparing(OpenFinding::key, ResourceRef.KEY_ORDER);

    /**
     * The times of an open finding.
     *
     * @param first when it was first answered with anything but ready
     * @param last when it was last seen, for one that can no longer be seen; null for every other
     */
    public record Seen(Instant first, @Nullable Instant last) {}

    static OpenFinding of(StoredFinding stored) {
        ResourceRef resource = stored.finding().resource();
        return new OpenFinding(
                stored.finding().rule(),
                stored.finding().status(),
                stored.finding().scope(),
                new ResourceRef(resource.type(), resource.id(), null),
                stored.finding().workload(),
                stored.finding().title(),
                StoredText.of(stored.finding()),
                new Seen(
                        stored.firstSeen(),
                        stored.lastSeen() == null ? null : stored.lastSeen().at()));
    }

    /** What is wrong and where. */
    public Message actual() {
        return says.get();
    }

    public Instant firstSeen() {
        return seen.first();
    }

    /** When it was last seen, for one that can no longer be seen; null for every other. */
    public @Nullable Instant lastSeen() {
        return seen.last();
    }

    /** As {@link io.muster.readiness.finding.Finding#id}. */
    public String id() {
        return "%s/%s/%s/%s/%s"
                .formatted(
                        rule.id(),
                        scope.account(),
                        scope.region(),
                        resource.type().label(),
                        resource.id());
    }

    /** Where it stands among the open findings of its severity and verdict. */
    public String place() {
        return String.join("#", Keys.time(firstSeen()), scope.account(), scope.region(), key());
    }

    /** As {@link io.muster.readiness.finding.Finding#key}. */
    public String key() {
        return resource.key() + "#" + rule.id();
    }
}
