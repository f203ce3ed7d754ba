package io.muster.handlers.runtime;

import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.guest.ProbeReader;
import io.muster.aws.guest.ProbeSender;
import io.muster.aws.logs.LogReader;
import io.muster.aws.notice.EventBus;
import io.muster.aws.notice.Topic;
import io.muster.aws.pricing.PriceList;
import io.muster.aws.queue.WorkQueue;
import io.muster.aws.scan.ChangeJudge;
import io.muster.aws.scan.FindingRun;
import io.muster.aws.scan.GuestJudge;
import io.muster.aws.scan.LogJudge;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.store.DecisionTable;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.FleetItems;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.LogStore;
import io.muster.aws.store.MissingRoles;
import io.muster.aws.store.PriceStore;
import io.muster.aws.store.ScopeMarks;
import io.muster.readiness.fleet.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Lambda functions. Each is deployed by one object of {@code infra-terraform/functions.tf}, and
 * takes the event that {@code events/} shows under its name.
 *
 * <p>Handlers are named and not referred to, because a function is to load its own alone.
 */
public enum LambdaFunction {
    CONSOLE(Trigger.VIEWER, "console.ConsoleHandler"),
    DECIDE(Trigger.VIEWER, "console.DecideHandler"),
    DISPATCH(Trigger.SCHEDULER, "dispatch.DispatchHandler"),
    FLEET_SCAN(Trigger.DISPATCH, "scan.FleetScanHandler"),
    GUEST_PROBE(Trigger.DISPATCH, "guest.GuestProbeHandler"),
    GUEST_RESULTS(Trigger.EVENTS, "guest.GuestResultsHandler"),
    INSTANCE_CHANGE(Trigger.EVENTS, "change.InstanceChangeHandler"),
    LOG_ANALYSIS(Trigger.DISPATCH, "logs.LogAnalysisHandler"),
    NOTIFY(Trigger.STREAM, "notice.NotifyHandler");

    private final Trigger trigger;
    private final String handler;

    LambdaFunction(Trigger trigger, String handler) {
        this.trigger = trigger;
        this.handler = handler;
    }

    /** What starts a function. */
    public enum Trigger {
        /** EventBridge Scheduler, asynchronously. */
        SCHEDULER,
        /** The stream of the table of findings. */
        STREAM,
        /** Rules of EventBridge, by the function's queue. */
        EVENTS,
        /** {@link #DISPATCH}, by a message per scope in the function's queue. */
        DISPATCH,
        /** A person who looks at the dashboard, with that person's permissions. */
        VIEWER
    }

    /** The function of a name. */
    public static Optional<LambdaFunction> named(String functionName) {
        return Stream.of(values())
                .filter(function -> function.functionName().equals(functionName))
                .findFirst();
    }

    /** The names of those that a trigger starts. */
    public static List<String> startedBy(Trigger trigger) {
        return Stream.of(values())
                .filter(function -> function.trigger == trigger)
                .map(LambdaFunction::functionName)
                .toList();
    }

    /** The name in events and commands; a deployment puts its own before it. */
    public String functionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Trigger trigger() {
        return trigger;
    }

    /** The class that Lambda starts. */
    public String handler() {
        return "io.muster.handlers." + handler;
    }

    /** What it asks EC2 and the like about in each scope. */
    public Set<Source<?>> sources(FleetCollector collector) {
        return switch (this) {
            case CONSOLE, DECIDE, DISPATCH, NOTIFY -> Set.of();
            case FLEET_SCAN -> collector.sources();
            case GUEST_PROBE -> joined(GuestJudge.SOURCES, Set.of(Source.MANAGED_NODES));
            case GUEST_RESULTS -> GuestJudge.SOURCES;
            case INSTANCE_CHANGE -> collector.selectiveSources();
            case LOG_ANALYSIS -> LogJudge.SOURCES;
        };
    }

    /** The IAM actions that it calls: those of its sources, guests, logs, stores and queues. */
    public Set<String> actions(FleetCollector collector) {
        Set<String> judging = FindingRun.actions();
        Set<String> guests = joined(ProbeReader.actions(), GuestStore.actions(), judging);
        Set<String> prices = joined(PriceList.actions(), PriceStore.actions());
        Set<String> besides =
                switch (this) {
                    case CONSOLE ->
                            joined(
                                    FindingTable.actionsToLoad(),
                                    DecisionTable.actionsToRead(),
                                    GuestStore.actionsToLook());
                    case DECIDE ->
                            joined(
                                    FindingTable.actionsToLoad(),
                                    DecisionTable.actionsToDecide(),
                                    GuestStore.actionsToLook());
                    case DISPATCH ->
                            joined(
                                    WorkQueue.actions(),
                                    ScopeMarks.actions(),
                                    FleetItems.actions(),
                                    MissingRoles.actions(),
                                    Topic.actions());
                    case FLEET_SCAN -> joined(ScanRecorder.actions(), prices, WorkQueue.actions());
                    case GUEST_PROBE -> joined(guests, ProbeSender.actions());
                    case GUEST_RESULTS -> joined(guests, GuestStore.actionsByEvent());
                    case INSTANCE_CHANGE ->
                            joined(
                                    ChangeJudge.actionsOnTheTable(),
                                    prices,
                                    ProbeSender.actions(),
                                    GuestStore.actionsToSend(),
                                    WorkQueue.actions());
                    case LOG_ANALYSIS -> joined(LogReader.actions(), LogStore.actions(), judging);
                    case NOTIFY -> joined(EventBus.actions(), Topic.actions());
                };
        return joined(
                collector.actions(sources(collector)),
                besides,
                hasQueue() ? MissingRoles.actionsToRecord() : Set.of());
    }

    @SafeVarargs
    private static <T> Set<T> joined(Set<T>... sets) {
        Set<T> all = new HashSet<>();
        for (Set<T> set : sets) {
            all.addAll(set);
        }
        return all;
    }

    /** Whether a queue starts it. Such a function works on scopes, its own account's and others. */
    public boolean hasQueue() {
        return trigger == Trigger.EVENTS || trigger == Trigger.DISPATCH;
    }

    /**
     * The environment variable that holds the URL of its queue, for a function that writes to it.
     */
    public String queueVariable() {
        return "MUSTER_QUEUE_" + name();
    }

    /** The names of those to which what fails is delivered again, and in the end set aside. */
    public static Set<String> delivered() {
        return Stream.of(values())
                .filter(function -> !function.viewed())
                .map(LambdaFunction::functionName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a person waits for its answer, and nothing is delivered to it again. */
    public boolean viewed() {
        return trigger == Trigger.VIEWER;
    }

    /**
     * Whether it is restored from a snapshot: all but those that wait for guests and queries most
     * of their time.
     */
    public boolean snapStart() {
        return this != GUEST_PROBE && this != LOG_ANALYSIS;
    }
}
