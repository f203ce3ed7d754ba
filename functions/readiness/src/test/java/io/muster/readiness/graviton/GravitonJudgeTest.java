package io.muster.readiness.graviton;

import static io.muster.readiness.fact.Fact.known;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance.Lifecycle;
import io.muster.readiness.fact.Instance.Platform;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.KernelModule;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.guest.RunningCode.Executable;
import io.muster.readiness.guest.RunningCode.Kind;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GravitonJudgeTest {

    private static final LikeForLike RULE = new LikeForLike(90);
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void a_host_on_arm64_is_ready() {
        GravitonVerdict verdict = judge(instance().type("m7g.large", Architecture.ARM64));
        assertThat(verdict.outcome()).isEqualTo(Outcome.READY);
        assertThat(verdict.cheapest()).isNull();
        assertThat(verdict.monthlySaving()).isZero();
    }

    @Test
    void an_x86_host_of_which_all_was_seen_is_a_candidate_with_its_price() {
        GravitonVerdict verdict = judge(x86("m6a.large"), guest().x86());
        assertThat(verdict.outcome()).isEqualTo(Outcome.CANDIDATE);
        assertThat(verdict.effort()).isEqualTo(Effort.VERY_LOW);
        assertThat(verdict.blockers()).isEmpty();
        assertThat(verdict.prices()).isEqualTo(PriceBasis.ON_DEMAND);
        assertThat(verdict.cheapest())
                .isEqualTo(new Option("m6g.large", new BigDecimal("-6.86"), List.of()));
        assertThat(verdict.newest())
                .isEqualTo(new Option("m8g.large", new BigDecimal("2.45"), List.of()));
        assertThat(verdict.monthlySaving()).isEqualTo("6.86");
    }

    @Test
    void a_host_whose_inside_was_not_seen_is_unknown_and_has_targets() {
        GravitonVerdict verdict = judge(x86("m5.large"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.effort()).isNull();
        assertThat(verdict.reasons()).hasSize(1);
        assertThat(Objects.requireNonNull(verdict.cheapest()).instanceType())
                .isEqualTo("m6g.large");
    }

    @Test
    void a_host_that_was_seen_in_part_is_unknown_with_the_least_effort() {
        GravitonVerdict verdict =
                judge(
                        x86("m5.large"),
                        guest().x86()
                                .modules(Fact.missing(Why.FAILED, Message.literal("no lsmod"))));
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.effort()).isEqualTo(Effort.VERY_LOW);
        assertThat(verdict.reasons())
                .extracting(Message::english)
                .containsExactly("kernel modules: no lsmod");
    }

    @Test
    void what_stands_in_the_way_blocks_whatever_else_was_not_seen() {
        GravitonVerdict verdict =
                judge(
                        x86("m5.large"),
                        guest().x86()
                                .modules(
                                        known(
                                                Listing.of(
                                                        List.of(
                                                                new KernelModule(
                                                                        "vendor_av",
                                                                        16_384,
                                                                        "OE")))))
                                .libraries(Fact.missing(Why.FAILED, Message.literal("cut"))));
        assertThat(verdict.outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(verdict.effort()).isEqualTo(Effort.HIGH);
        assertThat(verdict.blockers())
                .extracting(Message::english)
                .singleElement()
                .asString()
                .contains("vendor_av");
    }

    @Test
    void a_marketplace_product_blocks() {
        GravitonVerdict verdict = judge(x86("m5.large").productCode("zz"), guest().x86());
        assertThat(verdict.outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(verdict.blockers())
                .extracting(Message::english)
                .containsExactly("AWS Marketplace products whose arm64 listing is not known: zz");
    }

    @Test
    void a_type_that_no_arm64_type_matches_has_no_target() {
        GravitonVerdict verdict = judge(x86("u7i-12tb.224xlarge"), guest().x86());
        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(verdict.reasons())
                .extracting(Message::english)
                .singleElement()
                .asString()
                .contains("the closest type, r8gb.48xlarge, gives less: 192 instead of 896 vCPUs");
        assertThat(verdict.newest()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"g4dn.xlarge", "f2.6xlarge", "inf2.xlarge", "trn1.2xlarge", "vt1.3xlarge"})
    void accelerators_are_not_applicable(String type) {
        GravitonVerdict verdict = judge(x86(type), guest().x86());
        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(verdict.reasons()).hasSize(1);
        assertThat(verdict.newest()).isNull();
    }

    @Test
    void a_compromise_is_named_where_nothing_is_like_for_like() {
        Facts facts =
                new Facts()
                        .with(RealTypes.type("i3.large"), RealTypes.type("i4g.large"))
                        .offered("i4g.large", "us-east-1a");
        GravitonVerdict verdict = judge(x86("i3.large"), facts);
        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(Objects.requireNonNull(verdict.tradeOff()).instanceType())
                .isEqualTo("i4g.large");
        assertThat(verdict.target()).isNull();
        assertThat(verdict.image()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"g4dn.xlarge", "p3dn.24xlarge", "g6.xlarge", "gr6.4xlarge"})
    void for_a_gpu_g5g_is_named_to_be_tried(String type) {
        assertThat(judge(x86(type)).reasons())
                .extracting(Message::english)
                .singleElement()
                .asString()
                .contains("To be tried: g5g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f2.6xlarge", "inf2.xlarge", "vt1.3xlarge"})
    void for_another_accelerator_nothing_is_named(String type) {
        assertThat(judge(x86(type)).reasons())
                .extracting(Message::english)
                .singleElement()
                .asString()
                .doesNotContain("g5g");
    }

    @Test
    void virtual_machines_that_a_guest_runs_are_not_applicable() {
        GravitonVerdict verdict = judge(x86("m8i.large"), guest().x86().modules(kvm()));
        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(verdict.reasons())
                .extracting(Message::english)
                .containsExactly(
                        "m8i.large has no automatic arm64 target: the guest runs virtual machines"
                                + " of its own (kvm_intel)");
        assertThat(
                        judge(
                                        x86("m8i.large"),
                                        guest().x86().running(program("/usr/bin/firecracker")))
                                .outcome())
                .isEqualTo(Outcome.NOT_APPLICABLE);
    }

    @Test
    void bare_metal_may_load_the_modules_and_emulation_needs_none() {
        assertThat(judge(x86("m5.metal"), guest().x86().modules(kvm())).outcome())
                .isNotEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(
                        judge(
                                        x86("m5.large"),
                                        guest().x86()
                                                .running(program("/usr/bin/qemu-system-x86_64")))
                                .outcome())
                .isNotEqualTo(Outcome.NOT_APPLICABLE);
    }

    @Test
    void what_virtual_machines_on_bare_metal_run_was_not_seen() {
        GravitonVerdict verdict =
                judge(
                        x86("m5.metal"),
                        guest().x86().running(program("/usr/bin/qemu-system-x86_64")));
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.reasons())
                .extracting(Message::code)
                .contains("graviton-target.inside-of-virtual-machines");
    }

    private static Fact<Listing<KernelModule>> kvm() {
        return known(Listing.of(List.of(new KernelModule("kvm_intel", 380_928, ""))));
    }

    private static Fact<RunningCode> program(String path) {
        return known(
                new RunningCode(
                        Machine.X86_64,
                        Listing.of(
                                List.of(
                                        new Executable(
                                                Kind.PROGRAM,
                                                Machine.X86_64,
                                                1,
                                                4_711,
                                                "vmm",
                                                null,
                                                path))),
                        0));
    }

    @Test
    void nested_virtualization_in_use_is_not_applicable() {
        assertThat(judge(x86("m5.large").nestedVirtualization(true), guest().x86()).outcome())
                .isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(judge(x86("m5.large").nestedVirtualization(false), guest().x86()).outcome())
                .isEqualTo(Outcome.CANDIDATE);
    }

    @Test
    void windows_and_mac_are_not_applicable() {
        assertThat(judge(x86("m5.large").platform(Platform.WINDOWS)).outcome())
                .isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(judge(instance().type("mac1.metal", Architecture.X86_64_MAC)).outcome())
                .isEqualTo(Outcome.NOT_APPLICABLE);
    }

    @Test
    void types_that_could_not_be_read_are_unknown_but_for_a_host_that_says_it_is_arm64() {
        Facts facts = facts().without(Source.INSTANCE_TYPES);
        GravitonVerdict verdict = judge(x86("m5.large"), facts);
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.reasons())
                .extracting(Message::english)
                .containsExactly("instance types denied");
        assertThat(judge(instance().type("m7g.large", Architecture.ARM64), facts).outcome())
                .isEqualTo(Outcome.READY);
    }

    @Test
    void offerings_that_could_not_be_read_are_unknown_with_the_effort() {
        InstanceBuilder host = x86("m5.large");
        Facts facts = facts().without(Source.OFFERINGS).with(host.build(), guest().x86().build());
        GravitonVerdict verdict = judge(host, facts);
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.effort()).isEqualTo(Effort.VERY_LOW);
        assertThat(verdict.newest()).isNull();
        assertThat(verdict.prices()).isEqualTo(PriceBasis.UNKNOWN);
    }

    @Test
    void a_spot_instance_has_targets_without_a_difference() {
        GravitonVerdict verdict = judge(x86("r5d.large").lifecycle(Lifecycle.SPOT), guest().x86());
        assertThat(verdict.prices()).isEqualTo(PriceBasis.NOT_ON_DEMAND);
        assertThat(verdict.cheapest()).isEqualTo(new Option("r6gd.large", null, List.of()));
        assertThat(verdict.tradeOff()).isNull();
        assertThat(verdict.monthlySaving()).isZero();
    }

    @Test
    void a_region_without_prices_has_the_newest_target_and_no_difference() {
        GravitonVerdict verdict = judge(x86("m5.large"), facts().in("ap-northeast-2"));
        assertThat(verdict.prices()).isEqualTo(PriceBasis.UNKNOWN);
        assertThat(verdict.cheapest()).isNull();
        assertThat(verdict.newest()).isEqualTo(new Option("m8g.large", null, List.of()));
    }

    @Test
    void a_kernel_that_the_target_refuses_takes_an_image_with_a_newer_one() {
        Arm64Effort effort =
                Arm64Effort.of(
                        guest().x86()
                                .kernel(
                                        known(
                                                new Kernel(
                                                        "Linux",
                                                        "4.14.355-280.amzn2.x86_64",
                                                        Machine.X86_64)))
                                .facts(),
                        GravitonProcessor.GRAVITON5);
        assertThat(effort.effort()).isEqualTo(Effort.LOW);
        assertThat(effort.reasons())
                .extracting(Message::english)
                .containsExactly(
                        "kernel 4.14.355-280.amzn2.x86_64 does not run on Graviton5, so an image"
                                + " with a newer one is needed");
    }

    private static InstanceBuilder x86(String type) {
        return instance().type(type, Architecture.X86_64);
    }

    private static Facts facts() {
        return RealTypes.allOfferedIn("us-east-1a");
    }

    private static GravitonVerdict judge(InstanceBuilder host, GuestBuilder guest) {
        return judge(host, facts().with(host.build(), guest.build()));
    }

    private static GravitonVerdict judge(InstanceBuilder host) {
        return judge(host, facts());
    }

    private static GravitonVerdict judge(InstanceBuilder host, Facts facts) {
        return facts.fleet().gravitonOf(host.build(), RULE, DAY);
    }
}
