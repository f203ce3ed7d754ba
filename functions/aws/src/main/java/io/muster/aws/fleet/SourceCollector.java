package io.muster.aws.fleet;

import io.muster.aws.client.AnswerShapes;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Collects one source by one operation.
 *
 * @param <C> the client that is asked
 * @param <T> what the source says
 */
abstract class SourceCollector<C, T> {

    private final Supplier<C> client;
    private final Source<T> source;
    private final String action;
    private final SdkPojo response;

    /**
     * @param action as IAM names the operation
     * @param response a builder of the operation's response
     */
    SourceCollector(Supplier<C> client, Source<T> source, String action, SdkPojo response) {
        this.client = client;
        this.source = source;
        this.action = action;
        this.response = response;
    }

    final C client() {
        return client.get();
    }

    final Source<T> source() {
        return source;
    }

    final String action() {
        return action;
    }

    /** The IAM actions that it needs: that of its operation, and those of what it falls back to. */
    Set<String> actions() {
        return Set.of(action);
    }

    /** The sources that say what is to be asked for, or whether anything is. */
    Set<Source<?>> after() {
        return Set.of();
    }

    /** The same for some instances and volumes alone. */
    Set<Source<?>> afterSome() {
        return after();
    }

    /**
     * All that a scope has, or needs.
     *
     * @param before what the sources in {@link #after} said
     */
    abstract Fact<T> all(FleetFacts before);

    /** Whether it can be asked about some instances and volumes without reading all of a scope. */
    boolean selective() {
        return false;
    }

    /**
     * What concerns some instances and volumes.
     *
     * @param before these, and what the sources in {@link #after} said
     */
    Fact<T> some(FleetFacts before) {
        return all(before);
    }

    /** Asks about what does not exist, and loads the classes of an answer about what does. */
    Fact<T> prime(Scope scope) {
        loadShapes();
        return all(FleetFacts.notCollected(scope, Instant.EPOCH));
    }

    final void loadShapes() {
        AnswerShapes.load(response);
    }
}
