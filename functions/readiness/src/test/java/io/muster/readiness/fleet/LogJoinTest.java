package io.muster.readiness.fleet;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.LogBuilder.log;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fixture.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogJoinTest {

    private static final Instance ONE =
            instance("i-0123456789abcdef0")
                    .privateDnsName("ip-10-0-0-1.ec2.internal")
                    .tag("Name", "web-1")
                    .build();
    private static final Instance OTHER =
            instance("i-0fedcba9876543210").privateDnsName("ip-10-0-0-11.ec2.internal").build();
    private static final String DEFAULT = Thresholds.defaults().get(Setting.LOG_INSTANCE_PATTERN);

    @Test
    void an_instances_id_in_the_name_of_a_stream_or_a_group_is_enough() {
        assertThat(owner("/app", "i-0123456789abcdef0", DEFAULT)).containsExactly(ONE.id());
        assertThat(owner("/app", "shop.i-0123456789abcdef0.log", DEFAULT))
                .containsExactly(ONE.id());
        assertThat(owner("/hosts/i-0123456789abcdef0", "syslog", DEFAULT))
                .containsExactly(ONE.id());
    }

    @Test
    void a_private_dns_name_is_enough_and_no_longer_one_is_taken_for_it() {
        assertThat(owner("/app", "ip-10-0-0-1.ec2.internal", DEFAULT)).containsExactly(ONE.id());
        assertThat(owner("/app", "IP-10-0-0-11/nginx", DEFAULT)).containsExactly(OTHER.id());
        assertThat(owner("/app", "ip-10-0-0-111", DEFAULT)).isEmpty();
    }

    @Test
    void an_id_that_the_fleet_does_not_have_names_no_instance() {
        assertThat(owner("/app", "i-0000000000000dead", DEFAULT)).isEmpty();
        assertThat(owner("/app", "i-0123456789abcdef01", DEFAULT)).isEmpty();
    }

    @Test
    void a_pattern_finds_the_name_tag() {
        assertThat(owner("/app", "prod/web-1/nginx", "^[^/]+/(?<instance>[^/]+)/"))
                .containsExactly(ONE.id());
    }

    @Test
    void a_name_that_two_instances_have_is_neithers() {
        Instance twin =
                instance("i-0fedcba9876543210").privateDnsName("ip-10-0-0-1.ec2.internal").build();
        Fleet fleet =
                new Facts()
                        .with(ONE, twin, log("/app").fault("ip-10-0-0-1", "oom-kill", 1, 1).build())
                        .fleet();

        assertThat(join(fleet, DEFAULT).of(ONE)).isEmpty();
        assertThat(join(fleet, DEFAULT).ownerless("/app").orElseThrow().faults()).hasSize(1);
    }

    @Test
    void without_instances_or_logs_nothing_can_be_joined() {
        assertThat(new Facts().without(Source.INSTANCES).fleet().logs(DEFAULT))
                .isInstanceOf(Fact.Missing.class);
        assertThat(new Facts().without(Source.LOGS).fleet().logs(DEFAULT))
                .isInstanceOf(Fact.Missing.class);
    }

    private static List<String> owner(String group, String stream, String pattern) {
        Fleet fleet =
                new Facts()
                        .with(ONE, OTHER, log(group).fault(stream, "oom-kill", 1, 1).build())
                        .fleet();
        return List.of(ONE, OTHER).stream()
                .filter(instance -> !join(fleet, pattern).of(instance).isEmpty())
                .map(Instance::id)
                .toList();
    }

    private static LogJoin join(Fleet fleet, String pattern) {
        return switch (fleet.logs(pattern)) {
            case Known<LogJoin> known -> known.value();
            case Fact.Missing<LogJoin> missing -> throw new AssertionError(missing.detail());
        };
    }
}
