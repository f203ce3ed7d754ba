package io.muster.readiness.check.install;

import io.muster.readiness.check.Guest;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.Machine;
import org.jspecify.annotations.Nullable;

/** What a guest's kernel is built for: as it says itself, else as EC2 says of the instance. */
final class GuestMachine {

    private GuestMachine() {}

    static Machine of(Guest guest) {
        Machine told = guest.facts().identity().kernel().map(Kernel::machine).orElse(Machine.OTHER);
        return told == Machine.OTHER ? ofInstance(guest.instance().machine().architecture()) : told;
    }

    private static Machine ofInstance(@Nullable Architecture architecture) {
        if (architecture == null) {
            return Machine.OTHER;
        }
        return switch (architecture) {
            case ARM64, ARM64_MAC -> Machine.AARCH64;
            case X86_64, X86_64_MAC -> Machine.X86_64;
            case I386 -> Machine.I386;
            case UNRECOGNISED -> Machine.OTHER;
        };
    }
}
