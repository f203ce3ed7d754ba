package io.muster.cli.kept;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The folder in which a person's system keeps what can be made again. Other users cannot read it.
 */
record CacheFolder(Optional<Path> folder) {

    /** Of JSON, when it is read: five thousand findings with the longest remedies take less. */
    private static final int MAX_BYTES = 128 << 20;

    /** The folder that the variables of the system name; none where there is no home. */
    static CacheFolder of(Map<String, String> environment) {
        String named = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!named.isBlank() && Path.of(named).isAbsolute()) {
            return new CacheFolder(Optional.of(Path.of(named, "muster")));
        }
        Path home = Path.of(environment.getOrDefault("HOME", ""));
        if (home.toString().isEmpty() || !Files.isDirectory(home)) {
            return new CacheFolder(Optional.empty());
        }
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
        Path caches = mac ? Path.of("Library", "Caches") : Path.of(".cache");
        return new CacheFolder(Optional.of(home.resolve(caches).resolve("muster")));
    }

    /**
     * Replaces a file, in one step.
     *
     * @throws IOException if it cannot be written
     */
    void write(String name, Map<String, ?> document) throws IOException {
        if (folder.isEmpty()) {
            return;
        }
        Files.createDirectories(folder.get());
        // The system makes such a file for its owner alone.
        Path made = Files.createTempFile(folder.get(), name, ".new");
        try {
            try (OutputStream out = new Quick(Files.newOutputStream(made))) {
                JSON.std.write(document, out);
            }
            if (made.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(
                    made,
                    folder.get().resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /**
     * Reads a file.
     *
     * @return empty if there is none
     * @throws IOException if it is no document of such a file
     */
    Optional<Map<String, Object>> read(String name) throws IOException {
        if (folder.isEmpty() || !Files.isRegularFile(folder.get().resolve(name))) {
            return Optional.empty();
        }
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(folder.get().resolve(name)))) {
            byte[] json = in.readNBytes(MAX_BYTES + 1);
            if (json.length > MAX_BYTES) {
                throw new IOException("it is too long");
            }
            return Optional.of(JSON.std.mapFrom(json));
        } catch (RuntimeException malformed) {
            throw new IOException(malformed.toString(), malformed);
        }
    }

    void remove(String name) throws IOException {
        if (folder.isPresent()) {
            Files.deleteIfExists(folder.get().resolve(name));
        }
    }

    /** Each scan writes it, and few are read again. */
    private static final class Quick extends GZIPOutputStream {

        Quick(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
