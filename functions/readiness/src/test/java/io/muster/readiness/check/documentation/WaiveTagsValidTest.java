package io.muster.readiness.check.documentation;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaiveTagsValidTest {

    private static final Thresholds ALLOWED =
            Thresholds.from(
                    Map.of(
                            Setting.TAG_WAIVER_ROWS.variable(), "documentation",
                            Setting.TAG_WAIVER_SEVERITY.variable(), "MEDIUM"));

    private static Facts tagged(String value) {
        return new Facts().with(instance("i-1").tag("muster:waive", value).build());
    }

    private static Verdict judge(Facts facts, Thresholds thresholds) {
        return new WaiveTagsValid().judge(Facts.SCOPE, facts.fleet(), thresholds);
    }

    @Test
    void a_tag_that_can_be_followed_is_ready() {
        assertThat(judge(tagged("name-tag until 2027-01-31 because"), ALLOWED).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_tag_that_does_not_parse_is_a_finding_and_no_failure() {
        Verdict verdict = judge(tagged("yes, please"), ALLOWED);

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("i-1: 'yes, please' is not CHECK");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("resource", "i-1"));
    }

    @Test
    void a_check_of_another_row_or_too_severe_is_refused() {
        assertThat(judge(tagged("ssh-open until 2027-01-31 because"), ALLOWED).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_tag_is_told_while_tags_waive_nothing() {
        Verdict verdict = judge(tagged("name-tag until 2027-01-31 because"), Thresholds.defaults());

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("tags waive nothing");
    }

    @Test
    void a_scope_without_such_a_tag_is_not_concerned() {
        assertThat(judge(new Facts().with(instance("i-1").build()), ALLOWED).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void resources_that_were_not_read_are_unknown() {
        assertThat(
                        judge(
                                        tagged("name-tag until 2027-01-31 a")
                                                .without(Source.VOLUMES),
                                        ALLOWED)
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }
}
