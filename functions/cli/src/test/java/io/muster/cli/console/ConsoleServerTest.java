package io.muster.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleServerTest {

    private static final String SHOW =
            "arn:aws:lambda:us-east-1:000000000000:function:muster-console:live";

    private ConsoleServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                ConsoleServer.start(
                        0,
                        new WidgetFunctions(
                                SHOW,
                                Map.of(
                                        SHOW,
                                        (in, out, context) ->
                                                out.write(
                                                        "\"<p>page</p>\""
                                                                .getBytes(
                                                                        StandardCharsets.UTF_8)))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int post(String body) throws Exception {
        return ConsoleServerCalls.post(server, body, "Accept", "text/html");
    }

    @Test
    void only_this_machine_can_reach_it() {
        assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void an_action_calls_the_function_that_it_names() throws Exception {
        assertThat(post("{\"endpoint\":\"%s\",\"event\":{}}".formatted(SHOW))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]",
                "not json",
                "{}",
                "{\"endpoint\":\"arn:aws:lambda:us-east-1:000000000000:function:other\",\"event\":{}}",
                "{\"endpoint\":\"arn:aws:lambda:us-east-1:000000000000:function:muster-console:live\",\"event\":[]}"
            })
    void what_is_no_call_of_it_is_refused(String body) throws Exception {
        assertThat(post(body)).isEqualTo(400);
    }

    @Test
    void an_event_that_is_too_long_is_refused() throws Exception {
        assertThat(post("{\"a\":\"" + "x".repeat(70_000) + "\"}")).isEqualTo(413);
    }
}
