package io.muster.handlers.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.client.CallerIdentity;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.GuestStore;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What every function takes from where it runs: variables, clients, clock and log. */
public final class Surroundings {

    /** The environment variable that names the table. */
    public static final String TABLE_VARIABLE = "MUSTER_TABLE";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private final Map<String, String> environment;
    private final Function<Region, AwsClients> clients;
    private final Clock clock;
    private final Consumer<String> log;

    /** Kept from one invocation to the next; made in the first, so that its failure is answered. */
    private @Nullable AwsClients home;

    public Surroundings(
            Map<String, String> environment,
            Function<Region, AwsClients> clients,
            Clock clock,
            Consumer<String> log) {
        this.environment = Map.copyOf(environment);
        this.clients = clients;
        this.clock = clock;
        this.log = log;
    }

    public static Surroundings ofLambda() {
        return new Surroundings(
                System.getenv(),
                region -> new AwsClients(region, credentials(), null, new CallLedger()),
                Clock.systemUTC(),
                System.out::println);
    }

    public Map<String, String> environment() {
        return environment;
    }

    public Clock clock() {
        return clock;
    }

    public void log(String line) {
        log.accept(line);
    }

    /** Clients of their own, which the caller closes: their ledger counts its calls alone. */
    public AwsClients clients(Region region) {
        return clients.apply(region);
    }

    public Region ownRegion() {
        String region =
                environment.getOrDefault("AWS_REGION", environment.get("AWS_DEFAULT_REGION"));
        if (region == null || region.isBlank()) {
            throw new IllegalStateException(
                    "AWS_REGION is not set: Lambda sets it; elsewhere set it to the table's region");
        }
        return Region.of(region);
    }

    public FindingTable findings() {
        return FindingTable.of(home(), table());
    }

    public GuestStore guests() {
        return GuestStore.of(home(), table());
    }

    /** The function's ARN names its account; asking STS costs a call and a client. */
    public String account(@Nullable Context context) {
        String arn = context == null ? null : context.getInvokedFunctionArn();
        String[] parts = arn == null ? new String[0] : arn.split(":", -1);
        if (parts.length > 6 && ACCOUNT.matcher(parts[4]).matches()) {
            return parts[4];
        }
        return CallerIdentity.of(home()).account();
    }

    private String table() {
        String name = environment.get(TABLE_VARIABLE);
        if (name == null || name.isBlank()) {
            throw new IllegalStateException(
                    "%s is not set: set it to the name of the table, as Terraform does"
                            .formatted(TABLE_VARIABLE));
        }
        return name.strip();
    }

    private synchronized AwsClients home() {
        if (home == null) {
            home = clients.apply(ownRegion());
        }
        return home;
    }

    /** Where the variables hold credentials, as in Lambda, the chain need not be loaded. */
    private static AwsCredentialsProvider credentials() {
        return System.getenv("AWS_ACCESS_KEY_ID") == null
                ? DefaultCredentialsProvider.builder().build()
                : EnvironmentVariableCredentialsProvider.create();
    }
}
