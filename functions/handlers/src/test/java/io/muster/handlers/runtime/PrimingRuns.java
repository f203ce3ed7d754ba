package io.muster.handlers.runtime;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** PrimingRuns at an endpoint of a test. */
public final class PrimingRuns {

    private PrimingRuns() {}

    public static PrimingRun at(URI endpoint, Map<String, String> environment) {
        CallLedger ledger = new CallLedger();
        return new PrimingRun(
                environment,
                region ->
                        AwsClients.forPriming(
                                region,
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("nobody", "nothing")),
                                endpoint,
                                ledger),
                ledger,
                Clock.systemUTC());
    }
}
