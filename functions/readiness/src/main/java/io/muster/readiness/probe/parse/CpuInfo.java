package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.Processor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /proc/cpuinfo}: names of x86 ({@code vendor_id}, {@code model name}) or of ARM ({@code CPU
 * implementer}, {@code CPU part}), once for each processor.
 */
public final class CpuInfo {

    /** Parts that EC2's arm64 instances have. */
    private static final Map<String, String> ARM_PARTS =
            Map.of(
                    "0xd08", "Cortex-A72",
                    "0xd0c", "Neoverse-N1",
                    "0xd40", "Neoverse-V1",
                    "0xd4f", "Neoverse-V2");

    private CpuInfo() {}

    public static Fact<Processor> parse(String output) {
        Keyed keyed = Keyed.of(output, ':');
        int processors = 0;
        for (String line : Lines.of(output).all()) {
            if (line.startsWith("processor") && line.indexOf(':') > 0) {
                processors++;
            }
        }
        if (processors == 0) {
            return Unreadable.of("/proc/cpuinfo", output);
        }
        String part = keyed.get("CPU part");
        return Fact.known(
                new Processor(
                        machine(keyed),
                        processors,
                        Field.orNull(
                                part == null
                                        ? keyed.get("model name", "Processor")
                                        : ARM_PARTS.getOrDefault(part, "part " + part)),
                        "0x41".equals(keyed.get("CPU implementer"))
                                ? "ARM"
                                : Field.orNull(keyed.get("vendor_id")),
                        null));
    }

    /** Long mode ({@code lm}) is what makes an x86 processor a 64-bit one. */
    private static @Nullable Machine machine(Keyed keyed) {
        String flags = keyed.get("flags");
        if (flags != null) {
            return Field.words(flags).contains("lm") ? Machine.X86_64 : Machine.I386;
        }
        String architecture = keyed.get("CPU architecture");
        if (architecture == null) {
            return null;
        }
        return architecture.equals("8") || architecture.equals("AArch64")
                ? Machine.AARCH64
                : Machine.ARM;
    }
}
