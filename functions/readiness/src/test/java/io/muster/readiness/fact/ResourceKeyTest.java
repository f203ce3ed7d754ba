package io.muster.readiness.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResourceKeyTest {

    @Test
    void an_ordinary_id_is_its_own_key() {
        assertThat(ResourceRef.keyOf("i-0abc")).isEqualTo("i-0abc");
        assertThat(ResourceRef.keyOf("Bestellungen übers Meer")).contains("übers");
    }

    @Test
    void what_sorts_up_to_the_sign_between_parts_is_escaped() {
        assertThat(ResourceRef.keyOf("a#b")).isEqualTo("a%23b");
        assertThat(ResourceRef.keyOf("a%23b")).isEqualTo("a%2523b");
        assertThat(ResourceRef.keyOf("a b\t\"!\u007f")).isEqualTo("a%20b%09%22%21%7f");
    }

    @Test
    void a_character_outside_the_basic_plane_stays_whole_beside_an_escape() {
        assertThat(ResourceRef.keyOf("🚀#🚀 x")).isEqualTo("🚀%23🚀%20x");
    }

    @Test
    void half_a_pair_is_escaped_because_it_has_no_bytes() {
        assertThat(ResourceRef.keyOf("a\ud83d")).isEqualTo("a%ud83d");
        assertThat(ResourceRef.keyOf("\ude80b#")).isEqualTo("%ude80b%23");
        assertThat(ResourceRef.keyOf("a?")).isNotEqualTo(ResourceRef.keyOf("a\ud83d"));
    }

    @Test
    void the_longest_hostile_names_fit() {
        for (String unit : List.of("🚀", "#", "%", "ü", "\ud83d", "a🚀#")) {
            String key = ResourceRef.keyOf(unit.repeat(256));
            assertThat(bytes(key)).hasSizeLessThanOrEqualTo(ResourceRef.MAX_KEY_PART);
            assertThat(new String(bytes(key), StandardCharsets.UTF_8)).isEqualTo(key);
        }
    }

    @Test
    void long_names_that_begin_alike_keep_two_keys() {
        String one = "🚀".repeat(255) + "a";
        String other = "🚀".repeat(255) + "b";
        assertThat(ResourceRef.keyOf(one)).isNotEqualTo(ResourceRef.keyOf(other));
        assertThat(ResourceRef.keyOf(one)).startsWith("🚀").contains("%~");
        assertThat(ResourceRef.keyOf(ResourceRef.keyOf(one))).isNotEqualTo(ResourceRef.keyOf(one));
    }

    @Test
    void a_name_of_exactly_the_most_bytes_is_not_shortened() {
        String name = "a".repeat(ResourceRef.MAX_KEY_PART);
        assertThat(ResourceRef.keyOf(name)).isEqualTo(name);
        assertThat(ResourceRef.keyOf(name + "a")).contains("%~");
    }

    /** A fixed seed, so that a failure comes back. */
    @Test
    void keys_are_distinct_and_sort_as_dynamodb_sorts_their_bytes() {
        Random random = new Random(42);
        String[] units = {"a", "#", "%", "%23", "🚀", "\uffff", "é", " ", "\ud83d", "~"};
        List<String> ids =
                random.ints(2_000, 1, 300)
                        .mapToObj(
                                length -> {
                                    StringBuilder id = new StringBuilder();
                                    for (int i = 0; i < length; i++) {
                                        id.append(units[random.nextInt(units.length)]);
                                    }
                                    return id.toString();
                                })
                        .distinct()
                        .toList();
        List<String> keys = new ArrayList<>(ids.stream().map(ResourceRef::keyOf).toList());
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(keys.stream().sorted(ResourceRef.KEY_ORDER).toList())
                .isEqualTo(
                        keys.stream()
                                .sorted((a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)))
                                .toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
