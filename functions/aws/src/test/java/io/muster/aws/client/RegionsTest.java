package io.muster.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

class RegionsTest {

    @Test
    void a_region_is_known_by_its_code_however_it_is_spaced_and_written() {
        assertThat(Regions.of("ap-northeast-2")).isEqualTo(Region.AP_NORTHEAST_2);
        assertThat(Regions.of(" EU-West-1 ")).isEqualTo(Region.EU_WEST_1);
        assertThat(Regions.of("us-gov-west-1")).isEqualTo(Region.US_GOV_WEST_1);
    }

    @ParameterizedTest
    @CsvSource({
        "us-esat-1, us-east-1",
        "useast1, us-east-1",
        "eu-central1, eu-central-1",
        "ap-northeast-9, ap-northeast-1",
        "us-east-1a, us-east-1"
    })
    void a_misspelled_region_is_answered_with_the_nearest(String code, String nearest) {
        assertThatThrownBy(() -> Regions.of(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no AWS region '%s'; did you mean %s?", code, nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Frankfurt am Main", "aws-global", "\u001b[31mred\n"})
    void a_word_that_is_like_no_region_is_answered_with_the_form(String code) {
        assertThatThrownBy(() -> Regions.of(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a region has a code such as us-east-1")
                .hasMessageNotContaining("\u001b")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_very_long_word_is_cut() {
        assertThatThrownBy(() -> Regions.of("x".repeat(100_000)))
                .hasMessageContaining("…")
                .satisfies(
                        error ->
                                assertThat(String.valueOf(error.getMessage()))
                                        .hasSizeLessThan(200));
    }

    @Test
    void the_regions_are_sorted_and_hold_no_pseudo_region() {
        assertThat(Regions.all())
                .extracting(Region::id)
                .isSorted()
                .contains("us-east-1", "cn-north-1")
                .noneMatch(id -> id.contains("global"));
    }
}
