package io.muster.deployment;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.fleet.FleetCollector;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What the functions say of themselves; no client is asked for it. */
final class Declared {

    private Declared() {}

    static <T> T by(Function<FleetCollector, T> ask) {
        try (AwsClients clients =
                new AwsClients(
                        Region.EU_CENTRAL_1,
                        AnonymousCredentialsProvider.create(),
                        null,
                        new CallLedger())) {
            return ask.apply(new FleetCollector(clients));
        }
    }
}
