package io.muster.readiness.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFieldsTest {

    private static final Message ONCE = Message.of("common.once");

    static List<Message> messages() {
        return List.of(
                Message.EMPTY,
                ONCE,
                Message.literal("as it is {"),
                Message.of("x.y").with("text", "t").with("number", 7L).with("inner", ONCE),
                Message.of("x.y").with("time", Instant.parse("2026-11-30T01:02:03Z")),
                Message.of("x.y").with("none", List.<Message>of()),
                Message.of("x.y").with("list", List.of(ONCE, Message.literal("b"))),
                Message.of("x.y").with("inner", Message.all(List.of(ONCE, ONCE), "; ")),
                Message.all(List.of(ONCE, Message.literal("b")), "; "));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_is_the_same_after_a_way_through_json(Message message) throws IOException {
        String json = JSON.std.asString(MessageFields.of(message));

        assertThat(MessageFields.read(JSON.std.anyFrom(json))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "1",
                "{\"code\":3}",
                "{\"code\":\"a\",\"arguments\":{\"a\":null}}",
                "{\"code\":\"a\",\"arguments\":{\"a\":{\"time\":\"soon\"}}}"
            })
    void what_is_no_message_is_refused(String json) throws IOException {
        Object fields = JSON.std.anyFrom(json);

        assertThatThrownBy(() -> MessageFields.read(fields))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_message_that_is_nested_too_deeply_is_refused() {
        Object nested = Map.of("text", "");
        for (int depth = 0; depth < 100; depth++) {
            nested = Map.of("code", "a", "arguments", Map.of("a", nested));
        }
        Object deep = nested;

        assertThatThrownBy(() -> MessageFields.read(deep)).hasMessageContaining("deeply");
    }
}
