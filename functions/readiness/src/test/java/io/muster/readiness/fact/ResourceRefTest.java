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
    void what_would_end_a_key_early_is_escaped() {
        assertThat(ResourceRef.keyOf("a#b c%\n\"")).isEqualTo("a%23b%20c%25%0a%22");
    }

    @Test
    void no_key_is_the_beginning_of_another_and_the_separator() {
        assertThat(ResourceRef.keyOf("a#b") + "#").doesNotStartWith(ResourceRef.keyOf("a") + "#");
    }
}
