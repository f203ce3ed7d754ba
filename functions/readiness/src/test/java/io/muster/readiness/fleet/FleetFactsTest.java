package io.muster.readiness.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Check;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.text.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetFactsTest {

    private static final FleetFacts NOTHING = FleetFacts.notCollected(Facts.SCOPE, Facts.NOW);
    private static final Fact<List<String>> DENIED =
            Fact.missing(Why.DENIED, Message.literal("no"));

    @Test
    void what_was_not_asked_is_missing_by_the_sources_labels_in_their_order() {
        assertThat(NOTHING.missing().keySet())
                .containsExactlyElementsOf(Source.all().stream().map(Source::label).toList())
                .doesNotHaveDuplicates();
        assertThat(NOTHING.missing().values())
                .allMatch(missing -> missing.why() == Why.NOT_COLLECTED);
    }

    @Test
    void facts_with_a_source_leave_the_ones_before_as_they_were() {
        FleetFacts more = NOTHING.with(Source.VOLUMES, Fact.known(List.of()));
        assertThat(more.get(Source.VOLUMES)).isEqualTo(Fact.known(List.of()));
        assertThat(NOTHING.get(Source.VOLUMES).isCollected()).isFalse();
        assertThat(more.without(Source.VOLUMES).get(Source.VOLUMES).isCollected()).isFalse();
    }

    @Test
    void a_fact_that_was_asked_in_vain_is_collected_and_not_known() {
        assertThat(DENIED.isCollected()).isTrue();
        assertThat(DENIED.orElse(List.of("else"))).containsExactly("else");
    }

    @Test
    void two_facts_in_one_are_missing_for_the_reason_of_the_first_that_is() {
        Fact<Integer> one = Fact.known(1);
        assertThat(one.zip(Fact.known(2), Integer::sum)).isEqualTo(Fact.known(3));
        assertThat(one.zip(DENIED, (number, text) -> number)).isEqualTo(DENIED);
        assertThat(DENIED.zip(Fact.missing(Why.STALE, Message.literal("old")), (text, old) -> text))
                .isEqualTo(DENIED);
    }

    @Test
    void a_check_is_left_out_where_a_source_that_it_needs_was_not_asked_and_only_there() {
        FleetFacts all = new Facts().facts();
        for (Source<?> source : Source.all()) {
            List<Check<?>> needing =
                    BuiltInChecks.catalogue().all().stream()
                            .filter(check -> check.needs().contains(source))
                            .toList();
            Catalogue asked = BuiltInChecks.catalogue().asked(all.without(source));
            assertThat(asked.all())
                    .as(source.label())
                    .noneMatch(needing::contains)
                    .hasSize(BuiltInChecks.catalogue().all().size() - needing.size());
        }
    }
}
