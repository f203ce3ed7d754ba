package io.muster.aws.client;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
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

    private @Nullable Ec2Client ec2;
    private @Nullable AutoScalingClient autoScaling;
    private @Nullable CloudWatchClient cloudWatch;
    private @Nullable CloudWatchLogsClient logs;
    private @Nullable SsmClient ssm;
    private @Nullable SsmClient ssmOnce;
    private @Nullable StsClient sts;
    private @Nullable DynamoDbClient dynamoDb;
    private @Nullable SqsClient sqs;
    private @Nullable EventBridgeClient eventBridge;
    private @Nullable SnsClient sns;
    private @Nullable OrganizationsClient organizations;

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
        this(region, credentials, endpoint, ledger, CallPolicy.PATIENT);
    }

    /**
     * Clients for calls that nobody needs: they give up within seconds, and keep no connection open
     * for the next call.
     *
     * @param endpoint as above
     */
    public static AwsClients brief(
            Region region,
            AwsCredentialsProvider credentials,
            @Nullable URI endpoint,
            CallLedger ledger) {
        return new AwsClients(region, credentials, endpoint, ledger, CallPolicy.BRIEF);
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
                        .socketTimeout(policy.attemptTimeout())
                        .build();
        open.push(http);
    }

    /**
     * Clients of the same region, endpoint and ledger for somebody else; the caller closes them.
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

    public synchronized Ec2Client ec2() {
        if (ec2 == null) {
            ec2 =
                    build(
                            Ec2Client::builder,
                            configuration().addExecutionInterceptor(new XmlAnswer()));
        }
        return ec2;
    }

    public synchronized AutoScalingClient autoScaling() {
        if (autoScaling == null) {
            autoScaling =
                    build(
                            AutoScalingClient::builder,
                            configuration().addExecutionInterceptor(new XmlAnswer()));
        }
        return autoScaling;
    }

    public synchronized CloudWatchClient cloudWatch() {
        if (cloudWatch == null) {
            cloudWatch =
                    build(
                            CloudWatchClient::builder,
                            configuration().addExecutionInterceptor(new XmlAnswer()));
        }
        return cloudWatch;
    }

    public synchronized CloudWatchLogsClient logs() {
        if (logs == null) {
            logs =
                    build(
                            CloudWatchLogsClient::builder,
                            configuration().addExecutionInterceptor(new JsonAnswer()));
        }
        return logs;
    }

    public synchronized SsmClient ssm() {
        if (ssm == null) {
            ssm =
                    build(
                            SsmClient::builder,
                            configuration().addExecutionInterceptor(new JsonAnswer()));
        }
        return ssm;
    }

    /**
     * Systems Manager for what must not be done twice, such as to send a command: tried again only
     * where the service refused it. What got no answer, or an error of the service, may be done.
     */
    public synchronized SsmClient ssmOnce() {
        if (ssmOnce == null) {
            ssmOnce =
                    build(
                            SsmClient::builder,
                            configuration()
                                    .addExecutionInterceptor(new JsonAnswer())
                                    .retryStrategy(
                                            new RetryOfRefused(policy.newRetryStrategy().get())));
        }
        return ssmOnce;
    }

    public synchronized StsClient sts() {
        if (sts == null) {
            sts =
                    build(
                            StsClient::builder,
                            configuration().addExecutionInterceptor(new XmlAnswer()));
        }
        return sts;
    }

    public synchronized DynamoDbClient dynamoDb() {
        if (dynamoDb == null) {
            dynamoDb =
                    build(
                            DynamoDbClient::builder,
                            configuration().addExecutionInterceptor(new JsonAnswer()));
        }
        return dynamoDb;
    }

    public synchronized SqsClient sqs() {
        if (sqs == null) {
            sqs =
                    build(
                            SqsClient::builder,
                            configuration().addExecutionInterceptor(new JsonAnswer()));
        }
        return sqs;
    }

    public synchronized EventBridgeClient eventBridge() {
        if (eventBridge == null) {
            eventBridge =
                    build(
                            EventBridgeClient::builder,
                            configuration().addExecutionInterceptor(new JsonAnswer()));
        }
        return eventBridge;
    }

    public synchronized SnsClient sns() {
        if (sns == null) {
            sns =
                    build(
                            SnsClient::builder,
                            configuration().addExecutionInterceptor(new XmlAnswer()));
        }
        return sns;
    }

    /** Its one endpoint serves all regions of the partition. */
    public synchronized OrganizationsClient organizations() {
        if (organizations == null) {
            organizations =
                    build(
                            OrganizationsClient::builder,
                            configuration().addExecutionInterceptor(new JsonAnswer()));
        }
        return organizations;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private <
                    B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>,
                    C extends SdkAutoCloseable>
            C build(Supplier<B> newBuilder, ClientOverrideConfiguration.Builder configuration) {
        B builder =
                newBuilder
                        .get()
                        .region(region)
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

    private ClientOverrideConfiguration.Builder configuration() {
        ClientOverrideConfiguration.Builder configuration =
                ClientOverrideConfiguration.builder()
                        .retryStrategy(policy.newRetryStrategy().get())
                        .apiCallAttemptTimeout(policy.attemptTimeout())
                        .apiCallTimeout(policy.callTimeout())
                        .addMetricPublisher(ledger);
        // The JVM keeps connections, not the client: closing this would not close those.
        return policy.keepsConnections()
                ? configuration
                : configuration.putHeader("Connection", "close");
    }
}
