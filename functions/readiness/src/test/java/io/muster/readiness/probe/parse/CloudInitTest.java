package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.UserData;
import io.muster.readiness.guest.UserData.StageError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudInitTest {

    /** As cloud-init 22.4 writes it, of user data without a first line that it knows. */
    private static final String NOT_UNDERSTOOD =
            """
            log\tread
            unhandled\ttext/x-not-multipart
            {
             "v1": {
              "datasource": "DataSourceEc2Local",
              "init": {
               "errors": [],
               "finished": 1795316400.5,
               "start": 1795316399.1
              },
              "init-local": {
               "errors": [],
               "finished": 1795316398.5,
               "start": 1795316397.1
              },
              "modules-config": {
               "errors": [],
               "finished": 1795316402.5,
               "start": 1795316401.1
              },
              "modules-final": {
               "errors": [],
               "finished": 1795316404.5,
               "start": 1795316403.1
              },
              "stage": null
             }
            }
            """;

    /** As cloud-init 24.4 does, with a script that failed. */
    private static final String FAILED =
            """
            log\tread
            {"v1": {"datasource": "DataSourceEc2Local", "stage": null,
             "init": {"errors": [], "recoverable_errors": {"WARNING": ["Unhandled unknown content-type (text/plain) userdata: 'apt-get...'"]}, "start": 1.5, "finished": 2.5},
             "modules-final": {"errors": ["('scripts_user', RuntimeError('Runparts: 1 failures (part-001) in 1 attempted commands'))"], "recoverable_errors": {}, "start": 3.5, "finished": 4.5}}}
            """;

    static final Map<String, List<String>> SAMPLES =
            Map.of("user-data/cloud-init-status", List.of(NOT_UNDERSTOOD, FAILED));

    @Test
    void user_data_that_was_left_alone_is_no_error_of_a_stage() {
        assertThat(Known.value(CloudInit.parse(NOT_UNDERSTOOD)))
                .isEqualTo(new UserData(true, List.of(), List.of("text/x-not-multipart"), true));
    }

    @Test
    void errors_of_stages_and_what_later_versions_repeat_of_the_log() {
        assertThat(Known.value(CloudInit.parse(FAILED)))
                .isEqualTo(
                        new UserData(
                                true,
                                List.of(
                                        new StageError(
                                                "modules-final",
                                                "('scripts_user', RuntimeError('Runparts: 1 failures"
                                                        + " (part-001) in 1 attempted commands'))")),
                                List.of("text/plain"),
                                true));
    }

    @Test
    void a_stage_that_has_not_ended_is_not_finished() {
        UserData data =
                Known.value(
                        CloudInit.parse(
                                """
                                {"v1": {"stage": "modules-final", "init": {"errors": [], "start": 1.5, "finished": 2.5}, "modules-final": {"errors": [], "start": 3.5, "finished": null}}}
                                """));
        assertThat(data.finished()).isFalse();
        assertThat(data.logRead()).isFalse();
    }

    @Test
    void what_is_no_status_is_unreadable() {
        assertThat(CloudInit.parse("log\tread\n")).isInstanceOf(Missing.class);
        assertThat(CloudInit.parse("{\"v2\": {}}")).isInstanceOf(Missing.class);
        assertThat(CloudInit.parse("")).isInstanceOf(Missing.class);
    }
}
