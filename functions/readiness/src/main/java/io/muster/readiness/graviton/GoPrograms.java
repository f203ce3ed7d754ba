package io.muster.readiness.graviton;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.NativeLibrary.Kind;
import io.muster.readiness.text.Message;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The running programs of a guest that Go has built: its compiler builds for arm64 on any machine,
 * and most projects publish such a build.
 *
 * @see <a href="https://pkg.go.dev/debug/buildinfo">what Go writes into a program</a>
 */
final class GoPrograms {

    /** The probe counts files by so many folders of their paths. */
    private static final int FOLDERS = 4;

    private final SortedMap<String, Message> programs = new TreeMap<>();
    private final Map<String, Integer> byFolder = new HashMap<>();

    private GoPrograms() {}

    static GoPrograms of(Fact<Listing<NativeLibrary>> libraries) {
        GoPrograms go = new GoPrograms();
        libraries.orElse(Listing.of(List.of())).stream()
                .filter(library -> library.kind() == Kind.GO_PROGRAM)
                .forEach(go::add);
        return go;
    }

    boolean contains(String path) {
        return programs.containsKey(path);
    }

    /** The programs by path, each with the version of Go and the module where it names them. */
    Set<Message> items() {
        return new LinkedHashSet<>(programs.values());
    }

    /** What is neither such a program nor a folder that holds nothing else. */
    List<NativeLibrary> others(Listing<NativeLibrary> all) {
        return all.stream().filter(library -> !covers(library)).toList();
    }

    private boolean covers(NativeLibrary library) {
        return switch (library.kind()) {
            case GO_PROGRAM -> true;
            case DIRECTORY ->
                    library.machine() == Machine.X86_64
                            && byFolder.getOrDefault(folder(library.path()), 0) == library.files();
            case JAR_ENTRY, WHEEL, NODE_ADDON -> false;
        };
    }

    private void add(NativeLibrary program) {
        List<String> build =
                Stream.concat(
                                Stream.ofNullable(program.name()),
                                program.code().artifacts().stream())
                        .toList();
        Message item =
                build.isEmpty()
                        ? Message.literal(program.path())
                        : Message.of("arm64-evidence.go-program")
                                .with("path", program.path())
                                .with("build", String.join(", ", build));
        if (programs.put(program.path(), item) == null) {
            byFolder.merge(folder(program.path()), 1, Integer::sum);
        }
    }

    private static String folder(String path) {
        List<String> part = List.of(path.split("/", -1));
        return String.join("/", part.subList(0, Math.min(part.size() - 1, FOLDERS + 1)));
    }
}
