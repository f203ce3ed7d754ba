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
import io.muster.readiness.graviton.TargetChoice.Refusal;
import io.muster.readiness.graviton.TargetChoice.Target;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final LikeForLike RULE = new LikeForLike(90);
    private static final String ZONE = "us-east-1a";

    @Test
    void the_cheapest_and_the_newest_may_be_two() {
        TargetChoice choice = everywhere("m6a.large");
        assertThat(name(choice.cheapest())).isEqualTo("m6g.large");
        assertThat(delta(choice.cheapest())).isEqualTo("-6.86");
        assertThat(name(choice.newest())).isEqualTo("m8g.large");
        assertThat(delta(choice.newest())).isEqualTo("2.45");
    }

    @Test
    void the_newest_is_the_highest_graviton_and_not_the_highest_number() {
        TargetChoice choice =
                choose(
                        fleet(arm64("x2gd.large").build(), arm64("m8g.large").build()),
                        type("m5.large").build());
        assertThat(name(choice.newest())).isEqualTo("m8g.large");
        choice =
                choose(
                        fleet(arm64("i4g.large").build(), arm64("m10g.large").build()),
                        type("m5.large").build());
        assertThat(name(choice.newest())).isEqualTo("m10g.large");
    }

    @Test
    void of_one_generation_the_cheapest_is_the_newest() {
        TargetChoice choice =
                choose(
                        fleet(arm64("r8g.large").build(), arm64("m8g.large").build()),
                        type("m5.large").build());
        assertThat(name(choice.newest())).isEqualTo("m8g.large");
    }

    @Test
    void types_that_are_alike_come_by_name() {
        TargetChoice choice =
                choose(
                        fleet(arm64("m8zz.large").build(), arm64("m8yy.large").build()),
                        type("m5.large").build());
        assertThat(name(choice.newest())).isEqualTo("m8yy.large");
    }

    @Test
    void without_prices_the_smallest_of_the_newest_is_the_newest_and_none_the_cheapest() {
        Fleet seoul = RealTypes.allOfferedIn("ap-northeast-2a").in("ap-northeast-2").fleet();
        TargetChoice choice = choose(seoul, RealTypes.type("m5.large"), "ap-northeast-2a");
        assertThat(choice.cheapest()).isNull();
        assertThat(choice.tradeOff()).isNull();
        assertThat(name(choice.newest())).isEqualTo("m8g.large");
        assertThat(Objects.requireNonNull(choice.newest()).monthlyDelta()).isNull();
    }

    @Test
    void a_target_without_a_price_may_be_the_newest_and_is_counted() {
        TargetChoice choice =
                choose(
                        fleet(arm64("m8g.large").build(), arm64("m77g.large").build()),
                        type("m5.large").build());
        assertThat(name(choice.cheapest())).isEqualTo("m8g.large");
        assertThat(name(choice.newest())).isEqualTo("m77g.large");
        assertThat(Objects.requireNonNull(choice.newest()).monthlyDelta()).isNull();
        assertThat(choice.count()).isEqualTo(2);
        assertThat(choice.unpriced()).isEqualTo(1);
    }

    @Test
    void a_type_that_saves_more_is_a_trade_off_with_what_it_lacks() {
        TargetChoice choice = everywhere("r5d.large");
        TargetChoice.TradeOff tradeOff = Objects.requireNonNull(choice.tradeOff());
        assertThat(name(choice.cheapest())).isEqualTo("r6gd.large");
        assertThat(name(tradeOff.target())).isEqualTo("r6g.large");
        assertThat(tradeOff.shortfalls())
                .extracting(less -> less.message().english())
                .containsExactly("local SSD storage 0 GB instead of 75 GB");
    }

    @Test
    void a_host_that_uses_no_local_disk_needs_none() {
        Fleet fleet = RealTypes.allOfferedIn(ZONE).fleet();
        TargetChoice choice =
                known(
                        fleet.arm64Targets(RULE)
                                .flatMap(
                                        targets ->
                                                targets.choose(
                                                        RealTypes.type("r5d.large"),
                                                        ZONE,
                                                        new Usage(1, 1, null, 0L),
                                                        PricedSystem.LINUX)));
        assertThat(name(choice.cheapest())).isEqualTo("r6g.large");
        assertThat(choice.tradeOff()).isNull();
    }

    @Test
    void the_nearest_trade_off_of_i3_large_misses_iops_alone() {
        TargetChoice choice = everywhere("i3.large");
        TargetChoice.TradeOff tradeOff = Objects.requireNonNull(choice.tradeOff());
        assertThat(name(tradeOff.target())).isEqualTo("i4g.large");
        assertThat(delta(tradeOff.target())).isEqualTo("-1.14");
        assertThat(tradeOff.shortfalls())
                .extracting(less -> less.message().english())
                .containsExactly("baseline EBS IOPS 2500 instead of 3000");
    }

    @Test
    void types_that_look_better_are_refused_with_the_reason() {
        TargetChoice choice = everywhere("m6i.2xlarge");
        assertThat(choice.refused())
                .extracting(TargetsTest::line)
                .first()
                .isEqualTo(
                        "m6g.2xlarge: baseline network bandwidth 2.5 Gbit/s instead of 3.125 Gbit/s");
        assertThat(choice.refused()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void a_newer_type_that_the_zone_does_not_offer_is_refused_for_that() {
        Fleet fleet =
                new Facts()
                        .with(arm64("m8g.large").build(), arm64("m7g.large").build())
                        .offered("m8g.large", "us-east-1b")
                        .offered("m7g.large", ZONE, "us-east-1b")
                        .fleet();
        TargetChoice choice = choose(fleet, type("m5.large").build());
        assertThat(name(choice.newest())).isEqualTo("m7g.large");
        assertThat(choice.count()).isEqualTo(1);
        assertThat(choice.refused())
                .extracting(TargetsTest::line)
                .containsExactly("m8g.large: no offering in us-east-1a");
    }

    @Test
    void a_type_with_too_few_attachments_is_refused_for_that() {
        Fleet fleet =
                fleet(
                        arm64("m6g.large").maximumNetworkInterfaces(3).build(),
                        arm64("m8g.large").maximumNetworkInterfaces(4).build());
        TargetChoice choice =
                known(
                        fleet.arm64Targets(RULE)
                                .flatMap(
                                        targets ->
                                                targets.choose(
                                                        type("m5.large").build(),
                                                        ZONE,
                                                        new Usage(4, 1, null, null),
                                                        PricedSystem.LINUX)));
        assertThat(name(choice.cheapest())).isEqualTo("m8g.large");
        assertThat(choice.refused())
                .extracting(TargetsTest::line)
                .containsExactly(
                        "m6g.large: room for fewer than 4 network interfaces and 1 volume");
    }

    @Test
    void burstable_stays_burstable_and_bare_metal_stays_bare_metal() {
        InstanceType plain = arm64("m8g.large").build();
        InstanceType burstable = arm64("t4g.large").burstable().build();
        InstanceType metal = arm64("m8g.metal-24xl").bareMetal().build();
        Fleet fleet = fleet(plain, burstable, metal);
        assertThat(name(choose(fleet, type("m5.large").build()).newest())).isEqualTo("m8g.large");
        assertThat(name(choose(fleet, type("t3.large").burstable().build()).newest()))
                .isEqualTo("t4g.large");
        assertThat(name(choose(fleet, type("m5.metal").bareMetal().build()).newest()))
                .isEqualTo("m8g.metal-24xl");
    }

    @Test
    void bare_metal_needs_a_metal_type_of_its_size() {
        assertThat(name(everywhere("c5.metal").newest())).isEqualTo("c8g.metal-24xl");
    }

    @Test
    void where_nothing_fulfils_the_rule_the_nearest_is_named() {
        TargetChoice choice =
                choose(RealTypes.offeredIn(ZONE).fleet(), RealTypes.type("u7i-12tb.224xlarge"));
        assertThat(choice.fits()).isFalse();
        assertThat(Objects.requireNonNull(choice.nearest()).type().name())
                .isEqualTo("x8g.48xlarge");
    }

    @Test
    void where_nothing_of_the_kind_is_offered_nothing_is_near() {
        TargetChoice choice =
                choose(fleet(arm64("m8g.large").build()), type("m5.metal").bareMetal().build());
        assertThat(choice.fits()).isFalse();
        assertThat(choice.nearest()).isNull();
    }

    @Test
    void a_type_zone_and_use_are_worked_out_once() {
        Fleet fleet = RealTypes.offeredIn(ZONE).fleet();
        InstanceType source = RealTypes.type("m5.large");
        assertThat(choose(fleet, source)).isSameAs(choose(fleet, source));
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
        assertThat(fleet(type("m5.large").build()).arm64Targets(RULE)).isInstanceOf(Missing.class);
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

    private static Fleet fleet(InstanceType... types) {
        Facts facts = new Facts();
        for (InstanceType type : types) {
            facts.with(type).offered(type.name(), ZONE);
        }
        return facts.fleet();
    }

    private static String line(Refusal refusal) {
        return refusal.type().name() + ": " + Message.all(refusal.why(), ", ").english();
    }

    private static @Nullable String name(@Nullable Target target) {
        return target == null ? null : target.type().name();
    }

    private static @Nullable String delta(@Nullable Target target) {
        BigDecimal delta = target == null ? null : target.monthlyDelta();
        return delta == null ? null : delta.toPlainString();
    }

    private static TargetChoice everywhere(String source) {
        return choose(RealTypes.allOfferedIn(ZONE).fleet(), RealTypes.type(source));
    }

    private static TargetChoice choose(Fleet fleet, InstanceType source) {
        return choose(fleet, source, ZONE);
    }

    private static TargetChoice choose(Fleet fleet, InstanceType source, String zone) {
        return known(ask(fleet, source, zone));
    }

    private static TargetChoice known(Fact<TargetChoice> answer) {
        assertThat(answer).isInstanceOf(Known.class);
        return ((Known<TargetChoice>) answer).value();
    }

    private static Fact<TargetChoice> ask(Fleet fleet, InstanceType source, String zone) {
        return fleet.arm64Targets(RULE)
                .flatMap(targets -> targets.choose(source, zone, Usage.WHOLE, PricedSystem.LINUX));
    }
}
