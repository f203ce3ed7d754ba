package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * Machine code that a language's packages carry.
 *
 * @param path the jar, the wheel's metadata directory, the add-on, or one of the files
 * @param name the jar's entry, or the wheel's tag; null for files
 * @param machine by ELF header for files, by name for entries of jars and tags of wheels; null
 *     where the name does not tell
 * @param files how many there are in that directory; 1 but for {@link Kind#DIRECTORY}
 */
public record NativeLibrary(
        Kind kind, String path, @Nullable String name, @Nullable Machine machine, int files) {

    public enum Kind {
        /** An entry of a jar, or of a jar within a jar. */
        JAR_ENTRY,
        /** A Python wheel that holds machine code. */
        WHEEL,
        /** A native add-on of Node.js. */
        NODE_ADDON,
        /** Programs and shared objects that no package of the host brought. */
        DIRECTORY
    }
}
