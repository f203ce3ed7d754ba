package io.muster.readiness.graviton;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * AWS's own arm64 processors, the oldest first.
 *
 * @see <a href="https://github.com/aws/aws-graviton-getting-started">AWS Graviton Technical
 *     Guide</a>
 */
public enum GravitonProcessor {
    GRAVITON(1, "Graviton", true, null),
    GRAVITON2(2, "Graviton2", true, null),
    GRAVITON3(3, "Graviton3", true, null),
    /** A Graviton3 with wider vectors and faster networks: of the same generation. */
    GRAVITON3E(3, "Graviton3E", true, null),
    GRAVITON4(4, "Graviton4", false, null),
    GRAVITON5(5, "Graviton5", false, "4.14");

    private final int generation;
    private final String label;
    private final boolean runs32Bit;
    private final @Nullable String newestRefusedKernel;

    GravitonProcessor(
            int generation, String label, boolean runs32Bit, @Nullable String newestRefusedKernel) {
        this.generation = generation;
        this.label = label;
        this.runs32Bit = runs32Bit;
        this.newestRefusedKernel = newestRefusedKernel;
    }

    /** 1 for the first. */
    public int generation() {
        return generation;
    }

    /** AWS's name, such as {@code Graviton3E}. */
    public String label() {
        return label;
    }

    /** Whether it runs 32-bit Arm programs; the kernel is of 64 bits on all of them. */
    public boolean runs32Bit() {
        return runs32Bit;
    }

    /** The newest kernel series that does not run on it, such as {@code 4.14}; empty for none. */
    public Optional<String> newestRefusedKernel() {
        return Optional.ofNullable(newestRefusedKernel);
    }

    /**
     * Whether a kernel runs on it; null where the release is not that of a Linux kernel.
     *
     * @param release as {@code uname -r} prints it, such as {@code 4.14.256-197.484.amzn2.x86_64}
     */
    public @Nullable Boolean runsKernel(String release) {
        if (newestRefusedKernel == null) {
            return true;
        }
        Integer series = series(release);
        Integer refused = series(newestRefusedKernel);
        return (series == null || refused == null) ? null : Boolean.valueOf(series > refused);
    }

    /** The processor of that name; empty for none. */
    static Optional<GravitonProcessor> ofLabel(String label) {
        return Stream.of(values()).filter(processor -> processor.label.equals(label)).findFirst();
    }

    /** Major and minor number as one that sorts; null where a release has not both. */
    private static @Nullable Integer series(String release) {
        String[] parts = release.split("[^0-9]", 3);
        boolean sound =
                parts.length >= 2
                        && parts[0].matches("\\d{1,3}")
                        && parts[1].matches("\\d{1,4}")
                        && release.startsWith(parts[0] + ".");
        return sound ? Integer.parseInt(parts[0]) * 10_000 + Integer.parseInt(parts[1]) : null;
    }
}
