package io.muster.cli.guest;

import io.muster.cli.session.Session;
import io.muster.cli.text.DisplayWidth;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.guest.Processor;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the probe saw, above the verdicts: the answers to what a person asks a server first. */
final class GuestPage {

    private static final int MOST_LINES = 12;
    private static final double GIBI = 1_073_741_824;

    private final PrintStream out;
    private final Style style;
    private final int columns;

    GuestPage(Session session) {
        this.out = session.out();
        this.style = session.terminal().style();
        this.columns = session.terminal().columns();
    }

    void print(GuestFacts guest) {
        field("System", text(guest.identity().operatingSystem(), OperatingSystem::prettyName));
        field("Kernel", text(guest.identity().kernel(), GuestPage::kernel));
        field("Processor", text(guest.identity().processor(), GuestPage::processor));
        field(
                "Memory",
                text(
                        guest.vitals().memory(),
                        memory -> "%.1f GiB".formatted(memory.total() / GIBI)));
        field("Addresses", text(guest.network().addresses(), all -> String.join(" ", all.items())));
        field("Asked as", guest.asRoot() ? "root" : "an ordinary user, who may not see all of it");
        fileSystems(guest.storage().fileSystems());
        listeners(guest.network().listeners());
        out.println();
    }

    private void fileSystems(Fact<Listing<FileSystem>> fact) {
        List<FileSystem> disks =
                items(fact).stream().filter(FileSystem::onDisk).limit(MOST_LINES).toList();
        heading("File systems", fact, disks.isEmpty());
        int width =
                disks.stream().mapToInt(disk -> shown(disk.mountPoint()).length()).max().orElse(0);
        for (FileSystem disk : disks) {
            out.printf(
                    Locale.ROOT,
                    "  %s  %-5s %12s %4s  %s%n",
                    DisplayWidth.pad(shown(disk.mountPoint()), width),
                    disk.type() == null ? "" : shown(disk.type()),
                    size(disk.sizeBytes()),
                    disk.usedPercent() == null ? "?" : disk.usedPercent() + "%",
                    style.dim(shown(disk.device())));
        }
    }

    private void listeners(Fact<Listing<Listener>> fact) {
        List<Listener> listeners =
                items(fact).stream()
                        .filter(listener -> !listener.loopbackOnly())
                        .limit(MOST_LINES)
                        .toList();
        heading("Listening beyond this machine", fact, listeners.isEmpty());
        for (Listener listener : listeners) {
            out.printf(
                    "  %-5s %6d  %s%n",
                    shown(listener.protocol()),
                    listener.port(),
                    listener.process() == null
                            ? style.dim("process not seen")
                            : shown(listener.process()));
        }
    }

    private void heading(String name, Fact<?> fact, boolean empty) {
        String rest =
                switch (fact) {
                    case Known<?> known -> empty ? "none" : "";
                    case Missing<?> missing ->
                            style.doubtful("unknown: " + shown(missing.detail()));
                };
        out.println(DisplayWidth.cut(name + (rest.isEmpty() ? "" : "  " + rest), columns));
    }

    private void field(String name, String value) {
        out.println(
                DisplayWidth.pad(name, 11)
                        + DisplayWidth.cut(value, columns - 11, style.ellipsis()));
    }

    private <T> String text(Fact<T> fact, Function<T, String> words) {
        return switch (fact) {
            case Known<T> known -> shown(words.apply(known.value()));
            case Missing<T> missing -> "unknown: " + shown(missing.detail());
        };
    }

    private static String kernel(Kernel kernel) {
        return "%s %s %s"
                .formatted(
                        kernel.name(), kernel.release(), kernel.machine().architecture().label());
    }

    private static String processor(Processor processor) {
        String model = processor.model() == null ? "model not given" : processor.model();
        return processor.count() == null ? model : processor.count() + " × " + model;
    }

    private static <T> List<T> items(Fact<Listing<T>> fact) {
        return switch (fact) {
            case Known<Listing<T>> known -> known.value().items();
            case Missing<Listing<T>> missing -> List.of();
        };
    }

    private static String size(@Nullable Long bytes) {
        return bytes == null ? "?" : "%,.1f GiB".formatted(bytes / GIBI);
    }

    private static String shown(String text) {
        return Printable.line(text);
    }
}
