package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.Processor;

/** {@code lscpu}, whose lines are indented since util-linux 2.37. */
public final class Lscpu {

    private Lscpu() {}

    public static Fact<Processor> parse(String output) {
        Keyed keyed = Keyed.of(output, ':');
        String architecture = keyed.get("Architecture");
        if (architecture == null) {
            return Unreadable.of("lscpu", output);
        }
        return Fact.known(
                new Processor(
                        Machine.ofName(architecture),
                        Numbers.small(keyed.get("CPU(s)")),
                        Field.orNull(keyed.get("Model name", "BIOS Model name")),
                        Field.orNull(keyed.get("Vendor ID", "BIOS Vendor ID")),
                        Field.orNull(keyed.get("Hypervisor vendor"))));
    }
}
