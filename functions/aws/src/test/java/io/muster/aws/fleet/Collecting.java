package io.muster.aws.fleet;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Operation;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import java.util.function.Function;

/** Puts one collector in front of an endpoint that holds what a test says. */
final class Collecting {

    private Collecting() {}

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
