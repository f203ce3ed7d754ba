package io.muster.local.emulator;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The directories of the variable {@code PATH}. */
final class SearchPath {

    private SearchPath() {}

    /** The first executable file of that name, as a shell would find it. */
    static Optional<Path> find(String program, Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "");
        return Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> file(directory, program))
                .filter(Objects::nonNull)
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static @Nullable Path file(String directory, String program) {
        try {
            return Path.of(directory, program);
        } catch (InvalidPathException malformed) {
            // A shell passes such an entry over too.
            return null;
        }
    }
}
