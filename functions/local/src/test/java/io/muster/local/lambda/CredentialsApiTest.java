package io.muster.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CredentialsApiTest {

    private static final Map<String, String> VARIABLES =
            Map.of(
                    "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                    "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMIEXAMPLEKEY",
                    "AWS_SESSION_TOKEN", "session",
                    "AWS_REGION", "us-east-1");

    private final HttpClient client = HttpClient.newHttpClient();
    private final CredentialsApi api =
            new CredentialsApi(
                    VARIABLES, Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC));

    @AfterEach
    void it_ends() {
        api.close();
        client.close();
    }

    @Test
    void keys_leave_the_environment_and_the_rest_stays() {
        assertThat(api.instead(VARIABLES))
                .containsOnlyKeys(
                        "AWS_REGION",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN")
                .containsEntry("AWS_REGION", "us-east-1");
    }

    @Test
    void who_has_the_token_gets_the_keys() throws Exception {
        String token =
                Objects.requireNonNull(
                        api.instead(VARIABLES).get("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
        HttpResponse<String> answer = get(request().header("Authorization", token));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.std.mapFrom(answer.body()))
                .containsEntry("AccessKeyId", "AKIAIOSFODNN7EXAMPLE")
                .containsEntry("SecretAccessKey", "wJalrXUtnFEMIEXAMPLEKEY")
                .containsEntry("Token", "session")
                .containsEntry("Expiration", "2026-11-25T18:00:00Z");
    }

    @Test
    void who_has_not_gets_nothing() throws Exception {
        for (HttpRequest.Builder request :
                new HttpRequest.Builder[] {
                    request(), request().header("Authorization", "another")
                }) {
            HttpResponse<String> answer = get(request);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).isEmpty();
        }
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(
                URI.create(
                        Objects.requireNonNull(
                                api.instead(VARIABLES).get("AWS_CONTAINER_CREDENTIALS_FULL_URI"))));
    }

    private HttpResponse<String> get(HttpRequest.Builder request) throws Exception {
        return client.send(request.GET().build(), HttpResponse.BodyHandlers.ofString());
    }
}
