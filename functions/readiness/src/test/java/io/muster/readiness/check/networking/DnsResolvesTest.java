package io.muster.readiness.check.networking;

import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.guest.NameResolution;
import io.muster.readiness.guest.ResolverSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsResolvesTest {

    private static final DnsResolves CHECK = new DnsResolves();

    @Test
    void a_name_that_resolves_is_ready() {
        Verdict verdict = judge(CHECK, guest());
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.evidence())
                .containsExactly("name servers in /etc/resolv.conf: 10.0.0.2");
    }

    @Test
    void a_name_without_an_address_is_not_ready() {
        Verdict verdict =
                judge(
                        CHECK,
                        guest().names(known(new NameResolution(null, List.of())))
                                .resolver(
                                        known(
                                                new ResolverSettings(
                                                        List.of(), List.of(), List.of()))));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence()).containsExactly("name servers in /etc/resolv.conf: none");
        assertThat(remedy(CHECK, verdict)).contains("start-session");
    }

    @Test
    void a_guest_that_could_not_ask_is_unknown() {
        assertThat(judge(CHECK, guest().names(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().resolver(unseen())).status()).isEqualTo(Status.READY);
    }
}
