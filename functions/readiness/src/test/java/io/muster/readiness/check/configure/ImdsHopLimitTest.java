package io.muster.readiness.check.configure;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.fixture.Facts;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImdsHopLimitTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void the_host_and_a_container_behind_a_bridge_are_ready(int limit) {
        assertThat(judge(new MetadataOptions(true, true, limit)).status()).isEqualTo(Status.READY);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 64})
    void a_third_hop_is_not_ready(int limit) {
        Verdict verdict = judge(new MetadataOptions(true, true, limit));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("HttpPutResponseHopLimit is " + limit);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, READY", "1, 2, NOT_READY", "3, 3, READY", "3, 4, NOT_READY"})
    void a_team_may_allow_fewer_hops_or_more(String most, int limit, Status status) {
        Verdict verdict =
                judge(
                        new MetadataOptions(true, true, limit),
                        Thresholds.from(Map.of("MUSTER_IMDS_MAXIMUM_HOPS", most)));
        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.expected()).contains("of at most " + most + ",");
        assertThat(verdict.remedyValues().getOrDefault("hops", most)).isEqualTo(most);
    }

    @Test
    void a_service_that_is_off_travels_nowhere() {
        assertThat(judge(new MetadataOptions(false, false, 64)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_limit_says_that_it_protects_nothing_where_tokens_are_optional() {
        assertThat(judge(new MetadataOptions(true, false, 1)).evidence())
                .containsExactly(
                        "HttpTokens: optional, so that IMDSv1 answers whatever the hop limit is");
    }

    @Test
    void options_or_a_limit_that_ec2_does_not_report_are_unknown() {
        assertThat(judge(null).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(new MetadataOptions(true, true, null)).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(@Nullable MetadataOptions options) {
        return judge(options, Thresholds.defaults());
    }

    private static Verdict judge(@Nullable MetadataOptions options, Thresholds thresholds) {
        return new ImdsHopLimit()
                .judge(
                        instance().metadataOptions(options).build(),
                        new Facts().fleet(),
                        thresholds);
    }
}
