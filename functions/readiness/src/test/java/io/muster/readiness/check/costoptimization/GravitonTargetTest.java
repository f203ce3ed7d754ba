package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.fact.Fact.known;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.LogBuilder.log;
import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.TypeBuilder.arm64;
import static io.muster.readiness.fixture.TypeBuilder.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.Lifecycle;
import io.muster.readiness.fact.Instance.Platform;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fact.MatchingImage.How;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.graviton.LikeForLike;
import io.muster.readiness.graviton.PricedSystem;
import io.muster.readiness.graviton.Prices;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.Listing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GravitonTargetTest {

    private static final GravitonTarget CHECK = new GravitonTarget();

    @Test
    void a_host_on_arm64_is_ready() {
        Verdict verdict = judge(instance().type("m7g.large", Architecture.ARM64));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("the instance type m7g.large is arm64");
    }

    @Test
    void a_host_on_x86_is_not_ready_and_learns_its_target() {
        Instance host = x86("m5.large").build();
        Verdict verdict = judge(host, facts());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.expected()).isEqualTo("runs on arm64");
        assertThat(verdict.actual())
                .isEqualTo(
                        "the instance type is m5.large (x86_64), the cheapest like-for-like arm64 type"
                                + " is m6g.large, and the newest is m8g.large");
        assertThat(verdict.evidence())
                .containsExactly(
                        "cheapest like-for-like type: m6g.large (2 vCPUs, 8 GiB), 13.87 USD a month"
                                + " less",
                        "changes with m6g.large: each vCPU is a core instead of a thread, baseline"
                                + " EBS throughput 81.25 MB/s to 78.75 MB/s",
                        "newest like-for-like type: m8g.large (2 vCPUs, 8 GiB), 4.56 USD a month"
                                + " less",
                        "changes with m8g.large: each vCPU is a core instead of a thread, baseline"
                                + " network bandwidth 0.75 Gbit/s to 0.937 Gbit/s, baseline EBS"
                                + " throughput 81.25 MB/s to 78.75 MB/s, Graviton4 runs no 32-bit"
                                + " programs",
                        "like-for-like types for m5.large (2 vCPUs, 8 GiB) in us-east-1a: 7",
                        "prices: AWS price list for us-east-1 as included with Muster, 2026-07-20",
                        "price basis: 730 hours on demand with shared tenancy; a reservation or a"
                                + " Savings Plan for the current instance family does not apply to"
                                + " another family",
                        "migration effort: see the check arm64-evidence",
                        "arm64 image: none is known, because the instance's own image is"
                                + " deregistered or no longer shared");
        assertThat(remedy(CHECK, host, verdict))
                .contains("--instance-types m5.large m6g.large")
                .contains("launch m6g.large");
    }

    @Test
    void the_image_that_matches_is_evidence() {
        Instance host = x86("m5.large").build();
        Facts facts =
                facts().collected(
                                Source.ARM64_IMAGES,
                                Map.of(
                                        "ami-0123456789abcdef0",
                                        new MatchingImage.Found(
                                                "ami-0b",
                                                "al2023-arm64",
                                                How.PUBLIC_PARAMETER,
                                                "/aws/service/arm64")));
        assertThat(judge(host, facts).evidence())
                .contains(
                        "arm64 image: ami-0b al2023-arm64, by the public parameter"
                                + " /aws/service/arm64");
    }

    @Test
    void what_the_price_list_says_comes_before_what_comes_with_muster() {
        Prices listed =
                new Prices(
                        "us-east-1",
                        Map.of(
                                PricedSystem.LINUX,
                                Map.of(
                                        "m5.large", new BigDecimal("0.2"),
                                        "m8g.large", new BigDecimal("0.1"))),
                        Prices.Source.PRICE_LIST,
                        LocalDate.parse("2026-11-29"));
        assertThat(judge(x86("m5.large").build(), facts().with(listed)).evidence())
                .contains("prices: AWS price list for us-east-1")
                .anyMatch(line -> line.contains("m8g.large") && line.contains("73.00 USD"));
    }

    @Test
    void programs_of_another_architecture_that_its_log_tells_of_are_evidence() {
        Instance host = x86("m5.large").build();
        Facts facts =
                facts().with(
                                host,
                                log("/var/log/messages")
                                        .fault(host.id(), "exec-format-error", 5, 3, "/opt/tool")
                                        .build());

        assertThat(judge(host, facts).evidence())
                .contains("exec format errors in /var/log/messages: /opt/tool");
    }

    @Test
    void a_stopped_host_is_judged_like_a_running_one() {
        assertThat(judge(x86("m5.large").state(State.STOPPED)).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_burstable_host_on_xen_stays_burstable_and_learns_what_its_guest_lacks() {
        Verdict verdict = judge(x86("t2.micro"));
        assertThat(verdict.actual()).contains("t4g.micro is both the cheapest and the newest");
        assertThat(verdict.evidence())
                .contains(
                        "hypervisor: Xen (on Nitro the operating system needs ENA and NVMe drivers)");
    }

    @Test
    void a_32_bit_host_is_an_x86_host() {
        Verdict verdict = judge(instance().type("m1.small", Architecture.I386));
        assertThat(verdict.actual())
                .isEqualTo(
                        "no like-for-like arm64 type costs less: i4g.large, 80.62 USD a month more");
        assertThat(verdict.evidence()).anyMatch(line -> line.contains("local HDDs become SSDs"));
    }

    @Test
    void bare_metal_stays_bare_metal() {
        assertThat(judge(x86("c5.metal")).actual()).contains("c8g.metal-24xl");
    }

    @Test
    void a_host_of_an_auto_scaling_group_learns_that_the_template_must_change() {
        assertThat(judge(x86("m5.large").tag("aws:autoscaling:groupName", "web")).evidence())
                .contains("Auto Scaling group: web (its launch template must change)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p3dn.24xlarge",
                "g4dn.xlarge",
                "f2.6xlarge",
                "vt1.3xlarge",
                "inf2.xlarge",
                "trn1.2xlarge"
            })
    void accelerators_have_no_automatic_target(String accelerated) {
        Verdict verdict = judge(x86(accelerated));
        assertThat(verdict.status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(verdict.actual())
                .startsWith(accelerated + " has no automatic arm64 target: its ")
                .contains("have no direct equivalent");
    }

    @Test
    void the_saving_is_that_of_the_cheapest_target_of_a_running_host() {
        assertThat(judge(x86("m5.large"), everything()).monthlySaving()).isEqualTo("13.87");
        assertThat(judge(x86("m5.large").state(State.STOPPED), everything()).monthlySaving())
                .isNull();
        assertThat(judge(x86("m5.large").lifecycle(Lifecycle.SPOT), everything()).monthlySaving())
                .isNull();
        assertThat(judge(x86("m5.large"), everything().in("ap-northeast-2")).monthlySaving())
                .isNull();
    }

    /** Of each kind that has no automatic target, beside hosts that have one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "u7i-12tb.224xlarge",
                "g4dn.xlarge",
                "f2.6xlarge",
                "mac1.metal",
                "i3.large",
                "m5.large",
                "c5.metal",
                "x1e.xlarge"
            })
    void what_has_no_target_is_told_as_in_the_json(String type) {
        Instance host = x86(type).build();
        for (Facts facts : List.of(facts(), everything())) {
            Verdict verdict = CHECK.judge(host, facts.fleet(), Thresholds.defaults());
            GravitonVerdict json =
                    facts.fleet().gravitonOf(host, new LikeForLike(90), Duration.ofDays(1));
            boolean noTarget =
                    verdict.status() == Status.NOT_APPLICABLE
                            && !verdict.says().actual().code().equals("graviton-target.no-saving");
            assertThat(json.outcome() == Outcome.NOT_APPLICABLE).isEqualTo(noTarget);
            if (json.outcome() == Outcome.NOT_APPLICABLE) {
                assertThat(json.reasons()).containsExactly(verdict.says().actual());
            }
        }
    }

    @Test
    void windows_has_no_automatic_target() {
        Verdict verdict = judge(x86("m5.large").platform(Platform.WINDOWS));
        assertThat(verdict.status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(verdict.actual()).contains("Windows on EC2 does not run on arm64");
    }

    @Test
    void a_mac_has_no_automatic_target() {
        assertThat(judge(instance().type("mac1.metal", Architecture.X86_64_MAC)).status())
                .isEqualTo(Status.NOT_APPLICABLE);
        assertThat(judge(instance().type("mac1.metal", null)).status())
                .isEqualTo(Status.NOT_APPLICABLE);
        assertThat(judge(x86("mac1.metal")).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_host_that_no_arm64_type_matches_gets_the_nearest_as_the_reason() {
        Verdict verdict = judge(x86("u7i-12tb.224xlarge"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(verdict.actual())
                .contains("the closest type, x8g.48xlarge, gives less: 192 instead of 896 vCPUs");
    }

    @Test
    void a_zone_without_a_metal_type_says_so() {
        Facts facts =
                new Facts()
                        .with(RealTypes.type("c5.metal"), RealTypes.type("m8g.large"))
                        .offered("m8g.large", "us-east-1a");
        assertThat(judge(x86("c5.metal").build(), facts).actual())
                .contains("us-east-1a offers no arm64 type of the same kind");
    }

    @Test
    void the_newest_may_cost_more_while_the_cheapest_saves() {
        Verdict verdict = judge(x86("m6a.large").build(), everything());
        assertThat(verdict.evidence())
                .contains(
                        "cheapest like-for-like type: m6g.large (2 vCPUs, 8 GiB), 6.86 USD a month"
                                + " less",
                        "newest like-for-like type: m8g.large (2 vCPUs, 8 GiB), 2.45 USD a month"
                                + " more");
    }

    @Test
    void a_type_that_saves_more_is_named_with_what_it_lacks() {
        Verdict verdict = judge(x86("r5d.large").build(), everything());
        assertThat(verdict.actual()).contains("r6gd.large");
        assertThat(verdict.evidence())
                .contains(
                        "saves more, but is not like for like: r6g.large (2 vCPUs, 16 GiB), 31.54 USD"
                                + " a month less, with local SSD storage 0 GB instead of 75 GB");
    }

    @Test
    void types_that_look_better_are_named_with_the_reason_against_them() {
        Verdict verdict = judge(x86("i3en.large").build(), everything());
        assertThat(verdict.evidence())
                .contains(
                        "not like for like: i8ge.large, with baseline EBS IOPS 2500 instead of"
                                + " 3000");
    }

    @Test
    void local_disks_that_the_guest_does_not_use_are_not_needed() {
        Instance host = x86("r5d.large").build();
        BlockDevice unused =
                new BlockDevice(
                        "nvme1n1",
                        "disk",
                        75_000_000_000L,
                        null,
                        List.of(),
                        "Amazon EC2 NVMe Instance Storage",
                        null,
                        List.of());
        Facts facts =
                everything()
                        .with(
                                host,
                                guest(host.id())
                                        .x86()
                                        .blocks(known(Listing.of(List.of(unused))))
                                        .build());
        assertThat(judge(host, facts).actual())
                .contains("cheapest like-for-like arm64 type is r6g.large");
    }

    @Test
    void without_prices_the_newest_is_the_target_and_the_difference_unknown() {
        Instance host = x86("m5.large").build();
        Verdict verdict = judge(host, facts().in("ap-northeast-2"));
        assertThat(verdict.actual()).endsWith("the like-for-like arm64 type is m8g.large");
        assertThat(verdict.evidence())
                .contains(
                        "newest like-for-like type: m8g.large (2 vCPUs, 8 GiB), price difference"
                                + " unknown",
                        "prices: unknown for this instance type in this Region")
                .noneMatch(line -> line.contains("USD"));
    }

    @Test
    void red_hat_is_compared_by_the_compute_part_which_the_evidence_says() {
        Verdict verdict = judge(x86("m5.large").usageOperation("RunInstances:0010"));
        assertThat(verdict.evidence())
                .contains(
                        "price basis: 730 hours on demand with shared tenancy, the compute part only;"
                                + " what the operating system costs is not included");
    }

    @Test
    void a_spot_instance_has_no_price_difference() {
        Verdict verdict = judge(x86("m5.large").lifecycle(Lifecycle.SPOT));
        assertThat(verdict.evidence())
                .contains(
                        "price basis: none, because the instance is not billed at the On-Demand price"
                                + " with shared tenancy")
                .noneMatch(line -> line.contains("USD a month"));
    }

    @Test
    void interfaces_and_volumes_that_no_target_has_room_for_are_the_reason() {
        InstanceBuilder host = x86("m5.large").networkInterfaces(16);
        Verdict verdict = judge(host);
        assertThat(verdict.status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(verdict.actual()).contains("supports 16 network interfaces and 0 volumes");
    }

    @Test
    void interfaces_that_are_used_choose_a_larger_target() {
        assertThat(judge(x86("m5.large").networkInterfaces(4)).actual()).contains("m8g.xlarge");
    }

    @Test
    void a_marketplace_product_blocks_until_its_arm64_listing_is_known() {
        Verdict verdict = judge(x86("m5.large").productCode("zz").productCode("aa"));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("AWS Marketplace").endsWith("(aa, zz)");
        assertThat(verdict.evidence())
                .contains(
                        "newest like-for-like type: m8g.large (2 vCPUs, 8 GiB), 4.56 USD a month"
                                + " less");
    }

    @Test
    void missing_types_are_unknown_but_for_a_host_that_says_it_is_arm64() {
        Facts facts = facts().without(Source.INSTANCE_TYPES);
        assertThat(judge(x86("m5.large").build(), facts).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(instance().type("m7g.large", Architecture.ARM64).build(), facts).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_type_that_ec2_does_not_describe_is_unknown() {
        assertThat(judge(x86("z9.large")).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void missing_offerings_are_unknown() {
        Verdict verdict = judge(x86("m5.large").build(), facts().without(Source.OFFERINGS));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).isEqualTo("instance type offerings denied");
    }

    @Test
    void a_host_whose_zone_is_not_reported_is_unknown() {
        assertThat(judge(x86("m5.large").zone(null)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_zone_of_which_nothing_is_listed_is_unknown() {
        assertThat(judge(x86("m5.large").zone("us-east-1f")).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void an_architecture_that_muster_does_not_know_is_unknown() {
        assertThat(judge(instance().type("m5.large", Architecture.UNRECOGNISED)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void an_architecture_that_the_instance_leaves_out_is_the_types() {
        assertThat(judge(instance().type("m5.large", null)).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(instance().type("m7g.large", null)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_narrower_band_leaves_fewer_targets() {
        Facts facts =
                new Facts()
                        .with(type("m5.large").build())
                        .with(arm64("m7g.large").ebsBaselineMbytesPerSecond(78.75).build())
                        .offered("m7g.large", "us-east-1a");
        Instance host = x86("m5.large").build();
        assertThat(judge(host, facts).status()).isEqualTo(Status.NOT_READY);
        Thresholds strict = Thresholds.from(Map.of("MUSTER_LIKE_FOR_LIKE_PERCENT", "100"));
        Verdict verdict = CHECK.judge(host, facts.fleet(), strict);
        assertThat(verdict.status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(verdict.actual())
                .contains(
                        "the closest type, m7g.large, gives less: baseline EBS throughput 78.75 MB/s");
    }

    @Test
    void the_same_fleet_always_gets_the_same_words() {
        Instance host = x86("i3.large").build();
        List<Verdict> verdicts = List.of(judge(host, facts()), judge(host, facts()));
        assertThat(verdicts.get(0)).isEqualTo(verdicts.get(1));
    }

    private static InstanceBuilder x86(String type) {
        return instance().type(type, Architecture.X86_64);
    }

    private static Facts everything() {
        return RealTypes.allOfferedIn("us-east-1a");
    }

    private static Facts facts() {
        return RealTypes.offeredIn("us-east-1a");
    }

    private static Verdict judge(InstanceBuilder host, Facts facts) {
        return judge(host.build(), facts);
    }

    private static Verdict judge(InstanceBuilder host) {
        return judge(host.build(), facts());
    }

    private static Verdict judge(Instance host, Facts facts) {
        return CHECK.judge(host, facts.fleet(), Thresholds.defaults());
    }
}
