package io.muster.readiness.guest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Machine code that a language's packages carry, or that its compiler has marked as its own.
 *
 * @param path the jar, the wheel's metadata directory, the add-on, or one of the files; a jar
 *     within a jar stands after {@code !/}
 * @param name the jar's entry, the wheel's tag, or the version of Go, such as {@code go1.22.1};
 *     null for files, and where the program does not tell
 * @param machine by ELF header for files and where {@code code} was read, else by name; null where
 *     the name does not tell
 * @param files how many there are in that directory; 1 but for {@link Kind#DIRECTORY}
 * @param code what is known of its content
 */
public record NativeLibrary(
        Kind kind,
        String path,
        @Nullable String name,
        @Nullable Machine machine,
        int files,
        Code code) {

    public enum Kind {
        /** An entry of a jar, or of a jar within a jar. */
        JAR_ENTRY,
        /** A Python wheel that holds machine code. */
        WHEEL,
        /** A native add-on of Node.js, or another program in one of its packages. */
        NODE_ADDON,
        /** Programs and shared objects that no package of the host brought. */
        DIRECTORY,
        /** A running program that no package of the host brought, and that Go has built. */
        GO_PROGRAM
    }

    /**
     * What is known of a file's content.
     *
     * @param read whether its machine is from its bytes
     * @param libc the newest version of glibc that it asks for, such as {@code 2.17}, {@link
     *     #MUSL}, {@link #ANY} or {@link #NOT_SEEN}; null where it was not looked for
     * @param sum its size and CRC-32; null where its archive was not read
     * @param artifacts what the archive or package says that it is: {@code group:artifact:version}
     *     of Maven, {@code name@version} of npm, {@code module version} of Go
     */
    public record Code(
            boolean read, @Nullable String libc, @Nullable Sum sum, List<String> artifacts) {

        /** In the place of a version: the C library is musl. */
        public static final String MUSL = "musl";

        /** In the place of a version: it asks for no C library. */
        public static final String ANY = "any";

        /** In the place of a version: what was read of the file does not tell. */
        public static final String NOT_SEEN = "?";

        public static final Code UNREAD = new Code(false, null, null, List.of());

        public static final Code READ = new Code(true, null, null, List.of());

        public Code {
            artifacts = List.copyOf(artifacts);
        }

        /** The same, needing this C library. */
        public Code needing(@Nullable String version) {
            return new Code(read, version, sum, artifacts);
        }

        /** The same, of these artifacts. */
        public Code of(List<String> coordinates) {
            return new Code(read, libc, sum, coordinates);
        }
    }

    /** What an archive's table of contents says of a file's content. */
    public record Sum(long bytes, long crc32) {}

    /** The same with other content. */
    public NativeLibrary with(Code other) {
        return new NativeLibrary(kind, path, name, machine, files, other);
    }
}
