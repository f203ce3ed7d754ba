package io.muster.aws.fleet;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Operation;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.graviton.Prices;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Puts one collector in front of an endpoint that holds what a test says. */
final class Collecting {

    static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    /** What a collector finds known that is asked alone. */
    static final FleetFacts NOTHING = FleetFacts.notCollected(SCOPE, NOW);

    private static final Prices NO_PRICES =
            new Prices(SCOPE.region(), Map.of(), Prices.Source.PRICE_LIST, LocalDate.EPOCH);

    private Collecting() {}

    /** A whole scan, of a scope without guests, logs, decisions and prices. */
    static FleetFacts whole(AwsClients clients) {
        FleetCollector collector = new FleetCollector(clients);
        return collector
                .collect(SCOPE, NOW, collector.sources())
                .with(Source.PRICES, Fact.known(NO_PRICES))
                .with(Source.GUESTS, Fact.known(Map.of()))
                .with(Source.LOGS, Fact.known(new LogFacts(NOW, List.of(), Map.of())))
                .with(Source.DECISIONS, Fact.known(Map.of()));
    }

    /** Ids, as collectors take them. */
    static SortedSet<String> ids(String... ids) {
        return new TreeSet<>(Set.of(ids));
    }

    /** So many ids. */
    static SortedSet<String> numbered(String prefix, int count) {
        SortedSet<String> ids = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            ids.add(prefix + i);
        }
        return ids;
    }

    /** What a collector makes of items. */
    static <T> Fact<T> from(
            Operation operation, Function<AwsClients, Fact<T>> collector, String... xml) {
        try (FakeAws aws = new FakeAws().holds(operation, xml);
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            return collector.apply(clients);
        }
    }

    static <T> T known(Fact<T> fact) {
        return switch (fact) {
            case Known<T> known -> known.value();
            case Missing<T> missing ->
                    throw new AssertionError(missing.why() + ": " + missing.detail());
        };
    }

    static Missing<?> missing(Fact<?> fact) {
        if (fact instanceof Missing<?> missing) {
            return missing;
        }
        throw new AssertionError("known: " + fact);
    }
}
