package io.muster.readiness.scorecard;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.LogBuilder.log;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.scorecard.Related.LogPlace;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelatedTest {

    private static final Instance HOST =
            instance().tag("Name", "shop-1").securityGroups("sg-0a", "sg-0b").build();

    private static Related of(Facts facts) {
        return Related.of(
                HOST,
                facts.with(HOST).fleet(),
                Thresholds.defaults().get(Setting.LOG_INSTANCE_PATTERN));
    }

    @Test
    void its_security_groups_are_those_of_the_instance() {
        assertThat(of(new Facts()).securityGroups()).containsExactly("sg-0a", "sg-0b");
    }

    @Test
    void a_stream_with_the_id_in_its_name_needs_no_name() {
        assertThat(of(new Facts().with(log("/a").stream(HOST.id(), Facts.NOW, 1).build())).logs())
                .containsExactly(new LogPlace("/a", null));
    }

    @Test
    void a_group_with_the_id_in_its_name_needs_no_stream() {
        String group = "/hosts/" + HOST.id();

        assertThat(of(new Facts().with(log(group).stream("messages", Facts.NOW, 1).build())).logs())
                .containsExactly(new LogPlace(group, null));
    }

    @Test
    void a_stream_that_is_joined_by_another_name_is_kept() {
        String host = String.valueOf(HOST.network().privateDnsName());
        String stream = host.split("\\.", 2)[0] + "/messages";

        assertThat(of(new Facts().with(log("/a").stream(stream, Facts.NOW, 1).build())).logs())
                .containsExactly(new LogPlace("/a", stream));
    }

    @Test
    void logs_that_were_not_read_are_not_known() {
        assertThat(of(new Facts().without(Source.LOGS)).logs()).isNull();
    }

    @Test
    void of_many_groups_the_first_by_name_are_kept() {
        Facts facts = new Facts();
        IntStream.range(0, 20)
                .forEach(
                        i ->
                                facts.with(
                                        log("/%02d".formatted(i)).stream(HOST.id(), Facts.NOW, 1)
                                                .build()));

        assertThat(of(facts).logs())
                .isEqualTo(
                        List.of("/00", "/01", "/02", "/03", "/04").stream()
                                .map(group -> new LogPlace(group, null))
                                .toList());
    }
}
