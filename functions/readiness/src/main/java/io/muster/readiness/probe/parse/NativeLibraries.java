package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.NativeLibrary.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the probe lists of machine code in languages' packages: {@code jar}, entry and jar; {@code
 * wheel}, tag and directory; {@code node}, ELF machine and file; {@code native}, ELF machine,
 * number of files and one of them.
 */
public final class NativeLibraries {

    private static final int MOST = 1_000;

    /** The probe tells so many of each kind and no more. */
    private static final Map<Kind, Integer> TOLD =
            Map.of(
                    Kind.JAR_ENTRY, 300,
                    Kind.WHEEL, 200,
                    Kind.NODE_ADDON, 60,
                    Kind.DIRECTORY, 120);

    private NativeLibraries() {}

    public static Fact<Listing<NativeLibrary>> parse(String output) {
        Rows<NativeLibrary> rows = new Rows<>("libraries", MOST, output);
        Map<Kind, Integer> told = new EnumMap<>(Kind.class);
        for (String line : rows.lines()) {
            NativeLibrary library = library(Field.tabbed(line, 3));
            rows.add(library);
            if (library != null) {
                told.merge(library.kind(), 1, Integer::sum);
            }
        }
        if (told.entrySet().stream().anyMatch(kind -> kind.getValue() >= limit(kind.getKey()))) {
            rows.cut();
        }
        return rows.orNone();
    }

    private static int limit(Kind kind) {
        return TOLD.getOrDefault(kind, MOST);
    }

    private static @Nullable NativeLibrary library(List<String> fields) {
        if (fields.size() < 3) {
            return null;
        }
        String name = fields.get(1);
        String path = fields.get(2);
        return switch (fields.getFirst()) {
            case "jar" -> named(Kind.JAR_ENTRY, path, name);
            case "wheel" -> named(Kind.WHEEL, path, name);
            case "node" -> elf(Kind.NODE_ADDON, name, "1", path);
            case "native" -> {
                int tab = path.indexOf('\t');
                yield tab < 0
                        ? null
                        : elf(
                                Kind.DIRECTORY,
                                name,
                                path.substring(0, tab),
                                path.substring(tab + 1));
            }
            default -> null;
        };
    }

    private static NativeLibrary named(Kind kind, String path, String name) {
        return new NativeLibrary(kind, Field.text(path), Field.text(name), machine(name), 1);
    }

    private static @Nullable NativeLibrary elf(
            Kind kind, String number, String count, String path) {
        Machine machine = RunningFiles.machine(number);
        Integer files = Numbers.small(count);
        return machine == null || files == null
                ? null
                : new NativeLibrary(kind, Field.text(path), null, machine, files);
    }

    /** By the words of a name; an entry such as {@code META-INF/native/libx.so} does not tell. */
    static @Nullable Machine machine(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("aarch64") || lower.contains("aarch_64") || lower.contains("arm64")) {
            return Machine.AARCH64;
        }
        if (lower.contains("x86_64") || lower.contains("x86-64") || lower.contains("amd64")) {
            return Machine.X86_64;
        }
        for (String word : lower.split("[^a-z0-9]+", 200)) {
            Machine machine = Machine.ofName(word);
            if (machine != Machine.OTHER) {
                return machine;
            }
        }
        return null;
    }
}
