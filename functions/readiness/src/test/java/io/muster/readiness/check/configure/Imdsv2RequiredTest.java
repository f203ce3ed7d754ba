package io.muster.readiness.check.configure;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.fact.MetadataDefaults;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Imdsv2RequiredTest {

    @Test
    void tokens_required_is_ready() {
        assertThat(judge(new MetadataOptions(true, true, 1)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_service_that_is_off_needs_no_tokens() {
        assertThat(judge(new MetadataOptions(false, false, 1)).status()).isEqualTo(Status.READY);
    }

    @Test
    void tokens_optional_is_not_ready() {
        Verdict verdict = judge(new MetadataOptions(true, false, 1));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("HttpTokens is optional");
    }

    @Test
    void options_that_ec2_does_not_report_are_unknown() {
        assertThat(judge(null).status()).isEqualTo(Status.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, tokens are required and enforced for new instances",
        "true, false, tokens are required for new instances",
        "false, false, tokens are not required for new instances",
        ", false, tokens are not required for new instances"
    })
    void the_accounts_default_is_told(@Nullable Boolean required, boolean enforced, String says) {
        Facts facts = new Facts().with(new MetadataDefaults(required, enforced));
        assertThat(judge(new MetadataOptions(true, false, 1), facts).evidence())
                .singleElement()
                .asString()
                .contains(says);
    }

    @Test
    void an_account_default_that_was_not_read_is_not_told() {
        Facts facts = new Facts().without(Source.METADATA_DEFAULTS);
        Verdict verdict = judge(new MetadataOptions(true, false, 1), facts);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence()).isEmpty();
    }

    private static Verdict judge(@Nullable MetadataOptions options) {
        return judge(options, new Facts());
    }

    private static Verdict judge(@Nullable MetadataOptions options, Facts facts) {
        return new Imdsv2Required()
                .judge(
                        instance().metadataOptions(options).build(),
                        facts.fleet(),
                        Thresholds.defaults());
    }
}
