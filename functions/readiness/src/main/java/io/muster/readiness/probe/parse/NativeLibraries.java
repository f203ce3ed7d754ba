package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.NativeLibrary.Code;
import io.muster.readiness.guest.NativeLibrary.Kind;
import io.muster.readiness.guest.NativeLibrary.Sum;
import io.muster.readiness.guest.ProcessorSpelling;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the probe lists of machine code in languages' packages: {@code jar}, entry and jar; {@code
 * wheel}, tag and directory; {@code node}, ELF machine and file; {@code native}, ELF machine,
 * number of files and one of them; {@code packed} and a file in which machine code is compressed;
 * {@code go}, version of Go, module, its version and a program.
 *
 * <p>Of what was read, {@code in} and a jar or file stands before {@code code}, ELF machine (?
 * where it was not read, - where its name was enough), C library, bytes, CRC-32 and entry; {@code
 * need} and the C library of that file; {@code of} and what it says that it is; {@code unread} and
 * a jar or file that could not be read stands alone.
 */
public final class NativeLibraries {

    private static final int MOST = 1_000;

    /** What one archive may say that it is. */
    private static final int MAX_ARTIFACTS = 40;

    /** The probe tells so many of each kind and no more. */
    private static final Map<Kind, Integer> TOLD =
            Map.of(
                    Kind.JAR_ENTRY, 300,
                    Kind.WHEEL, 200,
                    Kind.NODE_ADDON, 60,
                    Kind.DIRECTORY, 120);

    private static final Pattern LIBC = Pattern.compile("2\\.\\d{1,3}|musl|any|\\?");

    private static final Pattern ARTIFACT = Pattern.compile("[\\w@./:+~-]{1,200}");

    private final Rows<NativeLibrary> rows;
    private final Map<Kind, Integer> told = new EnumMap<>(Kind.class);
    private final Map<String, List<String>> artifacts = new HashMap<>();
    private final Map<String, String> needs = new HashMap<>();
    private @Nullable String archive;

    private NativeLibraries(String output) {
        rows = new Rows<>("libraries", MOST, output);
    }

    public static Fact<Listing<NativeLibrary>> parse(String output) {
        return new NativeLibraries(output).libraries();
    }

    private Fact<Listing<NativeLibrary>> libraries() {
        for (String line : rows.lines()) {
            List<String> fields = Field.tabbed(line, 3);
            String rest = line.substring(line.indexOf('\t') + 1);
            switch (fields.getFirst()) {
                case "in" -> archive = Field.text(rest);
                case "of" -> artifact(rest);
                case "need" -> need(rest);
                case "unread" ->
                        rows.add(
                                new NativeLibrary(
                                        Kind.JAR_ENTRY,
                                        Field.text(rest),
                                        null,
                                        null,
                                        1,
                                        Code.UNREAD));
                default -> {
                    NativeLibrary library = library(fields, rest);
                    rows.add(library);
                    if (library != null) {
                        told.merge(library.kind(), 1, Integer::sum);
                    }
                }
            }
        }
        if (told.entrySet().stream().anyMatch(kind -> kind.getValue() >= limit(kind.getKey()))) {
            rows.cut();
        }
        return rows.orNone().map(listing -> listing.each(this::joined));
    }

    private static int limit(Kind kind) {
        return TOLD.getOrDefault(kind, MOST);
    }

    /** Another that cannot be read leaves its archive to be told by other signs. */
    private void artifact(String name) {
        if (archive == null) {
            rows.unreadable();
        } else if (ARTIFACT.matcher(name).matches()) {
            List<String> known = artifacts.computeIfAbsent(archive, unused -> new ArrayList<>());
            if (known.size() < MAX_ARTIFACTS) {
                known.add(name);
            }
        }
    }

    private void need(String libc) {
        if (archive == null) {
            rows.unreadable();
        } else if (LIBC.matcher(libc).matches()) {
            needs.put(archive, libc);
        }
    }

    /** With what other lines say of its path. */
    private NativeLibrary joined(NativeLibrary library) {
        Code code = library.code();
        if (needs.containsKey(library.path()) && library.kind() != Kind.JAR_ENTRY) {
            code = code.needing(needs.get(library.path()));
        }
        return library.with(code.of(artifacts.getOrDefault(library.path(), List.of())));
    }

    private @Nullable NativeLibrary library(List<String> fields, String rest) {
        if (fields.getFirst().equals("packed")) {
            return new NativeLibrary(Kind.NODE_ADDON, Field.text(rest), null, null, 1, Code.UNREAD);
        }
        if (fields.size() < 3) {
            return null;
        }
        String name = fields.get(1);
        String path = fields.get(2);
        return switch (fields.getFirst()) {
            case "jar" -> named(Kind.JAR_ENTRY, path, name, Code.UNREAD);
            case "wheel" -> named(Kind.WHEEL, path, name, Code.UNREAD);
            case "code" -> code(Field.tabbed(rest, 5));
            case "go" -> go(Field.tabbed(rest, 4));
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

    private static NativeLibrary named(Kind kind, String path, String name, Code code) {
        return new NativeLibrary(
                kind, Field.text(path), Field.text(name), ProcessorSpelling.machine(name), 1, code);
    }

    private @Nullable NativeLibrary go(List<String> fields) {
        if (fields.size() < 4) {
            return null;
        }
        String path = Field.text(Field.unescaped(fields.get(3)));
        String module = Field.orNull(fields.get(1));
        if (module != null) {
            artifacts.put(path, List.of(module + " " + Field.text(fields.get(2))));
        }
        return new NativeLibrary(
                Kind.GO_PROGRAM, path, Field.orNull(fields.get(0)), Machine.X86_64, 1, Code.READ);
    }

    private @Nullable NativeLibrary code(List<String> fields) {
        if (archive == null || fields.size() < 5) {
            return null;
        }
        Long size = Numbers.count(fields.get(2));
        Long crc = Numbers.hex(fields.get(3));
        if (size == null || crc == null) {
            return null;
        }
        String libc = LIBC.matcher(fields.get(1)).matches() ? fields.get(1) : null;
        boolean read = !fields.getFirst().equals("?") && !fields.getFirst().equals("-");
        NativeLibrary entry =
                named(
                        Kind.JAR_ENTRY,
                        archive,
                        fields.get(4),
                        new Code(read, libc, new Sum(size, crc), List.of()));
        if (!read) {
            return entry;
        }
        Machine machine = RunningFiles.machine(fields.getFirst());
        return machine == null
                ? null
                : new NativeLibrary(
                        entry.kind(), entry.path(), entry.name(), machine, 1, entry.code());
    }

    private static @Nullable NativeLibrary elf(
            Kind kind, String number, String count, String path) {
        Machine machine = RunningFiles.machine(number);
        Integer files = Numbers.small(count);
        return machine == null || files == null
                ? null
                : new NativeLibrary(kind, Field.text(path), null, machine, files, Code.READ);
    }
}
