package io.muster.local.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes tiny programs into a directory that a test puts on its PATH. */
final class Programs {

    private Programs() {}

    static Path write(Path directory, String name, String script) throws IOException {
        Path file = Files.createDirectories(directory).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** A line that becomes {@link FakeMoto}, with the arguments of the script. */
    static String fakeMoto() {
        return "exec '%s' -cp '%s' %s \"$@\"\n"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        classes(),
                        FakeMoto.class.getName());
    }

    private static Path classes() {
        try {
            return Path.of(
                    FakeMoto.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
