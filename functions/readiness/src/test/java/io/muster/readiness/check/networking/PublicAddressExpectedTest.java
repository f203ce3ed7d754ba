package io.muster.readiness.check.networking;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fleet.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicAddressExpectedTest {

    private static final PublicAddressExpected CHECK = new PublicAddressExpected();

    @Test
    void a_running_host_without_an_address_is_ready() {
        assertThat(judge(instance()).status()).isEqualTo(Status.READY);
    }

    @Test
    void an_address_that_the_tag_explains_is_ready() {
        assertThat(judge(open().tag("public", "true")).status()).isEqualTo(Status.READY);
        assertThat(judge(open().tag("public", " True ")).status()).isEqualTo(Status.READY);
    }

    @Test
    void an_address_without_the_tag_is_not_ready() {
        Instance host = open().build();
        Verdict verdict = judge(host, new Facts());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("1 public IP address without the tag public=true: 198.51.100.7");
        assertThat(remedy(CHECK, host, verdict)).contains("Key=public,Value=true");
    }

    @Test
    void a_tag_with_another_value_explains_nothing() {
        assertThat(judge(open().tag("public", "false")).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(open().tag("public", "")).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void an_elastic_address_of_a_stopped_host_or_second_interface_counts() {
        Instance host = instance().state(State.STOPPED).build();
        Facts facts =
                new Facts().with(elastic(host, "198.51.100.9"), elastic(host, "198.51.100.8"));
        assertThat(judge(host, facts).actual())
                .isEqualTo(
                        "2 public IP addresses without the tag public=true: 198.51.100.8, 198.51.100.9");
    }

    @Test
    void each_address_of_each_version_is_named() {
        Instance host = instance().publicAddress("2600:1f18::7", "198.51.100.7").build();
        assertThat(judge(host, new Facts()).actual())
                .isEqualTo(
                        "2 public IP addresses without the tag public=true: 198.51.100.7, 2600:1f18::7");
    }

    @Test
    void an_address_that_both_lists_name_is_named_once() {
        Instance host = open().build();
        assertThat(judge(host, new Facts().with(elastic(host, "198.51.100.7"))).actual())
                .isEqualTo("1 public IP address without the tag public=true: 198.51.100.7");
    }

    @Test
    void a_stopped_host_without_an_address_is_not_asked() {
        assertThat(judge(instance().state(State.STOPPED)).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_host_that_is_only_starting_is_unknown() {
        assertThat(judge(instance().state(State.PENDING)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void missing_addresses_are_unknown_unless_the_host_shows_one() {
        Facts facts = new Facts().without(Source.ADDRESSES);
        assertThat(judge(instance().build(), facts).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(open().build(), facts).status()).isEqualTo(Status.NOT_READY);
    }

    private static InstanceBuilder open() {
        return instance().publicAddress("198.51.100.7");
    }

    private static Address elastic(Instance host, String address) {
        return new Address(
                "eipalloc-" + address, address, "eipassoc-0a", host.id(), "eni-0a", Map.of());
    }

    private static Verdict judge(InstanceBuilder host) {
        return judge(host.build(), new Facts());
    }

    private static Verdict judge(Instance host, Facts facts) {
        return CHECK.judge(host, facts.fleet(), Thresholds.defaults());
    }
}
