package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.fixture.Remedies.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fixture.Facts;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddressAssociatedTest {

    private static final AddressAssociated CHECK = new AddressAssociated();

    @Test
    void an_address_of_a_host_is_ready() {
        assertThat(judge(address("i-0a", "eni-0a")).actual()).isEqualTo("associated with i-0a");
    }

    @Test
    void an_address_of_a_nat_gateway_is_ready() {
        Verdict verdict = judge(address(null, "eni-0a"));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("associated with eni-0a");
    }

    @Test
    void an_address_of_nothing_is_not_ready() {
        Address address = address(null, null);
        Verdict verdict = judge(address);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("198.51.100.7 is not associated");
        assertThat(remedy(CHECK, address, verdict))
                .contains("--allocation-id eipalloc-0a --dry-run");
    }

    @Test
    void releasing_one_saves_its_price_where_that_is_known() {
        assertThat(judge(address(null, null)).monthlySaving()).isEqualTo("3.65");
        assertThat(judge(address("i-0a", "eni-0a")).monthlySaving()).isNull();
        assertThat(
                        CHECK.judge(
                                        address(null, null),
                                        new Facts().in("cn-north-1").fleet(),
                                        Thresholds.defaults())
                                .monthlySaving())
                .isNull();
    }

    private static Address address(@Nullable String instance, @Nullable String networkInterface) {
        return new Address(
                "eipalloc-0a", "198.51.100.7", null, instance, networkInterface, Map.of());
    }

    private static Verdict judge(Address address) {
        return CHECK.judge(address, new Facts().fleet(), Thresholds.defaults());
    }
}
