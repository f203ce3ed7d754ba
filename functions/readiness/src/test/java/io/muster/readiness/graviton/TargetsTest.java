package io.muster.readiness.graviton;

import static io.muster.readiness.fixture.TypeBuilder.arm64;
import static io.muster.readiness.fixture.TypeBuilder.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.graviton.Match.NearMiss;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final LikeForLike RULE = new LikeForLike(90);
    private static final String ZONE = "us-east-1a";

    @Test
    void the_newest_generation_comes_first() {
        assertThat(names("m5.large")).startsWith("m8g.large").contains("m7g.large", "m6g.large");
    }

    @Test
    void within_a_generation_the_smallest_comes_first() {
        assertThat(names("m5.large"))
                .containsSubsequence("m8g.large", "i8g.xlarge", "m7g.large", "m6g.large");
        assertThat(names("t3.micro")).containsExactly("t4g.micro", "t4g.small");
    }

    @Test
    void types_that_are_alike_come_by_name() {
        Fleet fleet =
                new Facts()
                        .with(arm64("m8gd.large").build(), arm64("m8gb.large").build())
                        .offered("m8gd.large", ZONE)
                        .offered("m8gb.large", ZONE)
                        .fleet();
        assertThat(match(fleet, type("m5.large").build()).likeForLike())
                .extracting(InstanceType::name)
                .containsExactly("m8gb.large", "m8gd.large");
    }

    @Test
    void c5_metal_needs_a_metal_type_of_its_size() {
        assertThat(names("c5.metal")).containsExactly("c8g.metal-24xl", "c8g.metal-48xl");
    }

    @Test
    void a_host_with_local_disks_gets_a_target_with_local_disks() {
        assertThat(names("i3.large")).containsExactly("i8g.xlarge");
    }

    @Test
    void a_type_that_the_zone_does_not_offer_is_no_target() {
        Fleet fleet =
                new Facts()
                        .with(arm64("m8g.large").build(), arm64("m7g.large").build())
                        .offered("m8g.large", "us-east-1b")
                        .offered("m7g.large", ZONE, "us-east-1b")
                        .fleet();
        assertThat(match(fleet, type("m5.large").build()).likeForLike())
                .extracting(InstanceType::name)
                .containsExactly("m7g.large");
    }

    @Test
    void where_nothing_fulfils_the_rule_the_nearest_is_named() {
        Match match =
                match(RealTypes.offeredIn(ZONE).fleet(), RealTypes.type("u7i-12tb.224xlarge"));
        assertThat(match.likeForLike()).isEmpty();
        assertThat(match.nearest())
                .isNotNull()
                .extracting(NearMiss::type)
                .extracting(InstanceType::name)
                .isEqualTo("x8g.48xlarge");
    }

    @Test
    void where_nothing_of_the_kind_is_offered_nothing_is_near() {
        Fleet fleet =
                new Facts().with(arm64("m8g.large").build()).offered("m8g.large", ZONE).fleet();
        Match match = match(fleet, type("m5.metal").bareMetal().build());
        assertThat(match.likeForLike()).isEmpty();
        assertThat(match.nearest()).isNull();
    }

    @Test
    void a_type_and_zone_are_worked_out_once() {
        Fleet fleet = RealTypes.offeredIn(ZONE, "us-east-1b").fleet();
        InstanceType source = RealTypes.type("m5.large");
        assertThat(match(fleet, source)).isSameAs(match(fleet, source));
    }

    @Test
    void missing_types_and_missing_offerings_are_unknown() {
        for (Source<?> source : List.of(Source.INSTANCE_TYPES, Source.OFFERINGS)) {
            Fact<Targets> targets =
                    RealTypes.offeredIn(ZONE).without(source).fleet().arm64Targets(RULE);
            assertThat(targets).isInstanceOf(Missing.class);
            assertThat(((Missing<Targets>) targets).detail().english())
                    .isEqualTo(source + " denied");
        }
    }

    @Test
    void a_region_in_which_no_arm64_type_was_described_is_unknown() {
        assertThat(
                        new Facts()
                                .with(type("m5.large").build())
                                .offered("m5.large", ZONE)
                                .fleet()
                                .arm64Targets(RULE))
                .isInstanceOf(Missing.class);
    }

    @Test
    void a_zone_of_which_no_offering_is_listed_is_unknown() {
        Fleet fleet = RealTypes.offeredIn(ZONE).fleet();
        assertThat(ask(fleet, RealTypes.type("m5.large"), "us-east-1z"))
                .isInstanceOf(Missing.class);
    }

    @Test
    void a_source_without_a_size_is_unknown() {
        Fleet fleet = RealTypes.offeredIn(ZONE).fleet();
        assertThat(ask(fleet, type("m5.large").vcpus(null).build(), ZONE))
                .isInstanceOf(Missing.class);
        assertThat(ask(fleet, type("m5.large").memoryMib(null).build(), ZONE))
                .isInstanceOf(Missing.class);
    }

    @Test
    void the_generation_is_the_number_in_the_family() {
        assertThat(Targets.generation("t4g")).isEqualTo(4);
        assertThat(Targets.generation("is4gen")).isEqualTo(4);
        assertThat(Targets.generation("m10g")).isEqualTo(10);
        assertThat(Targets.generation("x")).isZero();
        assertThat(Targets.generation("x99999999999999g")).isEqualTo(1_000);
    }

    private static List<String> names(String source) {
        return match(RealTypes.offeredIn(ZONE).fleet(), RealTypes.type(source))
                .likeForLike()
                .stream()
                .map(InstanceType::name)
                .toList();
    }

    private static Match match(Fleet fleet, InstanceType source) {
        Fact<Match> answer = ask(fleet, source, ZONE);
        assertThat(answer).isInstanceOf(Known.class);
        return ((Known<Match>) answer).value();
    }

    private static Fact<Match> ask(Fleet fleet, InstanceType source, String zone) {
        return fleet.arm64Targets(RULE).flatMap(targets -> targets.match(source, zone));
    }
}
