package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.SEOUL;
import static io.muster.aws.store.Findings.finding;
import static io.muster.aws.store.Findings.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.checklist.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScopeRemovalTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    @Test
    void a_scope_goes_with_all_that_is_known_of_it_and_no_other_does() {
        StoreCall.fill(fixture.client());
        fixture.table().write(opened(finding(SEOUL, "i-0s", Severity.LOW, null, "other", MONDAY)));
        int items = ofScopes().size();
        assertThat(fixture.table().retire(SCOPE)).isEqualTo(items - 1);
        assertThat(ofScopes())
                .containsExactly(
                        "SCOPE#123456789012#ap-northeast-2 /"
                                + " FINDING#instance#i-0s#imdsv2-required");
    }

    @Test
    void decisions_are_of_no_scope_and_stay() {
        StoreCall.fill(fixture.client());
        fixture.table().retire(SCOPE);
        assertThat(fixture.items().keySet()).isNotEmpty().allMatch(key -> key.contains("DECISION"));
    }

    @Test
    void done_again_it_does_nothing() {
        StoreCall.fill(fixture.client());
        fixture.table().retire(SCOPE);
        assertThat(fixture.table().retire(SCOPE)).isZero();
    }

    @Test
    void a_hundred_findings_go_in_batches() {
        for (int i = 0; i < 100; i++) {
            fixture.table().write(opened(finding("i-%03d".formatted(i), MONDAY)));
        }
        fixture.proxy().forget();
        assertThat(fixture.table().retire(SCOPE)).isEqualTo(100);
        assertThat(fixture.proxy().count("BatchWriteItem")).isEqualTo(4);
    }

    @Test
    void one_that_is_cut_short_keeps_the_summary_and_is_completed_by_the_next() {
        StoreCall.fill(fixture.client());
        Map<?, ?> before = fixture.items();
        fixture.proxy().fails("BatchWriteItem", Answer.error(400, "AccessDeniedException", "no"));
        assertThatExceptionOfType(StoreException.Failed.class)
                .isThrownBy(() -> fixture.table().retire(SCOPE))
                .withMessageContaining("dynamodb:BatchWriteItem was denied");
        fixture.proxy().heal();
        assertThat(fixture.items()).isEqualTo(before);
        fixture.table().retire(SCOPE);
        assertThat(ofScopes()).isEmpty();
    }

    private static List<String> ofScopes() {
        return fixture.items().keySet().stream().filter(key -> key.startsWith("SCOPE")).toList();
    }
}
