package io.muster.aws.client;

import io.muster.aws.client.CallPolicy.Patience;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's clients for one region and one set of credentials, made when first asked for.
 *
 * <p>Making a client loads its classes (EC2's alone take most of a cold start), so a caller pays
 * only for the services it uses. All share one HTTP client, retry adaptively and report to one
 * ledger.
 */
public final class AwsClients implements AutoCloseable {

    static {
        // HttpURLConnection sends a POST again by itself when a kept connection turns out to be
        // closed: a try that no ledger sees, and for a conditional write one that may fail on its
        // own first success. The SDK's retries are counted and do the same. A setting of the
        // operator's own stays.
        if (System.getProperty("sun.net.http.retryPost") == null) {
            System.setProperty("sun.net.http.retryPost", "false");
        }
    }

    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final @Nullable URI endpoint;
    private final CallLedger ledger;
    private final CallPolicy policy;
    private final SdkHttpClient http;
    private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();
    private final Map<Class<?>, SdkAutoCloseable> clients = new HashMap<>();
    private @Nullable SsmClient ssmOnce;

    /**
     * Makes no client yet.
     *
     * @param endpoint the address of every service; null for AWS's own, or what the standard
     *     variables {@code AWS_ENDPOINT_URL[_SERVICE]} and the profile say
     */
    public AwsClients(
            Region region,
            AwsCredentialsProvider credentials,
            @Nullable URI endpoint,
            CallLedger ledger) {
        this(region, credentials, endpoint, ledger, CallPolicy.DEFAULT);
    }

    /**
     * Clients for priming, whose results are discarded: they time out within seconds, and keep no
     * connection open for the next call.
     *
     * @param endpoint as above
     */
    public static AwsClients forPriming(
            Region region,
            AwsCredentialsProvider credentials,
            @Nullable URI endpoint,
            CallLedger ledger) {
        return new AwsClients(region, credentials, endpoint, ledger, CallPolicy.PRIMING);
    }

    /** Clients without credentials, for what parts say of themselves: nothing is asked by them. */
    public static AwsClients askedNothing() {
        return new AwsClients(
                Region.US_EAST_1, AnonymousCredentialsProvider.create(), null, new CallLedger());
    }

    AwsClients(
            Region region,
            AwsCredentialsProvider credentials,
            @Nullable URI endpoint,
            CallLedger ledger,
            CallPolicy policy) {
        this.region = region;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.ledger = ledger;
        this.policy = policy;
        this.http =
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(policy.connectTimeout())
                        .socketTimeout(policy.listing().attempt())
                        .build();
        open.push(http);
    }

    /**
     * Clients of the same region, endpoint and ledger with other credentials; the caller closes
     * them.
     */
    public AwsClients with(AwsCredentialsProvider others) {
        return new AwsClients(region, others, endpoint, ledger, policy);
    }

    public Region region() {
        return region;
    }

    public CallLedger ledger() {
        return ledger;
    }

    AwsCredentialsProvider credentials() {
        return credentials;
    }

    public Ec2Client ec2() {
        return client(
                Ec2Client.class,
                Ec2Client::builder,
                configuration(ExpectedAnswer.XML, policy.listing(), LargeAnswer.READER));
    }

    public AutoScalingClient autoScaling() {
        return listing(AutoScalingClient.class, AutoScalingClient::builder, ExpectedAnswer.XML);
    }

    public CloudWatchClient cloudWatch() {
        return listing(CloudWatchClient.class, CloudWatchClient::builder, ExpectedAnswer.XML);
    }

    public CloudWatchLogsClient logs() {
        return client(
                CloudWatchLogsClient.class, CloudWatchLogsClient::builder, ExpectedAnswer.JSON);
    }

    public SsmClient ssm() {
        return listing(SsmClient.class, SsmClient::builder, ExpectedAnswer.JSON);
    }

    /**
     * Systems Manager for calls that are not idempotent, such as to send a command: tried again
     * only where the service refused it. What got no answer, or an error of the service, may be
     * done.
     */
    public synchronized SsmClient ssmOnce() {
        if (ssmOnce == null) {
            ssmOnce =
                    build(
                            SsmClient::builder,
                            configuration(ExpectedAnswer.JSON)
                                    .retryStrategy(
                                            new RetryOfRefused(policy.newRetryStrategy().get())));
        }
        return ssmOnce;
    }

    public StsClient sts() {
        return client(StsClient.class, StsClient::builder, ExpectedAnswer.XML);
    }

    public DynamoDbClient dynamoDb() {
        return client(DynamoDbClient.class, DynamoDbClient::builder, ExpectedAnswer.JSON);
    }

    public SqsClient sqs() {
        return client(SqsClient.class, SqsClient::builder, ExpectedAnswer.JSON);
    }

    public EventBridgeClient eventBridge() {
        return client(EventBridgeClient.class, EventBridgeClient::builder, ExpectedAnswer.JSON);
    }

    public SnsClient sns() {
        return client(SnsClient.class, SnsClient::builder, ExpectedAnswer.XML);
    }

    /** Its one endpoint serves all regions of the partition. */
    public OrganizationsClient organizations() {
        return client(OrganizationsClient.class, OrganizationsClient::builder, ExpectedAnswer.JSON);
    }

    /**
     * The price list, which has an endpoint in a few regions alone.
     *
     * @param of the region of its endpoint
     */
    public synchronized PricingClient pricing(Region of) {
        SdkAutoCloseable known = clients.get(PricingClient.class);
        if (known == null) {
            known = build(PricingClient::builder, configuration(ExpectedAnswer.JSON), of);
            clients.put(PricingClient.class, known);
        }
        return (PricingClient) known;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    /** The client of a service whose calls list what a scope has. */
    private <
                    B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>,
                    C extends SdkAutoCloseable>
            C listing(Class<C> type, Supplier<B> newBuilder, ExpectedAnswer answer) {
        return client(type, newBuilder, configuration(answer, policy.listing()));
    }

    private <
                    B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>,
                    C extends SdkAutoCloseable>
            C client(Class<C> type, Supplier<B> newBuilder, ExpectedAnswer answer) {
        return client(type, newBuilder, configuration(answer));
    }

    /** The client of a service, made when it is first asked for. */
    private synchronized <
                    B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>,
                    C extends SdkAutoCloseable>
            C client(
                    Class<C> type,
                    Supplier<B> newBuilder,
                    ClientOverrideConfiguration.Builder configuration) {
        SdkAutoCloseable known = clients.get(type);
        if (known == null) {
            known = build(newBuilder, configuration);
            clients.put(type, known);
        }
        return type.cast(known);
    }

    private <
                    B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>,
                    C extends SdkAutoCloseable>
            C build(Supplier<B> newBuilder, ClientOverrideConfiguration.Builder configuration) {
        return build(newBuilder, configuration, region);
    }

    private <
                    B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>,
                    C extends SdkAutoCloseable>
            C build(
                    Supplier<B> newBuilder,
                    ClientOverrideConfiguration.Builder configuration,
                    Region of) {
        B builder =
                newBuilder
                        .get()
                        .region(of)
                        .credentialsProvider(credentials)
                        .httpClient(http)
                        .overrideConfiguration(configuration.build());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        C client = builder.build();
        open.push(client);
        return client;
    }

    private ClientOverrideConfiguration.Builder configuration(ExpectedAnswer answer) {
        return configuration(answer, policy.usual());
    }

    /** Interceptors that stand first are the last to see an answer. */
    private ClientOverrideConfiguration.Builder configuration(
            ExpectedAnswer answer, Patience patience, ExecutionInterceptor... first) {
        ClientOverrideConfiguration.Builder configuration =
                ClientOverrideConfiguration.builder()
                        .retryStrategy(policy.newRetryStrategy().get())
                        .apiCallAttemptTimeout(patience.attempt())
                        .apiCallTimeout(patience.call())
                        .addMetricPublisher(ledger);
        for (ExecutionInterceptor each : first) {
            configuration.addExecutionInterceptor(each);
        }
        configuration.addExecutionInterceptor(answer).addExecutionInterceptor(ledger.underWay());
        // The JVM keeps connections, not the client: closing this would not close those.
        return policy.keepsConnections()
                ? configuration
                : configuration.putHeader("Connection", "close");
    }
}
