package io.muster.readiness.guest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How names of files, packages and tags spell processors and systems: the one list, of which
 * probe.sh has a copy that a test holds to it.
 *
 * <p>A spelling stands alone: before and after it stands no letter and no digit, so that {@code
 * com/charm/} names no processor.
 */
public final class ProcessorSpelling {

    static final String AARCH64 = "aarch64|aarch_64|arm64|arm64v8|arm_64|armv8";

    static final String X86_64 = "amd64|linux-64|linux64|x64|x86-64|x86_64";

    private static final String I386 = "i[3-6]86|ia32|linux32|x32|x86([-_]32)?";

    private static final String ARM = "arm|arme[a-z]*|armhf|armv[567][a-z]*|armv8l";

    static final String OF_32_BITS = I386 + "|" + ARM;

    static final String OTHERS = "(ia64|itanium|loongarch|mips|ppc|riscv|s390|sparc)[a-z0-9_]*";

    /** Systems whose files Linux does not load, whatever processor they are for. */
    static final String SYSTEMS =
            "aix|android|arm64-v8a|darwin|(dragonfly|free|net|open)bsd|mac(os)?x?|osx|solaris|sunos|win(dows|32|64)";

    /** In this order, because {@code linux64/aarch64/} is for aarch64. */
    private static final List<Map.Entry<Machine, Pattern>> WORDS =
            List.of(
                    Map.entry(Machine.AARCH64, word(AARCH64)),
                    Map.entry(Machine.X86_64, word(X86_64)),
                    Map.entry(Machine.I386, word(I386)),
                    Map.entry(Machine.ARM, word(ARM)),
                    Map.entry(Machine.OTHER, word(OTHERS)));

    private static final Pattern SYSTEM = word(SYSTEMS);
    private static final Pattern OF_64_BITS = word(AARCH64 + "|" + X86_64 + "|glibc|gnu");
    private static final Pattern LINUX_64 = Pattern.compile("linux-?64");
    private static final Pattern SIGNS = Pattern.compile("[^a-z0-9]+");

    private ProcessorSpelling() {}

    /**
     * The processor that a name spells; {@link Machine#OTHER} for one that EC2 does not have, null
     * where it spells none.
     */
    public static @Nullable Machine machine(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return WORDS.stream()
                .filter(each -> each.getValue().matcher(lower).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Whether a name with a processor says that it is for a system other than Linux. */
    public static boolean otherSystem(String name) {
        return SYSTEM.matcher(name.toLowerCase(Locale.ROOT)).find() && machine(name) != null;
    }

    /**
     * A name without the 64-bit processor in it, the same for the files of a program that are for
     * x86-64 and for aarch64, and for no others.
     */
    public static String withoutProcessor(String name) {
        String lower = LINUX_64.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("linux");
        return SIGNS.matcher(OF_64_BITS.matcher(lower).replaceAll("")).replaceAll("/");
    }

    private static Pattern word(String spellings) {
        return Pattern.compile("(?<![a-z0-9])(?:" + spellings + ")(?![a-z0-9])");
    }
}
