package io.muster.cli.output;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that appears, or is replaced, only when all of it is written. */
final class ReportFile implements AutoCloseable {

    private final Path file;
    private final Path written;
    private final OutputStream out;

    private ReportFile(Path file, Path written, OutputStream out) {
        this.file = file;
        this.written = written;
        this.out = out;
    }

    /**
     * Opens it.
     *
     * @throws CommandFailure if it cannot be written
     */
    static ReportFile open(Path given) {
        try {
            Path file = Files.exists(given) ? given.toRealPath() : given.toAbsolutePath();
            // A pipe or a device is not replaced by a file.
            boolean plain = !Files.exists(file) || Files.isRegularFile(file);
            Path written =
                    plain
                            ? file.resolveSibling(
                                    ".%s.%d.part"
                                            .formatted(
                                                    file.getFileName(),
                                                    ProcessHandle.current().pid()))
                            : file;
            return new ReportFile(
                    file,
                    written,
                    plain
                            ? Files.newOutputStream(written)
                            : Files.newOutputStream(written, StandardOpenOption.WRITE));
        } catch (IOException failure) {
            throw failed(given, failure);
        }
    }

    OutputStream out() {
        return out;
    }

    /** Puts the file in its place. */
    void commit() {
        try {
            out.close();
            if (!written.equals(file)) {
                Files.move(
                        written,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw failed(file, failure);
        }
    }

    /** Takes away what was not committed. */
    @Override
    public void close() {
        try {
            out.close();
            if (!written.equals(file)) {
                Files.deleteIfExists(written);
            }
        } catch (IOException failure) {
            throw failed(written, failure);
        }
    }

    private static CommandFailure failed(Path file, IOException failure) {
        return CommandFailure.error(
                Message.of("screen.file-not-written")
                        .with("file", file.toString())
                        .with(
                                "why",
                                failure.getClass().getSimpleName() + ": " + failure.getMessage()),
                Message.of("screen.file-not-written-next"),
                failure);
    }
}
