package io.muster.readiness.graviton;

import static io.muster.readiness.fixture.TypeBuilder.arm64;
import static io.muster.readiness.fixture.TypeBuilder.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.text.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {

    private static final Fact<OperatingSystem> UNKNOWN =
            Fact.missing(Why.NOT_COLLECTED, Message.literal("not asked"));

    @Test
    void a_core_takes_the_place_of_a_thread() {
        assertThat(changes(RealTypes.type("m5.large"), RealTypes.type("m6g.large")))
                .containsExactly(
                        "each vCPU is a core instead of a thread",
                        "baseline EBS throughput 81.25 MB/s to 78.75 MB/s");
    }

    @Test
    void size_and_bandwidth_are_named_with_both_figures() {
        assertThat(changes(RealTypes.type("m5.large"), RealTypes.type("i8g.xlarge")))
                .containsExactly(
                        "vCPUs 2 to 4",
                        "each vCPU is a core instead of a thread",
                        "memory 8 GiB to 32 GiB",
                        "baseline network bandwidth 0.75 Gbit/s to 2.344 Gbit/s",
                        "baseline EBS IOPS 3600 to 5000",
                        "baseline EBS throughput 81.25 MB/s to 156.25 MB/s",
                        "local disks 0 GB to 937 GB",
                        "Graviton4 runs no 32-bit programs");
    }

    @Test
    void an_idle_tcp_timeout_that_falls_is_named() {
        assertThat(
                        changes(
                                type("m5.large").build(),
                                arm64("m6g.large").idleTcpSeconds(350).build()))
                .containsExactly("idle TCP connections are tracked for 350 s instead of 432000 s");
        assertThat(
                        changes(
                                type("m5.large").build(),
                                arm64("m6g.large").idleTcpSeconds(null).build()))
                .isEmpty();
    }

    @Test
    void hard_disks_become_solid_state_disks() {
        assertThat(changes(RealTypes.type("d2.xlarge"), RealTypes.type("is4gen.2xlarge")))
                .contains("local disks 6144 GB to 7500 GB", "local HDDs become SSDs");
    }

    @Test
    void several_ebs_cards_are_named_with_what_one_gives() {
        assertThat(changes(RealTypes.type("c5.metal"), RealTypes.type("c8gn.metal-48xl")))
                .contains("several EBS cards, each with 240000 IOPS and 7500 MB/s for its volumes");
    }

    @Test
    void graviton5_refuses_32_bit_programs_and_old_kernels() {
        assertThat(changes(type("m5.large").build(), arm64("m9g.large").build()))
                .containsExactly(
                        "Graviton5 runs no 32-bit programs",
                        "Graviton5 does not run kernel 4.14 or older");
    }

    @Test
    void a_processor_that_was_derived_says_so() {
        assertThat(changes(type("m5.large").build(), arm64("m10g.large").build()))
                .contains(
                        "m10g is newer than this version of Muster, which takes its processor for"
                                + " Graviton6");
    }

    @ParameterizedTest
    @CsvSource({
        "rhel, 8.10, true",
        "rocky, 8.9, true",
        "almalinux, 8, true",
        "centos, 8, true",
        "rhel, 9.4, false",
        "rhel, 80, false",
        "ubuntu, 8.04, false",
        "amzn, 2023, false"
    })
    void release_8_of_the_red_hat_family_has_large_pages(String id, String version, boolean large) {
        OperatingSystem system =
                new OperatingSystem(id, List.of(), version, id + " " + version, null);
        List<Message> changes =
                Changes.of(
                        type("m5.large").build(), arm64("m6g.large").build(), Fact.known(system));
        assertThat(changes.stream().map(Message::english).toList())
                .isEqualTo(
                        large
                                ? List.of(
                                        "memory pages of 64 KiB instead of 4 KiB (%s %s on arm64)"
                                                .formatted(id, version))
                                : List.of());
    }

    private static List<String> changes(InstanceType source, InstanceType target) {
        return Changes.of(source, target, UNKNOWN).stream().map(Message::english).toList();
    }
}
