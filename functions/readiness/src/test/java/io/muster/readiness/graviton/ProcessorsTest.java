package io.muster.readiness.graviton;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.graviton.Processors.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorsTest {

    @ParameterizedTest
    @CsvSource({
        "a1, 1, Graviton",
        "t4g, 2, Graviton2",
        "i4g, 2, Graviton2",
        "im4gn, 2, Graviton2",
        "is4gen, 2, Graviton2",
        "x2gd, 2, Graviton2",
        "g5g, 2, Graviton2",
        "c6gn, 2, Graviton2",
        "m7gd, 3, Graviton3",
        "c7gn, 3, Graviton3E",
        "hpc7g, 3, Graviton3E",
        "m8g, 4, Graviton4",
        "i8ge, 4, Graviton4",
        "x8g, 4, Graviton4",
        "m9g, 5, Graviton5",
        "r9g, 5, Graviton5"
    })
    void the_table_knows_the_processor(String family, int generation, String label) {
        Answer answer = Processors.of(family);
        assertThat(answer.generation()).isEqualTo(generation);
        assertThat(answer.label()).isEqualTo(label);
        assertThat(answer.listed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "m10g, 6, Graviton6",
        "c9gn, 5, Graviton5",
        "i9ge, 5, Graviton5",
        "t5g, 2, Graviton2",
        "x, 2, Graviton2",
        "'', 2, Graviton2",
        "m99999999999999g, 996, Graviton996"
    })
    void another_family_has_the_generation_of_its_number(
            String family, int generation, String label) {
        Answer answer = Processors.of(family);
        assertThat(answer.generation()).isEqualTo(generation);
        assertThat(answer.label()).isEqualTo(label);
        assertThat(answer.listed()).isFalse();
    }

    @Test
    void a_generation_to_come_runs_no_less_than_the_newest_that_is_known_refuses() {
        assertThat(Processors.of("m10g").processor()).isEqualTo(GravitonProcessor.GRAVITON5);
    }

    @Test
    void every_arm64_family_that_aws_describes_is_in_the_table() {
        assertThat(RealTypes.all())
                .filteredOn(type -> type.compute().architectures().contains(Architecture.ARM64))
                .extracting(InstanceType::family)
                .allSatisfy(family -> assertThat(Processors.table()).containsKey(family));
    }

    @Test
    void numbers_from_6_on_tell_the_generation_of_every_family_in_the_table() {
        assertThat(Processors.table().values())
                .filteredOn(listed -> listed.family().matches("\\D+[6-9].*"))
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        listed ->
                                assertThat(Processors.derived(listed.family()))
                                        .isEqualTo(listed.processor().generation()));
    }

    @Test
    void every_line_names_the_page_that_says_so() {
        assertThat(Processors.table().values())
                .allSatisfy(
                        listed ->
                                assertThat(listed.source())
                                        .startsWith("https://docs.aws.amazon.com/"));
    }

    @ParameterizedTest
    @CsvSource({
        "4.14.256-197.484.amzn2.x86_64, false",
        "3.10.0-1160.el7.x86_64, false",
        "4.15.0-1101-aws, true",
        "5.10.106-102.504.amzn2.x86_64, true",
        "6.1.112-122.189.amzn2023.x86_64, true",
        "4.14, false",
        "5.10, true"
    })
    void graviton5_runs_no_kernel_4_14_or_older(String release, boolean runs) {
        assertThat(GravitonProcessor.GRAVITON5.runsKernel(release)).isEqualTo(runs);
        assertThat(GravitonProcessor.GRAVITON4.runsKernel(release)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"''", "five", "5", "4-14", "99999999999.1"})
    void a_release_that_is_none_is_not_known_to_run(String release) {
        assertThat(GravitonProcessor.GRAVITON5.runsKernel(release)).isNull();
    }

    @Test
    void graviton4_and_5_run_no_32_bit_programs() {
        assertThat(GravitonProcessor.values())
                .filteredOn(processor -> !processor.runs32Bit())
                .containsExactly(GravitonProcessor.GRAVITON4, GravitonProcessor.GRAVITON5);
    }
}
