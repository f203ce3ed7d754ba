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

    @Test
    void m7g_large_takes_over_from_m5_large_with_a_little_less_ebs_throughput() {
        InstanceType source = RealTypes.type("m5.large");
        InstanceType target = RealTypes.type("m7g.large");
        assertThat(RULE.shortfalls(source, target)).isEmpty();
        assertThat(LikeForLike.differences(source, target))
                .extracting(less -> less.message().english())
                .containsExactly("baseline EBS throughput 78.75 MB/s instead of 81.25 MB/s");
        assertThat(new LikeForLike(100).shortfalls(source, target)).hasSize(1);
    }

    @Test
    void the_disk_of_i4g_large_is_near_enough_to_that_of_i3_large_but_its_ebs_iops_are_not() {
        assertThat(RULE.shortfalls(RealTypes.type("i3.large"), RealTypes.type("i4g.large")))
                .extracting(less -> less.message().english())
                .containsExactly("baseline EBS IOPS 2500 instead of 3000");
        assertThat(LikeForLike.differences(RealTypes.type("i3.large"), RealTypes.type("i4g.large")))
                .extracting(less -> less.message().english())
                .containsExactly(
                        "baseline EBS IOPS 2500 instead of 3000",
                        "local NVMe storage 468 GB instead of 475 GB");
    }

    @Test
    void t4g_micro_takes_over_from_t3_micro() {
        assertThat(LikeForLike.differences(RealTypes.type("t3.micro"), RealTypes.type("t4g.micro")))
                .isEmpty();
    }

    @Test
    void what_aws_does_not_give_for_the_source_binds_nothing() {
        InstanceType source = RealTypes.type("t2.micro");
        assertThat(source.ebs().baselineIops()).isNull();
        assertThat(RULE.shortfalls(source, RealTypes.type("t4g.micro"))).isEmpty();
    }

    @Test
    void what_aws_gives_for_the_source_only_fails() {
        assertThat(
                        RULE.shortfalls(
                                type("m5.large").build(),
                                arm64("m7g.large").ebsBaselineIops(null).build()))
                .containsExactly(new Shortfall(Quantity.EBS_IOPS, 3_600, null));
    }

    @Test
    void vcpus_and_memory_have_no_band() {
        TypeBuilder source = type("m5.large").vcpus(100).memoryMib(100_000L);
        assertThat(RULE.shortfalls(source.build(), arm64("x").vcpus(99).memoryMib(99_999L).build()))
                .extracting(Shortfall::quantity)
                .containsExactly(Quantity.VCPUS, Quantity.MEMORY);
    }

    @Test
    void the_band_ends_at_its_percentage_exactly() {
        InstanceType source = type("m5.large").networkBaselineGbps(0.1 + 0.2).build();
        InstanceType nineTenths = arm64("x").networkBaselineGbps(0.27).build();
        InstanceType less = arm64("y").networkBaselineGbps(0.2699).build();
        assertThat(RULE.shortfalls(source, nineTenths)).isEmpty();
        assertThat(RULE.shortfalls(source, less))
                .extracting(Shortfall::quantity)
                .containsExactly(Quantity.NETWORK);
    }

    @Test
    void a_disk_that_the_target_lacks_is_a_shortfall() {
        assertThat(
                        RULE.shortfalls(
                                type("m5d.large").localNvmeGb(75).build(),
                                arm64("m7g.large").build()))
                .extracting(less -> less.message().english())
                .containsExactly("local NVMe storage 0 GB instead of 75 GB");
    }

    @Test
    void burstable_stays_burstable_and_bare_metal_stays_bare_metal() {
        InstanceType plain = type("m5.large").build();
        InstanceType burstable = arm64("t4g.large").burstable().build();
        InstanceType metal = arm64("m7g.metal").bareMetal().build();
        assertThat(LikeForLike.sameKind(plain, burstable)).isFalse();
        assertThat(LikeForLike.sameKind(burstable, plain)).isFalse();
        assertThat(LikeForLike.sameKind(plain, metal)).isFalse();
        assertThat(LikeForLike.sameKind(metal, metal)).isTrue();
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
