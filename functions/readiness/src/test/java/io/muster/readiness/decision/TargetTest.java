package io.muster.readiness.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imdsv2-required/123456789012/us-east-1/instance/i-0abc",
                "log-group-faults/123456789012/us-east-1/log-group//app/web",
                "check/imdsv2-required/shop-web",
                "check/imdsv2-required/team/shop-web",
                "row/high-availability/shop-web",
                "cause/guest-unmanaged/appliances",
                "item/restore-drill/shop-web"
            })
    void a_target_is_written_as_it_is_read(String text) {
        assertThat(Target.parse(text)).map(Target::text).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "i-0abc",
                "imdsv2-required/12345/us-east-1/instance/i-0abc",
                "imdsv2-required/123456789012/us-east-1/instance/",
                "check/imdsv2-required",
                "check//shop-web",
                "check/imdsv2-required/ ",
                "row/ha/shop-web",
                "cause/denied/shop-web",
                "cause/never-shown/shop-web"
            })
    void what_is_no_target_is_not_read(String text) {
        assertThat(Target.parse(text)).isEmpty();
    }

    @Test
    void a_longer_text_than_any_target_is_not_read() {
        assertThat(Target.parse("check/a/" + "w".repeat(Target.MAX_LENGTH))).isEmpty();
    }

    @Test
    void a_cause_that_may_be_named_is_told_by_a_finding() {
        assertThat(Target.OfCause.ALLOWED)
                .isNotEmpty()
                .allSatisfy(cause -> assertThat(cause.toldBy()).isPresent());
    }
}
