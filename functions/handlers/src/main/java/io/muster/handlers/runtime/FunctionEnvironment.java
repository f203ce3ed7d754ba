package io.muster.handlers.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import io.muster.aws.account.OrganizationAccounts;
import io.muster.aws.account.RoleNotTaken;
import io.muster.aws.account.SpokeRole;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.client.CallerIdentity;
import io.muster.aws.notice.EventBus;
import io.muster.aws.notice.Topic;
import io.muster.aws.queue.WorkQueue;
import io.muster.aws.scan.FindingRun;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.MissingRoles;
import io.muster.aws.store.PriceStore;
import io.muster.aws.store.StoredFacts;
import io.muster.handlers.output.LogLine;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Scope;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** What every function takes from where it runs: variables, clients, clock and log. */
public final class FunctionEnvironment {

    /** The environment variable that names the table. */
    public static final String TABLE_VARIABLE = "MUSTER_TABLE";

    /** The environment variable that names the role that is taken in other accounts. */
    public static final String SPOKE_ROLE_VARIABLE = "MUSTER_SPOKE_ROLE";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,64}");

    private final Map<String, String> environment;
    private final Function<Region, AwsClients> clients;
    private final Clock clock;
    private final Consumer<String> log;

    /** By account; kept as long as the function lives, because their credentials last an hour. */
    private final Map<String, SpokeRole> spokes = new ConcurrentHashMap<>();

    /** Kept from one invocation to the next; made in the first, so that its failure is answered. */
    private @Nullable AwsClients home;

    private @Nullable String account;

    /**
     * The environment of a function that runs somewhere else than in Lambda.
     *
     * @param clients for a region; a handler closes those that it asks for
     * @param log gets the lines of JSON that the function logs
     */
    public FunctionEnvironment(
            Map<String, String> environment,
            Function<Region, AwsClients> clients,
            Clock clock,
            Consumer<String> log) {
        this.environment = Map.copyOf(environment);
        this.clients = clients;
        this.clock = clock;
        this.log = log;
    }

    public static FunctionEnvironment ofLambda() {
        OwnCredentials credentials = new OwnCredentials(System.getenv());
        return new FunctionEnvironment(
                System.getenv(),
                region -> new AwsClients(region, credentials.get(), null, new CallLedger()),
                Clock.systemUTC(),
                System.out::println);
    }

    /** The same in an account that is known beforehand: STS is not asked for it. */
    static FunctionEnvironment in(
            String account,
            Map<String, String> environment,
            Function<Region, AwsClients> clients,
            Clock clock,
            Consumer<String> log) {
        FunctionEnvironment functionEnvironment =
                new FunctionEnvironment(environment, clients, clock, log);
        functionEnvironment.account = account;
        return functionEnvironment;
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

    public void log(LogLine line) {
        log(line.toString());
    }

    /**
     * Clients for a scope, which the caller closes: their ledger counts its calls alone. In an
     * account that is not the function's own they act as the role that Muster has there.
     *
     * @param own the function's account
     * @throws io.muster.aws.account.RoleNotTaken if they cannot
     */
    public AwsClients clients(Scope scope, String own) {
        AwsClients inRegion = clients.apply(Region.of(scope.region()));
        if (scope.account().equals(own)) {
            return inRegion;
        }
        try (inRegion) {
            return spokes.computeIfAbsent(scope.account(), account -> spoke(scope))
                    .clients(inRegion);
        }
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

    /** Whether a scope is the function's own region in its own account. */
    public boolean own(Scope scope, String account) {
        return scope.equals(Scope.of(account, ownRegion().id()));
    }

    public FindingTable findings() {
        return FindingTable.of(home(), table(), clock);
    }

    /** The accounts whose role could not be assumed. */
    public MissingRoles missingRoles() {
        return MissingRoles.of(home(), table());
    }

    /**
     * Writes down that a scope's account does not let Muster in, of which people are told when the
     * next run begins. That is no failure of a message: another try would be denied, too.
     *
     * @return the line to be logged; empty if it is another failure, or a passing one
     */
    public Optional<LogLine> notLetIn(Scope scope, RuntimeException failure) {
        if (!(failure instanceof RoleNotTaken role) || !role.denied()) {
            return Optional.empty();
        }
        missingRoles().record(role.account(), role.role(), role.detail(), clock.instant());
        return Optional.of(LogLine.error("role not assumed").scope(scope).with("error", role));
    }

    /** How facts become findings. */
    public FindingRun findingRun(Thresholds thresholds) {
        return new FindingRun(findings(), BuiltInChecks.catalogue(), thresholds, this::spoiled);
    }

    public GuestStore guests() {
        return GuestStore.of(home(), table(), clock, this::spoiled);
    }

    /** What AWS's price list said, which is kept in the table. */
    public PriceStore prices() {
        return PriceStore.of(home(), table(), this::spoiled);
    }

    /** What scans join: guests and logs. */
    public StoredFacts facts() {
        return StoredFacts.of(home(), table(), clock, this::spoiled);
    }

    /**
     * The scopes that Muster looks at.
     *
     * @param own the function's account
     */
    public ConfiguredScopes reach(String own) {
        return ConfiguredScopes.from(environment, own, ownRegion());
    }

    /** The accounts of the organisation; see {@link ConfiguredScopes#organization}. */
    public OrganizationAccounts organization() {
        return new OrganizationAccounts(home());
    }

    /**
     * A queue of work, in the function's own region.
     *
     * @param variable the environment variable that holds its URL
     */
    public WorkQueue queue(String variable) {
        return WorkQueue.of(home(), required(variable, "the URL of the queue"));
    }

    /**
     * An event bus, in the function's own region.
     *
     * @param name its name or ARN
     */
    public EventBus eventBus(String name) {
        return EventBus.of(home(), name);
    }

    /** A topic, in the function's own region. */
    public Topic topic(String arn) {
        return Topic.of(home(), arn);
    }

    /** The function's ARN names its account; asking STS costs a call and a client. */
    public String account(@Nullable Context context) {
        String arn = context == null ? null : context.getInvokedFunctionArn();
        String[] parts = arn == null ? new String[0] : arn.split(":", -1);
        if (parts.length > 6 && ACCOUNT.matcher(parts[4]).matches()) {
            return parts[4];
        }
        return askedAccount();
    }

    private synchronized String askedAccount() {
        if (account == null) {
            account = CallerIdentity.of(home()).account();
        }
        return account;
    }

    private void spoiled(String problem) {
        log(LogLine.spoiled(problem));
    }

    private String table() {
        return required(TABLE_VARIABLE, "the name of the table");
    }

    private String required(String variable, String what) {
        String value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            throw new IllegalStateException(
                    "%s is not set: set it to %s, as Terraform does".formatted(variable, what));
        }
        return value;
    }

    private SpokeRole spoke(Scope scope) {
        String role = environment.getOrDefault(SPOKE_ROLE_VARIABLE, "").strip();
        if (!role.isEmpty() && !ROLE.matcher(role).matches()) {
            throw new IllegalArgumentException(
                    "%s is '%s', which is not the name of a role: give the name alone, such as %s"
                            .formatted(SPOKE_ROLE_VARIABLE, role, SpokeRole.DEFAULT_NAME));
        }
        return new SpokeRole(
                home().sts(),
                scope,
                role.isEmpty() ? SpokeRole.DEFAULT_NAME : role,
                environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "muster"));
    }

    private synchronized AwsClients home() {
        if (home == null) {
            home = clients.apply(ownRegion());
        }
        return home;
    }
}
