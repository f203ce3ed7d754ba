package io.muster.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @Test
    void dollars_are_to_the_cent_and_grouped() {
        assertThat(Amounts.usd(new BigDecimal("1234.5"))).isEqualTo("1,234.50");
        assertThat(Amounts.usd(new BigDecimal("0.005"))).isEqualTo("0.01");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 KiB", "107374182400, 100 GiB"})
    void bytes_have_a_unit(long bytes, String text) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 9, 0", "1, 1000, 1", "999, 1000, 99", "5, 5, 100"})
    void a_share_is_whole_only_where_it_is(long part, long whole, long percent) {
        assertThat(Amounts.percent(part, whole)).isEqualTo(percent);
    }
}
