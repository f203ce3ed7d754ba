package io.muster.local.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.muster.local.addition.Additions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The front before a server that this test writes by hand, so that it sees what comes through. */
class FrontTest {

    private static final String ADDRESSES =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <DescribeAddressesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">\
            <addressesSet><item><publicIp>192.0.2.1</publicIp><allocationId>eipalloc-1</allocationId>\
            </item></addressesSet></DescribeAddressesResponse>""";
    private static final long LARGE = 64L << 20;

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong bytesReceived = new AtomicLong();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer backend;
    private Front front;

    @BeforeEach
    void start() throws IOException {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext(
                "/",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    received.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + body);
                    boolean json = exchange.getRequestHeaders().containsKey("X-Amz-Target");
                    byte[] answer =
                            (json ? "{\"TableNames\":[]}" : ADDRESSES)
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("X-From", "backend");
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        backend.createContext(
                "/large",
                exchange -> {
                    try (InputStream in = exchange.getRequestBody()) {
                        byte[] block = new byte[1 << 16];
                        for (int read = in.read(block); read > 0; read = in.read(block)) {
                            bytesReceived.addAndGet(read);
                        }
                    }
                    exchange.sendResponseHeaders(200, LARGE);
                    byte[] block = new byte[1 << 16];
                    for (long sent = 0; sent < LARGE; sent += block.length) {
                        exchange.getResponseBody().write(block);
                    }
                    exchange.close();
                });
        backend.createContext(
                "/broken",
                exchange -> {
                    byte[] page =
                            "<!doctype html><h1>Internal Server Error</h1>"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    exchange.sendResponseHeaders(500, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        backend.start();
        front =
                new Front(
                        URI.create("http://127.0.0.1:" + backend.getAddress().getPort()),
                        Additions.all(),
                        List.of());
    }

    @AfterEach
    void stop() {
        front.close();
        backend.stop(0);
        http.close();
    }

    @Test
    void listens_on_loopback_only() {
        assertThat(front.endpoint().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void passes_on_method_path_query_headers_and_body() throws Exception {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(
                                        front.endpoint().resolve("/bucket/key?versions&x=%2F"))
                                .PUT(BodyPublishers.ofString("content"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(received).containsExactly("PUT /bucket/key?versions&x=%2F content");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-From")).contains("backend");
    }

    @Test
    void streams_bodies_that_do_not_fit_in_memory() throws Exception {
        HttpResponse<InputStream> response =
                http.send(
                        HttpRequest.newBuilder(front.endpoint().resolve("/large"))
                                .POST(BodyPublishers.ofByteArrays(blocks()))
                                .build(),
                        BodyHandlers.ofInputStream());
        long bytes = 0;
        try (InputStream body = response.body()) {
            byte[] block = new byte[1 << 16];
            for (int read = body.read(block); read > 0; read = body.read(block)) {
                bytes += read;
            }
        }
        assertThat(bytes).isEqualTo(LARGE);
        assertThat(bytesReceived).hasValue(LARGE);
    }

    @Test
    void passes_on_the_page_of_html_that_an_unknown_operation_gets() throws Exception {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(front.endpoint().resolve("/broken")).build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("<h1>Internal Server Error</h1>");
    }

    @Test
    void writes_down_service_operation_and_region_of_query_and_json_calls() {
        try (Ec2Client ec2 = ec2();
                DynamoDbClient dynamoDb = dynamoDb()) {
            ec2.describeAddresses();
            ec2.describeAddresses();
            dynamoDb.listTables();
        }
        assertThat(front.log().calls())
                .containsExactly(
                        new Call("ec2", "DescribeAddresses", "eu-west-1"),
                        new Call("ec2", "DescribeAddresses", "eu-west-1"),
                        new Call("dynamodb", "ListTables", "eu-west-1"));
        assertThat(front.log().counts())
                .isEqualTo(Map.of("ec2:DescribeAddresses", 2L, "dynamodb:ListTables", 1L));
        front.log().clear();
        assertThat(front.log().calls()).isEmpty();
    }

    @Test
    void counts_the_faults_that_a_call_has_met() {
        Faults.of(front).add(Fault.once("ec2", "DescribeAddresses", 1, Fault.Kind.INTERNAL_ERROR));
        Faults.of(front).add(Fault.once("ec2", "DescribeAddresses", 9, Fault.Kind.INTERNAL_ERROR));
        Faults.of(front).add(Fault.always("ec2", "DescribeVolumes", Fault.Kind.INTERNAL_ERROR));
        assertThat(Faults.of(front).met()).isZero();
        try (Ec2Client ec2 = ec2()) {
            assertThatExceptionOfType(AwsServiceException.class).isThrownBy(ec2::describeAddresses);
        }
        assertThat(Faults.of(front).met()).isEqualTo(1);
        Faults.of(front).clear();
        assertThat(Faults.of(front).met()).isZero();
    }

    @Test
    void tells_as_soon_as_so_many_calls_have_come() {
        CompletableFuture<Void> second = front.log().reached(2);
        try (Ec2Client ec2 = ec2()) {
            ec2.describeAddresses();
            assertThat(second).isNotDone();
            ec2.describeAddresses();
        }
        assertThat(second).isDone();
        assertThat(front.log().reached(1)).as("what has come already").isDone();
    }

    @Test
    void a_request_without_signature_or_action_is_written_down_as_such() throws Exception {
        http.send(HttpRequest.newBuilder(front.endpoint()).build(), BodyHandlers.discarding());
        assertThat(front.log().calls()).containsExactly(new Call("unsigned", "unnamed", ""));
    }

    @Test
    void a_form_that_is_none_is_refused_with_the_reason() throws Exception {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(front.endpoint())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("Action=%zz"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("MalformedQueryString");
    }

    @Test
    void an_answer_that_cannot_be_completed_is_an_error_with_the_reason() {
        try (Ec2Client ec2 = ec2()) {
            backend.removeContext("/");
            backend.createContext(
                    "/",
                    exchange -> {
                        exchange.sendResponseHeaders(200, 4);
                        exchange.getResponseBody().write("<cut".getBytes(StandardCharsets.UTF_8));
                        exchange.close();
                    });
            assertThatThrownBy(ec2::describeInstances)
                    .hasMessageContaining("cannot complete the emulator's answer");
        }
    }

    @Test
    void every_fault_comes_to_the_client_as_the_service_would_say_it() {
        assertError("ec2", Fault.Kind.THROTTLED, "RequestLimitExceeded", 503);
        assertError("ec2", Fault.Kind.DENIED, "UnauthorizedOperation", 403);
        assertError("ec2", Fault.Kind.INTERNAL_ERROR, "InternalError", 500);
        assertError("ec2", Fault.Kind.EXPIRED_TOKEN, "RequestExpired", 400);
        assertError("autoscaling", Fault.Kind.THROTTLED, "Throttling", 400);
        assertError("autoscaling", Fault.Kind.DENIED, "AccessDenied", 403);
        assertError("autoscaling", Fault.Kind.INTERNAL_ERROR, "InternalFailure", 500);
        assertError("autoscaling", Fault.Kind.EXPIRED_TOKEN, "ExpiredToken", 403);
        assertError("dynamodb", Fault.Kind.THROTTLED, "ThrottlingException", 400);
        assertError("dynamodb", Fault.Kind.DENIED, "AccessDeniedException", 400);
        assertError("dynamodb", Fault.Kind.INTERNAL_ERROR, "InternalServerError", 500);
        assertError("dynamodb", Fault.Kind.EXPIRED_TOKEN, "ExpiredTokenException", 400);
        assertThat(received).as("a call that fails does not reach the emulator").isEmpty();
    }

    @Test
    void an_operation_that_an_emulator_lacks_answers_html() {
        Faults.of(front).add(Fault.always("ec2", "*", Fault.Kind.NOT_IMPLEMENTED));
        assertThatThrownBy(() -> call("ec2"))
                .isInstanceOf(AwsServiceException.class)
                .extracting(error -> ((AwsServiceException) error).statusCode())
                .isEqualTo(500);
    }

    @Test
    void a_truncated_body_cannot_be_read() {
        Faults.of(front).add(Fault.always("ec2", "DescribeAddresses", Fault.Kind.TRUNCATED_BODY));
        Faults.of(front).add(Fault.always("dynamodb", "ListTables", Fault.Kind.TRUNCATED_BODY));
        assertThatThrownBy(() -> call("ec2")).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> call("dynamodb")).isInstanceOf(SdkClientException.class);
    }

    @Test
    void a_connection_that_breaks_off_is_an_error_of_the_client() {
        for (Fault.Kind kind : List.of(Fault.Kind.CUT_OFF, Fault.Kind.NO_ANSWER)) {
            Faults.of(front).clear();
            Faults.of(front).add(Fault.always("ec2", "DescribeAddresses", kind));
            assertThatThrownBy(() -> call("ec2"))
                    .as("%s", kind)
                    .isInstanceOf(SdkClientException.class);
        }
    }

    @Test
    void only_the_nth_call_fails_until_healed() {
        Faults.of(front).add(Fault.once("ec2", "DescribeAddresses", 2, Fault.Kind.DENIED));
        Faults.of(front).add(Fault.always("ec2", "DescribeVpcs", Fault.Kind.DENIED));
        call("ec2");
        assertThatThrownBy(() -> call("ec2")).hasMessageContaining("not authorized");
        call("ec2");
        try (Ec2Client ec2 = ec2()) {
            assertThatThrownBy(ec2::describeVpcs).hasMessageContaining("ec2:DescribeVpcs");
            Faults.of(front).clear();
            assertThat(ec2.describeVpcs().vpcs()).isEmpty();
        }
    }

    @Test
    void a_call_number_below_one_is_refused() {
        assertThatThrownBy(() -> Fault.once("ec2", "*", 0, Fault.Kind.DENIED))
                .hasMessageContaining("counted from 1");
    }

    @Test
    void an_emulator_that_is_gone_is_said_to_be_gone() {
        backend.stop(0);
        assertThatThrownBy(() -> call("ec2"))
                .hasMessageContaining("The emulator behind the front no longer answers");
    }

    private void assertError(String service, Fault.Kind kind, String code, int status) {
        Faults.of(front).clear();
        Faults.of(front).add(Fault.always(service, "*", kind));
        assertThatThrownBy(() -> call(service))
                .as("%s %s", service, kind)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> {
                            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
                            assertThat(error.statusCode()).isEqualTo(status);
                        });
    }

    private void call(String service) {
        switch (service) {
            case "ec2" -> {
                try (Ec2Client ec2 = ec2()) {
                    assertThat(ec2.describeAddresses().addresses()).hasSize(1);
                }
            }
            case "dynamodb" -> {
                try (DynamoDbClient dynamoDb = dynamoDb()) {
                    assertThat(dynamoDb.listTables().tableNames()).isEmpty();
                }
            }
            case "autoscaling" -> {
                try (AutoScalingClient autoScaling = autoScaling()) {
                    assertThat(autoScaling.describeAccountLimits()).isNotNull();
                }
            }
            default -> throw new IllegalArgumentException(service);
        }
    }

    private static Iterable<byte[]> blocks() {
        return Collections.nCopies((int) (LARGE >> 16), new byte[1 << 16]);
    }

    private Ec2Client ec2() {
        return Ec2Client.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(front.endpoint())
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private AutoScalingClient autoScaling() {
        return AutoScalingClient.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(front.endpoint())
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(front.endpoint())
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }
}
