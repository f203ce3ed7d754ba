package io.muster.handlers.change;

import io.muster.aws.scan.ChangeJudge.Look;
import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a batch of events says about one scope, each instance and volume once: a thousand events
 * about a hundred instances ask about a hundred.
 */
final class ScopeChanges {

    private final Scope scope;
    private final Map<FollowUpStage, SortedSet<String>> instances =
            new EnumMap<>(FollowUpStage.class);
    private final Map<FollowUpStage, SortedSet<String>> volumes =
            new EnumMap<>(FollowUpStage.class);
    private final Set<String> mayBeGone = new HashSet<>();
    private @Nullable Instant since;
    private int events;

    ScopeChanges(Scope scope) {
        this.scope = scope;
        for (FollowUpStage turn : FollowUpStage.values()) {
            instances.put(turn, new TreeSet<>());
            volumes.put(turn, new TreeSet<>());
        }
    }

    /** What one event says. */
    static ScopeChanges of(ChangeEvent event) {
        ScopeChanges changes = new ScopeChanges(event.scope());
        changes.add(event);
        return changes;
    }

    void add(ChangeEvent event) {
        events++;
        of(instances, event.turn()).addAll(event.instances());
        of(volumes, event.turn()).addAll(event.volumes());
        mayBeGone.addAll(event.mayBeGone());
        Instant theirs = event.since();
        if (theirs != null && (since == null || theirs.isBefore(since))) {
            since = theirs;
        }
    }

    Scope scope() {
        return scope;
    }

    int events() {
        return events;
    }

    /** When the earliest of the looks before this was; null if there was none. */
    @Nullable Instant since() {
        return since;
    }

    Look look() {
        NavigableSet<String> allInstances = new TreeSet<>();
        instances.values().forEach(allInstances::addAll);
        NavigableSet<String> allVolumes = new TreeSet<>();
        volumes.values().forEach(allVolumes::addAll);
        return new Look(allInstances, allVolumes, mayBeGone);
    }

    SortedSet<String> volumes() {
        return of(volumes, FollowUpStage.FIRST);
    }

    /**
     * The instances whose turn it is. What an event has just named again is looked at again: its
     * other turns are put off until then.
     */
    SortedSet<String> instances(FollowUpStage turn) {
        SortedSet<String> theirs = new TreeSet<>(of(instances, turn));
        for (FollowUpStage earlier : FollowUpStage.values()) {
            if (earlier.compareTo(turn) < 0) {
                theirs.removeAll(of(instances, earlier));
            }
        }
        return theirs;
    }

    private static SortedSet<String> of(
            Map<FollowUpStage, SortedSet<String>> all, FollowUpStage turn) {
        return all.computeIfAbsent(turn, unused -> new TreeSet<>());
    }
}
