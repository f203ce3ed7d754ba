package io.muster.readiness.guest;

import io.muster.readiness.fact.Architecture;
import java.util.Locale;

/**
 * The instruction sets that programs and kernels are built for, by ELF's {@code e_machine} and by
 * the kernel's own name.
 *
 * @see <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html">ELF header</a>
 */
public enum Machine {
    /** ELF 3; {@code i386} to {@code i686}. */
    I386,
    /** ELF 62; {@code x86_64}, {@code amd64}. */
    X86_64,
    /** ELF 40; {@code armv6l}, {@code armv7l}: 32-bit ARM, which arm64 instances may not run. */
    ARM,
    /** ELF 183; {@code aarch64}, {@code arm64}, and {@code aarch_64} in Maven classifiers. */
    AARCH64,
    /** Any other, or a name that says nothing. */
    OTHER;

    /** Reads {@code e_machine}, bytes 18 and 19 of an ELF file. */
    public static Machine ofElf(int machine) {
        return switch (machine) {
            case 3 -> I386;
            case 40 -> ARM;
            case 62 -> X86_64;
            case 183 -> AARCH64;
            default -> OTHER;
        };
    }

    /** Reads a name as uname, rpm, dpkg, apk, Docker or Maven classifiers write it. */
    public static Machine ofName(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "i386", "i486", "i586", "i686", "x86", "386", "x86_32" -> I386;
            case "x86_64", "amd64", "x86-64", "x64" -> X86_64;
            case "arm", "armhf", "armel", "armv6l", "armv7l", "armv7hl", "armv8l" -> ARM;
            case "aarch64", "arm64", "aarch_64", "arm64v8", "arm64/v8" -> AARCH64;
            default -> OTHER;
        };
    }

    /** The same in EC2's words; {@link Architecture#UNRECOGNISED} where EC2 has none. */
    public Architecture architecture() {
        return switch (this) {
            case I386 -> Architecture.I386;
            case X86_64 -> Architecture.X86_64;
            case AARCH64 -> Architecture.ARM64;
            case ARM, OTHER -> Architecture.UNRECOGNISED;
        };
    }

    /**
     * Whether a kernel of this machine runs a program of another without emulation. Graviton's
     * newer cores have no 32-bit mode, so that an {@code ARM} program is foreign to it.
     */
    public boolean runs(Machine program) {
        return this == program || (this == X86_64 && program == I386);
    }
}
