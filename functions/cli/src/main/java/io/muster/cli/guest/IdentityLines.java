package io.muster.cli.guest;

import io.muster.cli.guest.Sheet.Field;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.ClockSync;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestFacts.Identity;
import io.muster.readiness.guest.Host;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.Memory;
import io.muster.readiness.guest.Processor;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the machine is: what uname, hostnamectl, lscpu and chronyc are asked for. */
final class IdentityLines {

    private IdentityLines() {}

    static void print(Sheet sheet, GuestFacts guest) {
        Identity identity = guest.identity();
        sheet.field(
                Field.SYSTEM,
                identity.operatingSystem(),
                system -> Message.literal(system.prettyName()));
        sheet.field(Field.KERNEL, identity.kernel(), IdentityLines::kernel);
        if (identity.host() instanceof Known<Host> known) {
            sheet.field(Field.HOST, host(known.value()));
        }
        sheet.field(Field.PROCESSOR, identity.processor(), IdentityLines::processor);
        sheet.field(Field.MEMORY, guest.vitals().memory(), IdentityLines::memory);
        sheet.field(Field.CLOCK, guest.vitals().clock(), IdentityLines::clock);
        sheet.field(Field.PROBED, probed(guest));
    }

    private static Message probed(GuestFacts guest) {
        Message probed =
                Message.of(guest.run().asRoot() ? "screen.guest-as-root" : "screen.guest-as-user")
                        .with("time", guest.run().probedAt());
        return guest.run().complete()
                ? probed
                : Message.of("screen.guest-cut").with("probed", probed);
    }

    private static Message kernel(Kernel kernel) {
        String architecture = kernel.machine().architecture().label();
        return Message.literal("%s %s %s".formatted(kernel.name(), kernel.release(), architecture));
    }

    private static Message host(Host host) {
        Message name =
                host.name() == null
                        ? Message.of("screen.guest-no-name")
                        : Message.literal(host.name());
        String kind = host.virtualization() == null ? host.chassis() : host.virtualization();
        return kind == null ? name : Message.all(List.of(name, Message.literal(kind)), ", ");
    }

    private static Message processor(Processor processor) {
        Message model =
                processor.model() == null
                        ? Message.of("screen.guest-no-model")
                        : Message.literal(processor.model());
        return processor.count() == null
                ? model
                : Message.all(
                        List.of(Message.literal(Long.toString(processor.count())), model), " × ");
    }

    private static Message memory(Memory memory) {
        List<Message> parts = new ArrayList<>();
        parts.add(Message.literal(Sheet.size(memory.total())));
        if (memory.available() != null) {
            parts.add(
                    Message.of("screen.guest-memory-available")
                            .with("size", Sheet.size(memory.available())));
        }
        Long swap = memory.swapTotal();
        parts.add(
                swap == null || swap == 0
                        ? Message.of("screen.guest-memory-no-swap")
                        : Message.of("screen.guest-memory-swap").with("size", Sheet.size(swap)));
        return Message.all(parts, ", ");
    }

    private static Message clock(ClockSync clock) {
        Message kept = synchronization(clock);
        Double offset = clock.offsetSeconds();
        return offset == null
                ? kept
                : Message.of("screen.guest-clock-offset")
                        .with("clock", kept)
                        .with("milliseconds", String.format(Locale.ROOT, "%+.3f", offset * 1_000));
    }

    private static Message synchronization(ClockSync clock) {
        Boolean synchronised = clock.synchronised();
        String source = clock.source();
        if (synchronised == null) {
            return Message.of("screen.guest-clock-unknown");
        }
        if (source == null) {
            return Message.of(
                    synchronised
                            ? "screen.guest-clock-synchronized"
                            : "screen.guest-clock-unsynchronized");
        }
        return Message.of(
                        synchronised
                                ? "screen.guest-clock-synchronized-with"
                                : "screen.guest-clock-unsynchronized-with")
                .with("source", source);
    }
}
