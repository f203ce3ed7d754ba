package io.muster.readiness.checklist;

import static io.muster.readiness.fixture.GuestBuilder.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1023, 1023 bytes",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "32212254720, 30 GiB"
    })
    void a_size_is_told_in_the_unit_that_fits(long bytes, String words) {
        assertThat(Quantity.size(bytes)).isEqualTo(words);
        assertThat(Quantity.size(Long.MAX_VALUE)).isEqualTo("8 EiB");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,1",
        "2,2",
        "4,2",
        "5,5",
        "9,5",
        "10,10",
        "99,50",
        "1000,1000",
        "9223372036854775807,5000000000000000000"
    })
    void bands_are_ones_twos_and_fives(long number, long band) {
        assertThat(Quantity.band(number)).isEqualTo(band);
    }

    @Test
    void what_grows_stays_in_its_band() {
        assertThat(Quantity.sizeAtLeast(55 * GIB).english()).isEqualTo("at least 50 GiB");
        assertThat(Quantity.sizeAtLeast(99 * GIB).english()).isEqualTo("at least 50 GiB");
        assertThat(Quantity.countAtLeast(1).english()).isEqualTo("1");
        assertThat(Quantity.countAtLeast(73).english()).isEqualTo("at least 50");
    }

    @Test
    void a_share_is_told_from_its_limit_on() {
        assertThat(Quantity.shareAtLeast(86, 85).english()).isEqualTo("at least 85 %");
        assertThat(Quantity.shareAtLeast(97, 85).english()).isEqualTo("at least 95 %");
        assertThat(Quantity.shareAtLeast(100, 85).english()).isEqualTo("100 %");
        assertThat(Quantity.shareAtLeast(97, 97).english()).isEqualTo("at least 97 %");
    }
}
