package io.muster.readiness.graviton;

import static io.muster.readiness.fixture.TypeBuilder.arm64;
import static io.muster.readiness.fixture.TypeBuilder.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.fixture.TypeBuilder;
import io.muster.readiness.graviton.Shortfall.Quantity;
import org.junit.jupiter.api.Test;

class LikeForLikeTest {

    private static final LikeForLike RULE = new LikeForLike(90);
    private static final Usage ALL = Usage.WHOLE;

    @Test
    void m7g_large_takes_over_from_m5_large_with_a_little_less_ebs_throughput() {
        InstanceType source = RealTypes.type("m5.large");
        InstanceType target = RealTypes.type("m7g.large");
        assertThat(RULE.shortfalls(source, target, ALL)).isEmpty();
        assertThat(LikeForLike.differences(source, target, ALL))
                .extracting(less -> less.message().english())
                .containsExactly("baseline EBS throughput 78.75 MB/s instead of 81.25 MB/s");
        assertThat(new LikeForLike(100).shortfalls(source, target, ALL)).hasSize(1);
    }

    @Test
    void the_disk_of_i4g_large_is_near_enough_to_that_of_i3_large_but_its_ebs_iops_are_not() {
        assertThat(RULE.shortfalls(RealTypes.type("i3.large"), RealTypes.type("i4g.large"), ALL))
                .extracting(less -> less.message().english())
                .containsExactly("baseline EBS IOPS 2500 instead of 3000");
        assertThat(
                        LikeForLike.differences(
                                RealTypes.type("i3.large"), RealTypes.type("i4g.large"), ALL))
                .extracting(less -> less.message().english())
                .containsExactly(
                        "baseline EBS IOPS 2500 instead of 3000",
                        "local SSD storage 468 GB instead of 475 GB");
    }

    @Test
    void t4g_micro_takes_over_from_t3_micro() {
        assertThat(
                        LikeForLike.differences(
                                RealTypes.type("t3.micro"), RealTypes.type("t4g.micro"), ALL))
                .isEmpty();
    }

    @Test
    void what_aws_does_not_give_for_the_source_binds_nothing() {
        InstanceType source = RealTypes.type("t2.micro");
        assertThat(source.ebs().baselineIops()).isNull();
        assertThat(RULE.shortfalls(source, RealTypes.type("t4g.micro"), ALL)).isEmpty();
    }

    @Test
    void what_aws_gives_for_the_source_only_fails() {
        assertThat(
                        RULE.shortfalls(
                                type("m5.large").build(),
                                arm64("m7g.large").ebsBaselineIops(null).build(),
                                ALL))
                .containsExactly(new Shortfall(Quantity.EBS_IOPS, 3_600, null));
    }

    @Test
    void vcpus_and_memory_have_no_band() {
        TypeBuilder source = type("m5.large").vcpus(100).memoryMib(100_000L);
        assertThat(
                        RULE.shortfalls(
                                source.build(),
                                arm64("x").vcpus(99).memoryMib(99_999L).build(),
                                ALL))
                .extracting(Shortfall::quantity)
                .containsExactly(Quantity.VCPUS, Quantity.MEMORY);
    }

    @Test
    void the_band_ends_at_its_percentage_exactly() {
        InstanceType source = type("m5.large").networkBaselineGbps(0.1 + 0.2).build();
        InstanceType nineTenths = arm64("x").networkBaselineGbps(0.27).build();
        InstanceType less = arm64("y").networkBaselineGbps(0.2699).build();
        assertThat(RULE.shortfalls(source, nineTenths, ALL)).isEmpty();
        assertThat(RULE.shortfalls(source, less, ALL))
                .extracting(Shortfall::quantity)
                .containsExactly(Quantity.NETWORK);
    }

    @Test
    void a_disk_that_the_target_lacks_is_a_shortfall() {
        assertThat(
                        RULE.shortfalls(
                                type("m5d.large").localNvmeGb(75).build(),
                                arm64("m7g.large").build(),
                                ALL))
                .extracting(less -> less.message().english())
                .containsExactly("local SSD storage 0 GB instead of 75 GB");
    }

    @Test
    void an_ssd_never_becomes_an_hdd_and_an_hdd_may_become_an_ssd() {
        InstanceType ssd = type("i2.xlarge").localNvmeGb(800).build();
        InstanceType hdd = type("d2.xlarge").localHddGb(800).build();
        assertThat(RULE.shortfalls(ssd, arm64("x").localHddGb(8_000).build(), ALL))
                .containsExactly(new Shortfall(Quantity.LOCAL_SSD, 800, 0.0));
        assertThat(RULE.shortfalls(hdd, arm64("x").localNvmeGb(800).build(), ALL)).isEmpty();
        assertThat(RULE.shortfalls(hdd, arm64("x").localNvmeGb(719).build(), ALL))
                .containsExactly(new Shortfall(Quantity.LOCAL_DISK, 800, 719.0));
    }

    @Test
    void local_disks_that_the_guest_has_not_mounted_bind_nothing() {
        InstanceType source = type("m5d.large").localNvmeGb(75).build();
        InstanceType target = arm64("m7g.large").build();
        assertThat(RULE.shortfalls(source, target, new Usage(1, 0, null, 0L))).isEmpty();
        assertThat(RULE.shortfalls(source, target, new Usage(1, 0, null, 75L))).hasSize(1);
    }

    @Test
    void a_card_binds_only_as_far_as_one_volume_needs_it() {
        InstanceType source =
                type("r8ib.96xlarge").ebsBaselineIops(1_000_000).ebsCards(500_000, 18_750).build();
        InstanceType target =
                arm64("x").ebsBaselineIops(1_000_000).ebsCards(240_000, 18_750).build();
        assertThat(RULE.shortfalls(source, target, volume(216_000))).isEmpty();
        assertThat(RULE.shortfalls(source, target, volume(256_000))).isEmpty();
        assertThat(RULE.shortfalls(source, target, volume(280_000)))
                .containsExactly(new Shortfall(Quantity.EBS_CARD_IOPS, 280_000, 240_000.0));
        assertThat(RULE.shortfalls(source, target, ALL))
                .containsExactly(new Shortfall(Quantity.EBS_CARD_IOPS, 500_000, 240_000.0));
    }

    @Test
    void one_card_binds_by_its_sum_alone() {
        InstanceType source = type("m5.large").build();
        assertThat(RULE.shortfalls(source, arm64("x").build(), volume(999_999))).isEmpty();
    }

    private static Usage volume(int iops) {
        return new Usage(1, 1, new Usage.FastestVolume(iops, 100), null);
    }

    @Test
    void a_candidate_is_a_current_arm64_type_for_general_work() {
        assertThat(RealTypes.all())
                .filteredOn(LikeForLike::candidate)
                .extracting(InstanceType::name)
                .contains("m7g.large", "t4g.micro", "c8g.metal-24xl")
                .doesNotContain(
                        "a1.large", "hpc7g.4xlarge", "g5g.xlarge", "m5.large", "mac1.metal");
        assertThat(LikeForLike.candidate(arm64("m7g.large").currentGeneration(null).build()))
                .isFalse();
        assertThat(
                        LikeForLike.candidate(
                                type("mac2.metal").architecture(Architecture.ARM64_MAC).build()))
                .isFalse();
    }

    @Test
    void a_share_is_a_percentage() {
        assertThatThrownBy(() -> new LikeForLike(0)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> new LikeForLike(101)).hasMessageContaining("not 101");
    }
}
