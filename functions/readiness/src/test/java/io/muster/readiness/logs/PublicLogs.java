package io.muster.readiness.logs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Logs of the public loghub collection, which the repository does not hold. */
final class PublicLogs {

    /** The property that names the folder they lie in; tests that read them are skipped without. */
    static final String PROPERTY = "muster.public.logs";

    static final String LINUX = "linux-syslog-2k.log";
    static final String APACHE = "apache-error-2k.log";

    private PublicLogs() {}

    /** One of the logs; the test is skipped where the property is not set. */
    static Path file(String name) {
        String folder = System.getProperty(PROPERTY, "");
        assumeTrue(!folder.isEmpty(), "not tested: -D" + PROPERTY + "=DIR names no public logs");
        Path file = Path.of(folder, name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("-D%s: %s is not there".formatted(PROPERTY, file));
        }
        return file;
    }
}
