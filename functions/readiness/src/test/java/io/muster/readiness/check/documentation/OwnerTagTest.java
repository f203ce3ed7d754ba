package io.muster.readiness.check.documentation;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fleet.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTagTest {

    private static final String ID = "i-0aaaaaaaaaaaaaaaa";

    @Test
    void an_owner_is_ready() {
        Verdict verdict = judge(instance().tag("owner", "team-shop"), new Facts());
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("tag owner is team-shop");
    }

    @Test
    void an_instance_without_tags_is_not_ready() {
        Verdict verdict = judge(instance(), new Facts());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("tag owner is missing");
        assertThat(verdict.remedyValues()).containsExactly(Map.entry("tagKey", "owner"));
        assertThat(verdict.remedySteps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t"})
    void a_blank_value_is_no_owner(String blank) {
        Verdict verdict = judge(instance().tag("owner", blank), new Facts());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("tag owner has no value");
    }

    @Test
    void a_key_that_was_nearly_right_is_named() {
        Verdict verdict = judge(instance().tag("Owner", "x").tag("OWNER ", "y"), new Facts());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence())
                .containsExactly("similar tag key: 'OWNER '", "similar tag key: 'Owner'");
    }

    @Test
    void the_key_is_a_setting() {
        Verdict verdict =
                new OwnerTag()
                        .judge(
                                instance().tag("owner", "team-shop").build(),
                                new Facts().fleet(),
                                Thresholds.from(Map.of("MUSTER_OWNER_TAG_KEY", "team")));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.expected()).isEqualTo("tag team with a value");
    }

    @Test
    void the_remedy_tags_the_group_too() {
        Verdict verdict = judge(instance(), new Facts().with(group().member(ID, "3").build()));
        assertThat(verdict.remedySteps()).containsExactly(Map.of("group", "web"));
    }

    @Test
    void denied_groups_leave_the_verdict_and_shorten_the_remedy() {
        Verdict verdict = judge(instance(), new Facts().without(Source.AUTO_SCALING_GROUPS));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.remedySteps()).isEmpty();
    }

    private static Verdict judge(InstanceBuilder instance, Facts facts) {
        return new OwnerTag().judge(instance.build(), facts.fleet(), Thresholds.defaults());
    }
}
