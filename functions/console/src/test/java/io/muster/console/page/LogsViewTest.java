package io.muster.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.console.fixture.Fleets;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.scorecard.Related.LogPlace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsViewTest {

    private static LogsView of(LogPlace... places) {
        return LogsView.of(Facts.SCOPE, "i-0abc", List.of(places), Fleets.english());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "/app | none | filter @logStream like \"i-0abc\"",
                "/app | web/1 | filter @logStream = \"web/1\"",
                "/app | a\"b\\c | filter @logStream = \"a\\\"b\\\\c\"",
            })
    void a_query_asks_for_the_instance_s_streams(String group, String stream, String filter) {
        assertThat(LogsView.query("i-0abc", new LogPlace(group, stream)))
                .isEqualTo(
                        "fields @timestamp, @logStream, @message\n| "
                                + filter
                                + "\n| sort @timestamp desc\n| limit 100");
    }

    @Test
    void a_group_of_the_instance_s_own_is_asked_whole() {
        assertThat(LogsView.query("i-0abc", new LogPlace("/hosts/i-0abc", null)))
                .doesNotContain("filter");
    }

    @Test
    void a_group_leads_to_its_page_and_to_a_search() {
        assertThat(of(new LogPlace("/app", null)).groups())
                .singleElement()
                .satisfies(
                        group -> {
                            assertThat(group.link()).endsWith("log-group/$252Fapp");
                            assertThat(group.search()).contains("i-0abc", "$2527*2fapp$2529");
                        });
    }

    @Test
    void an_instance_without_streams_is_told_from_one_that_is_not_known() {
        assertThat(of().note()).contains("No analysed log group");
        assertThat(LogsView.of(Facts.SCOPE, "i-0abc", null, Fleets.english()).note())
                .contains("is not known");
    }
}
