package io.muster.readiness.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final Rendering SEOUL = new Rendering(Language.KOREAN, ZoneId.of("Asia/Seoul"));

    @Test
    void a_message_is_rendered_in_each_language() {
        Message message = Message.of("common.share-at-least").with("percent", 95);

        assertThat(message.english()).isEqualTo("at least 95 %");
        assertThat(message.in(SEOUL)).isEqualTo("95% 이상");
    }

    @Test
    void a_message_inside_a_message_is_in_the_language_of_the_whole() {
        Message message =
                Message.of("common.not-seen").with("why", Message.of("facts.guest-not-linux"));

        assertThat(message.in(SEOUL)).doesNotContain("instance").contains("Linux");
    }

    @Test
    void a_time_is_in_the_zone_of_the_reader_and_in_utc_for_programs() {
        Message message = Message.of("common.labelled").with("label", "seen");
        Message seen = message.with("text", Instant.parse("2026-11-30T15:04:05Z"));

        assertThat(seen.english()).isEqualTo("seen: 2026-11-30T15:04:05Z");
        assertThat(seen.in(SEOUL)).isEqualTo("seen: 2026-12-01 00:04 KST");
    }

    @Test
    void several_messages_make_one_and_can_be_told_apart_again() {
        Message one = Message.literal("a");
        Message other = Message.of("common.once");

        assertThat(Message.all(List.of(one, other), "; ").english()).isEqualTo("a; once");
        assertThat(Message.all(List.of(one, other), "; ").parts()).containsExactly(one, other);
        assertThat(Message.all(List.of(other), "; ")).isEqualTo(other);
        assertThat(Message.all(List.of(), "; ").parts()).isEmpty();
    }

    @Test
    void a_value_with_control_characters_or_places_is_only_a_value() {
        Message hostile =
                Message.of("common.labelled")
                        .with("label", "\u001b[31m{text}\u202e\n<b>")
                        .with("text", "{{}");

        assertThat(hostile.english()).isEqualTo(" [31m{text} <b>: {{}");
    }

    @Test
    void a_long_value_is_cut() {
        Message message = Message.literal("a".repeat(100_000));

        assertThat(message.english()).hasSize(Message.MAX_ARGUMENT_LENGTH).endsWith("…");
    }

    @Test
    void a_code_without_a_text_is_said_with_its_values() {
        Message message = Message.of("of.a-newer-version").with("a", "b").with("n", 3);

        assertThat(message.in(SEOUL)).isEqualTo("of.a-newer-version: a=b, n=3");
    }

    @Test
    void a_text_whose_places_are_not_filled_is_said_as_code() {
        assertThat(Message.of("common.labelled").with("other", "b").in(SEOUL))
                .isEqualTo("common.labelled: other=b");
    }
}
