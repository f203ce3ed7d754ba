package io.muster.readiness.fact;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Processor architectures as EC2 names them. */
public enum Architecture {
    I386("i386"),
    X86_64("x86_64"),
    ARM64("arm64"),
    X86_64_MAC("x86_64_mac"),
    ARM64_MAC("arm64_mac"),
    /** A name that this version of Muster does not know. */
    UNRECOGNISED("unrecognised");

    private final String label;

    Architecture(String label) {
        this.label = label;
    }

    /** EC2's own name. */
    public String label() {
        return label;
    }

    /** Reads EC2's name; {@link #UNRECOGNISED} for a new one, null for none. */
    public static @Nullable Architecture ofLabel(@Nullable String label) {
        return label == null
                ? null
                : Stream.of(values())
                        .filter(architecture -> architecture.label.equals(label))
                        .findFirst()
                        .orElse(UNRECOGNISED);
    }
}
