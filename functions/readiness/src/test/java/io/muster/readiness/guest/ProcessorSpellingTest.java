package io.muster.readiness.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorSpellingTest {

    private static final Path PROBE =
            Path.of("src/main/resources/io/muster/readiness/probe/probe.sh");

    @ParameterizedTest
    @CsvSource({
        "ARM64," + ProcessorSpelling.AARCH64,
        "X86_64," + ProcessorSpelling.X86_64,
        "OF_32_BITS," + ProcessorSpelling.OF_32_BITS,
        "OTHERS," + ProcessorSpelling.OTHERS,
        "SYSTEMS," + ProcessorSpelling.SYSTEMS
    })
    void the_probe_has_the_same_list(String name, String words) throws IOException {
        assertThat(Files.readString(PROBE)).contains("\nreadonly " + name + "='" + words + "'\n");
    }

    @ParameterizedTest
    @CsvSource({
        "linux64/libx.so, X86_64",
        "META-INF/native/linux64/aarch64/libleveldbjni.so, AARCH64",
        "linux/ARMv8/libopencv_java430.so, AARCH64",
        "libduckdb_java.so_linux_arm64, AARCH64",
        "com/charm/libx.so,",
        "com/alarm64/libx.so,",
        "linux-arm/libx.so, ARM",
        "Linux/armv7/libx.so, ARM",
        "linux/i386/libx.so, I386",
        "linux-s390x/libx.so, OTHER",
        "lib/libcirce-checksum.so,"
    })
    void a_spelling_stands_alone(String name, Machine machine) {
        assertThat(ProcessorSpelling.machine(name)).isEqualTo(machine);
    }

    @ParameterizedTest
    @CsvSource({
        "librocksdbjni-linux64.so, librocksdbjni-linux-aarch64.so",
        "linux/amd64/libzstd.so, linux/aarch64/libzstd.so",
        "jni/x86_64-Linux/libjffi-1.2.so, jni/aarch64-Linux/libjffi-1.2.so",
        "linux/x86_64/glibc/libaws-crt-jni.so, linux/armv8/glibc/libaws-crt-jni.so",
        "META-INF/native/linux64/libleveldbjni.so, META-INF/native/linux64/aarch64/libleveldbjni.so",
        "prebuilds/linux-x64/node.napi.glibc.node, prebuilds/linux-arm64/node.napi.armv8.node",
        "a-2.0.61-linux-x86_64.jar!/libt_x86_64.so, a-2.0.61-linux-aarch_64.jar!/libt_aarch_64.so",
        "lib.so_linux_amd64, lib.so_linux_arm64"
    })
    void twins_differ_in_the_processor_alone(String one, String other) {
        assertThat(ProcessorSpelling.withoutProcessor(one))
                .isEqualTo(ProcessorSpelling.withoutProcessor(other));
    }

    @ParameterizedTest
    @CsvSource({
        "linux-x64/liba.so, linux-arm64/libb.so",
        "Linux/x86_64/liba.so, Linux-Musl/aarch64/liba.so",
        "linux/x86_64/liba.so, freebsd/aarch64/liba.so",
        "linux/x86_64/liba.so, linux/arm/liba.so"
    })
    void another_name_is_no_twin(String one, String other) {
        assertThat(ProcessorSpelling.withoutProcessor(one))
                .isNotEqualTo(ProcessorSpelling.withoutProcessor(other));
    }

    @Test
    void only_a_name_with_a_processor_is_of_another_system() {
        assertThat(ProcessorSpelling.otherSystem("FreeBSD/aarch64/libx.so")).isTrue();
        assertThat(ProcessorSpelling.otherSystem("Linux/android-aarch64/libx.so")).isTrue();
        assertThat(ProcessorSpelling.otherSystem("com/example/android/libx.so")).isFalse();
        assertThat(ProcessorSpelling.otherSystem("com/machine/x64/libx.so")).isFalse();
    }

    @Test
    void the_lists_are_regular_expressions_of_awk_too() {
        assertThat(ProcessorSpelling.AARCH64 + ProcessorSpelling.X86_64)
                .matches(Pattern.compile("[a-z0-9_|-]+"));
    }
}
