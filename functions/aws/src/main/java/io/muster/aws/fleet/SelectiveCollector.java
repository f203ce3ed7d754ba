package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Collects one source by an operation that can be asked about some ids or names only.
 *
 * @param <C> the client that is asked
 * @param <T> what the source says
 */
abstract class SelectiveCollector<C, T> extends SourceCollector<C, T> {

    private final Set<Source<?>> from;
    private final Function<FleetFacts, Fact<Set<String>>> ids;
    private final String nonexistent;

    /**
     * @param from says what there is to ask about
     * @param idsOf the ids or names to ask for
     * @param nonexistent an id or name of which asking does no harm
     */
    <S> SelectiveCollector(
            Supplier<C> client,
            Source<T> source,
            String action,
            SdkPojo response,
            Source<S> from,
            Function<? super S, Set<String>> idsOf,
            String nonexistent) {
        this(
                client,
                source,
                action,
                response,
                Set.of(from),
                facts -> facts.get(from).map(idsOf),
                nonexistent);
    }

    /**
     * As the other, where several sources say what there is to ask about.
     *
     * @param ids the ids or names to ask for
     */
    SelectiveCollector(
            Supplier<C> client,
            Source<T> source,
            String action,
            SdkPojo response,
            Set<Source<?>> from,
            Function<FleetFacts, Fact<Set<String>>> ids,
            String nonexistent) {
        super(client, source, action, response);
        this.from = Set.copyOf(from);
        this.ids = ids;
        this.nonexistent = nonexistent;
    }

    /** The ids or names to ask for. */
    final Fact<Set<String>> ids(FleetFacts before) {
        return ids.apply(before);
    }

    /** Whether it is known that there is nothing to ask about. */
    final boolean nothing(FleetFacts before) {
        return ids(before).map(Set::isEmpty).orElse(false);
    }

    /** What some ids or names stand for; one that there is no more is not in the answer. */
    abstract Fact<T> of(Scope scope, SortedSet<String> ids);

    @Override
    Set<Source<?>> after() {
        return from;
    }

    @Override
    final Set<Source<?>> afterSome() {
        return from;
    }

    @Override
    Fact<T> all(FleetFacts before) {
        return some(before);
    }

    @Override
    final boolean selective() {
        return true;
    }

    @Override
    final Fact<T> some(FleetFacts before) {
        return ids(before).flatMap(ids -> of(before.scope(), new TreeSet<>(ids)));
    }

    @Override
    Fact<T> prime(Scope scope) {
        loadShapes();
        return of(scope, new TreeSet<>(Set.of(nonexistent)));
    }
}
