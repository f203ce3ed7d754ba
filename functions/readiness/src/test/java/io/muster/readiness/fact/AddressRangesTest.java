package io.muster.readiness.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "0.0.0.0/1",
                "128.0.0.0/2",
                "2.0.0.0/7",
                "::/0",
                "0:0:0:0:0:0:0:0/0",
                "2000::/3",
                "2a00::/12",
                "not a range",
                "1.2.3/8",
                "1.2.3.4/33",
                "12::34::/64",
                "host:1/64",
            })
    void a_range_as_wide_as_a_registry_s_is_the_internet(String range) {
        assertThat(AddressRanges.isInternet(range)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.0.0.0/8",
                "10.0.0.0/8",
                "224.0.0.0/4",
                "203.0.113.7/32",
                "fc00::/7",
                "fe80::/10",
                "2a05:d000::/25",
                "2001:db8::1/128",
            })
    void a_range_of_one_owner_or_of_none_is_not(String range) {
        assertThat(AddressRanges.isInternet(range)).isFalse();
    }

    @Test
    void ranges_that_are_narrow_alone_are_the_internet_together() {
        assertThat(AddressRanges.areInternet(slashEights(2, 50))).isTrue();
        assertThat(AddressRanges.areInternet(List.of("2a00::/13", "2a08::/13"))).isTrue();
        assertThat(AddressRanges.areInternet(List.of("3.0.0.0/9", "3.128.0.0/9"))).isFalse();
    }

    @Test
    void an_address_counts_once() {
        assertThat(
                        AddressRanges.areInternet(
                                List.of("3.0.0.0/8", "3.0.0.0/8", "3.128.0.0/9", "3.1.0.0/16")))
                .isFalse();
    }

    @Test
    void private_ranges_count_for_nothing() {
        assertThat(
                        AddressRanges.areInternet(
                                List.of(
                                        "10.0.0.0/8",
                                        "172.16.0.0/12",
                                        "198.18.0.0/15",
                                        "fc00::/7")))
                .isFalse();
    }

    private static List<String> slashEights(int from, int to) {
        return IntStream.range(from, to).mapToObj("%d.0.0.0/8"::formatted).toList();
    }
}
