package io.muster.readiness.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResourceRefTest {

    @Test
    void the_order_of_keys_is_that_of_utf_8_bytes_as_in_dynamodb() {
        List<String> keys =
                new ArrayList<>(
                        List.of("a", "aa", "b", "é", "서울", "\uffee", "\ud83d\ude00", "\ue000", ""));
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            keys.add(
                    random.ints(random.nextInt(4), 1, 0x2_0000)
                            .filter(c -> c < 0xd800 || c > 0xdfff)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString());
        }
        Comparator<String> bytes =
                (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

        assertThat(keys.stream().sorted(ResourceRef.KEY_ORDER).toList())
                .isEqualTo(keys.stream().sorted(bytes).toList());
    }

    @Test
    void an_aws_id_is_its_own_key() {
        assertThat(ResourceRef.keyOf("i-0123456789abcdef0")).isEqualTo("i-0123456789abcdef0");
    }

    @Test
    void a_log_group_keeps_its_slashes_and_has_an_arn_of_its_own_kind() {
        LogGroup group =
                new LogGroup("/app/shop#1", LogGroup.LogClass.STANDARD, null, null, null, null);
        ResourceRef ref = ResourceRef.of(Scope.of("123456789012", "us-east-1"), group);

        assertThat(ref.key()).isEqualTo("log-group#/app/shop%231");
        assertThat(ref.arn())
                .isEqualTo("arn:aws:logs:us-east-1:123456789012:log-group:/app/shop#1");
    }

    @Test
    void the_kinds_are_in_the_order_of_their_labels() {
        assertThat(ResourceType.values())
                .extracting(ResourceType::label)
                .isSortedAccordingTo(ResourceRef.KEY_ORDER);
        assertThat(ResourceType.ofLabel("log-group")).isEqualTo(ResourceType.LOG_GROUP);
    }

    @Test
    void what_would_end_a_key_early_is_escaped() {
        assertThat(ResourceRef.keyOf("a#b c%\n\"")).isEqualTo("a%23b%20c%25%0a%22");
    }

    @Test
    void no_key_is_the_beginning_of_another_and_the_separator() {
        assertThat(ResourceRef.keyOf("a#b") + "#").doesNotStartWith(ResourceRef.keyOf("a") + "#");
    }
}
