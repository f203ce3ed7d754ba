package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Host;
import io.muster.readiness.guest.Machine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code hostnamectl}, which earlier probes asked, old and new: {@code Static hostname: ...}
 * aligned at the colon. The chassis carries a picture on newer ones ({@code vm 🖴}), which is left
 * out.
 */
public final class Hostnamectl {

    private Hostnamectl() {}

    public static Fact<Host> parse(String output) {
        Keyed keyed = Keyed.of(output, ':');
        String name = keyed.get("Static hostname");
        String system = keyed.get("Operating System");
        String kernel = keyed.get("Kernel");
        String architecture = keyed.get("Architecture");
        if (name == null && system == null && kernel == null && architecture == null) {
            return Unreadable.of("hostnamectl", output);
        }
        return Fact.known(
                new Host(
                        name == null || name.equals("(unset)") || name.equals("n/a")
                                ? Field.orNull(keyed.get("Transient hostname"))
                                : Field.orNull(name),
                        firstWord(keyed.get("Chassis")),
                        Field.orNull(keyed.get("Virtualization")),
                        Field.orNull(system),
                        Field.orNull(keyed.get("CPE OS Name")),
                        Field.orNull(kernel),
                        architecture == null ? null : Machine.ofName(architecture)));
    }

    private static @Nullable String firstWord(@Nullable String text) {
        List<String> words = text == null ? List.of() : Field.words(text);
        return words.isEmpty() ? null : Field.text(words.getFirst());
    }
}
