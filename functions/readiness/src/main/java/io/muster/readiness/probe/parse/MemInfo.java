package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Memory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /proc/meminfo}: {@code MemTotal: 3977424 kB}; its kB are KiB. */
public final class MemInfo {

    private MemInfo() {}

    public static Fact<Memory> parse(String output) {
        Keyed keyed = Keyed.of(output, ':');
        Long total = bytes(keyed.get("MemTotal"));
        return total == null
                ? Unreadable.of("/proc/meminfo", output)
                : Fact.known(
                        new Memory(
                                total,
                                bytes(keyed.get("MemAvailable")),
                                bytes(keyed.get("SwapTotal")),
                                bytes(keyed.get("SwapFree"))));
    }

    private static @Nullable Long bytes(@Nullable String amount) {
        List<String> words = amount == null ? List.of() : Field.words(amount);
        return words.isEmpty() ? null : Numbers.size(words.getFirst(), 1_024);
    }
}
