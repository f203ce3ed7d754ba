package io.muster.readiness.check.configure;

import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.guest.UserData;
import io.muster.readiness.guest.UserData.StageError;
import io.muster.readiness.text.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserDataRanTest {

    private static final UserDataRan CHECK = new UserDataRan();

    @Test
    void user_data_that_ran_is_ready() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.READY);
    }

    @Test
    void an_error_of_a_stage_is_not_ready() {
        Verdict verdict =
                of(
                        new UserData(
                                true,
                                List.of(
                                        new StageError(
                                                "modules-final",
                                                "('scripts_user', RuntimeError('Runparts: 1 failures'))")),
                                List.of(),
                                true));
        assertThat(verdict.actual())
                .isEqualTo(
                        "cloud-init reported an error in stage modules-final: ('scripts_user',"
                                + " RuntimeError('Runparts: 1 failures'))");
        assertThat(remedy(CHECK, verdict)).contains("cloud-init status --long");
    }

    @Test
    void user_data_without_a_first_line_that_is_known_is_not_ready() {
        assertThat(
                        of(new UserData(true, List.of(), List.of("text/x-not-multipart"), true))
                                .actual())
                .contains("did not understand user data of type text/x-not-multipart");
    }

    @Test
    void a_run_that_goes_on_or_whose_log_is_not_read_is_unknown() {
        assertThat(of(new UserData(false, List.of(), List.of(), true)).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(of(new UserData(true, List.of(), List.of(), false)).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(
                                        CHECK,
                                        guest().userData(
                                                        Fact.missing(
                                                                Why.DENIED,
                                                                Message.literal("no right"))))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void without_cloud_init_it_does_not_apply() {
        assertThat(
                        judge(
                                        CHECK,
                                        guest().userData(
                                                        Fact.missing(
                                                                Why.NOT_SUPPORTED,
                                                                Message.literal("no tool"))))
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict of(UserData data) {
        return judge(CHECK, guest().userData(Fact.known(data)));
    }
}
