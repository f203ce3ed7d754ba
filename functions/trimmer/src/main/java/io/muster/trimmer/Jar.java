package io.muster.trimmer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A jar in memory.
 *
 * @param entries by name, in their order, without folders
 */
record Jar(Map<String, byte[]> entries) {

    private static final String CLASS = ".class";

    /** Where a changed jar says that it was changed, as its licence asks. */
    static final String CHANGES = "META-INF/CHANGES-MUSTER.txt";

    /** What {@link Trimmer} does to a jar of the SDK. */
    static final String TRIMMED =
            "Muster's build has changed this jar: it left out classes, methods and members of shapes"
                    + " that Muster never uses, and replaced method references of shapes by classes"
                    + " named Accessors.\n";

    /** What {@link StackMaps} does to a jar. */
    static final String WITH_STACK_MAPS =
            "Muster's build has changed this jar: its classes, compiled for Java 5, have the form of"
                    + " those for Java 21, with stack maps. What they do is the same.\n";

    static Jar read(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return new Jar(entries);
    }

    /**
     * The jar with other entries, and a note that they are not those of its publisher.
     *
     * @param how a sentence that says what was changed
     */
    static Jar changed(Map<String, byte[]> entries, String how) {
        Map<String, byte[]> all = new LinkedHashMap<>(entries);
        all.put(CHANGES, how.getBytes(StandardCharsets.UTF_8));
        return new Jar(all);
    }

    /** Its classes by internal name. */
    Map<String, byte[]> classes() {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        entries.forEach(
                (name, bytes) -> {
                    if (isClass(name)) {
                        classes.put(internalName(name), bytes);
                    }
                });
        return classes;
    }

    /** The bytes of a class that it has. */
    byte[] type(String internalName) {
        return Objects.requireNonNull(entries.get(entry(internalName)), internalName);
    }

    static boolean isClass(String entry) {
        return entry.endsWith(CLASS)
                && !entry.endsWith("module-info.class")
                && !entry.startsWith("META-INF/");
    }

    static String entry(String internalName) {
        return internalName + CLASS;
    }

    static String internalName(String entry) {
        return entry.substring(0, entry.length() - CLASS.length());
    }

    /**
     * Writes it so that the same entries are the same bytes: all have one time. They are stored as
     * they are, because the zip around the jars is compressed: over all classes of a jar together
     * it becomes a sixth smaller than over each alone, and loading a class inflates nothing.
     */
    void write(Path file, LocalDateTime time) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTimeLocal(time);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(each.getValue().length);
                CRC32 checksum = new CRC32();
                checksum.update(each.getValue());
                entry.setCrc(checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
    }
}
