package io.muster.readiness.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.text.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaidTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");

    private static Message rule(String group, long port) {
        return Message.of("ssh-open.open").with("group", group).with("port", port);
    }

    @Test
    void a_number_that_moves_is_no_change() {
        assertThat(Said.of(rule("sg-1", 22)).saidBy(rule("sg-1", 23))).isTrue();
    }

    @Test
    void a_time_that_moves_is_no_change() {
        Message before = Message.of("image-age.old").with("at", MONDAY);

        assertThat(Said.of(before).saidBy(Message.of("image-age.old").with("at", Instant.EPOCH)))
                .isTrue();
    }

    @Test
    void a_date_that_moves_is_no_change() {
        Message before = Message.of("image-age.old").with("date", LocalDate.of(2026, 1, 1));

        assertThat(
                        Said.of(before)
                                .saidBy(
                                        Message.of("image-age.old")
                                                .with("date", LocalDate.of(2026, 2, 1))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"20 GiB", "1.5 TiB", "95 %", "3,000 IOPS", "12", "2026-11-23T12:00Z"})
    void a_measured_text_is_compared_as_a_number(String text) {
        assertThat(Said.of(full(text)).saidBy(full("7 GiB"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data", "TCP 22", "10.0.0.0/8", "203.0.113.9", "i-0123", "20 users"})
    void another_text_is_a_change(String text) {
        assertThat(Said.of(full(text)).saidBy(full("/var"))).isFalse();
    }

    private static Message full(String text) {
        return Message.of("filesystem-space.full").with("what", text);
    }

    @Test
    void another_code_is_a_change() {
        assertThat(
                        Said.of(Message.of("a.one").with("name", "x"))
                                .saidBy(Message.of("a.two").with("name", "x")))
                .isFalse();
    }

    @Test
    void one_reason_more_is_a_change() {
        Message one = rule("sg-1", 22);

        assertThat(Said.of(one).saidBy(Message.all(List.of(one, rule("sg-2", 22)), "; ")))
                .isFalse();
    }

    @Test
    void a_number_inside_another_message_is_no_change() {
        Message two = Message.of("a.one").with("inner", rule("sg-1", 22));
        Message three = Message.of("a.one").with("inner", rule("sg-1", 3389));

        assertThat(Said.of(two).saidBy(three)).isTrue();
    }

    @Test
    void texts_that_join_to_the_same_are_told_apart() {
        Message one = Message.of("a.one").with("x", "a y=1:b").with("y", "c");
        Message other = Message.of("a.one").with("x", "a").with("y", "b y=1:c");

        assertThat(Said.of(one).saidBy(other)).isFalse();
    }
}
