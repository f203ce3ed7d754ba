package io.muster.cli.guest;

import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.ClockSync;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestFacts.Identity;
import io.muster.readiness.guest.Host;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.Memory;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.guest.Processor;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What the machine is: what uname, hostnamectl, lscpu and timedatectl are asked for. */
final class IdentityLines {

    private IdentityLines() {}

    static void print(Sheet sheet, GuestFacts guest) {
        Identity identity = guest.identity();
        sheet.field("System", identity.operatingSystem(), OperatingSystem::prettyName);
        sheet.field("Kernel", identity.kernel(), IdentityLines::kernel);
        if (identity.host() instanceof Known<Host> known) {
            sheet.field("Host", host(known.value()));
        }
        sheet.field("Processor", identity.processor(), IdentityLines::processor);
        sheet.field("Memory", guest.vitals().memory(), IdentityLines::memory);
        sheet.field("Clock", guest.vitals().clock(), IdentityLines::clock);
        sheet.field("Asked", asked(guest));
    }

    private static String asked(GuestFacts guest) {
        String as = guest.run().asRoot() ? "root" : "an ordinary user, who may not see all of it";
        return "%s by its clock, as %s%s"
                .formatted(
                        guest.run().probedAt().truncatedTo(ChronoUnit.SECONDS),
                        as,
                        guest.run().complete() ? "" : "; the answer ends early");
    }

    private static String kernel(Kernel kernel) {
        String architecture = kernel.machine().architecture().label();
        return "%s %s %s".formatted(kernel.name(), kernel.release(), architecture);
    }

    private static String host(Host host) {
        String name = host.name() == null ? "without a name" : host.name();
        String kind = host.virtualization() == null ? host.chassis() : host.virtualization();
        return kind == null ? name : name + ", " + kind;
    }

    private static String processor(Processor processor) {
        String model = processor.model() == null ? "model not given" : processor.model();
        return processor.count() == null ? model : processor.count() + " × " + model;
    }

    private static String memory(Memory memory) {
        String available =
                memory.available() == null
                        ? ""
                        : ", " + Sheet.size(memory.available()) + " available";
        Long swap = memory.swapTotal();
        String swapped = swap == null || swap == 0 ? ", no swap" : ", swap " + Sheet.size(swap);
        return Sheet.size(memory.total()) + available + swapped;
    }

    private static String clock(ClockSync clock) {
        Boolean synchronised = clock.synchronised();
        String kept =
                synchronised == null
                        ? "whether it is synchronised is not told"
                        : synchronised ? "synchronised" : "not synchronised";
        String source = clock.source() == null ? "" : " with " + clock.source();
        Double offset = clock.offsetSeconds();
        String off =
                offset == null ? "" : String.format(Locale.ROOT, ", %+.3f ms off", offset * 1_000);
        return kept + source + off;
    }
}
