package io.muster.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page of costs shows what its script computes, from as many things as are deployed: it reads
 * them from the page that {@link FunctionsTest} writes.
 */
class CostTest {

    private static final Path DOCS =
            Path.of(System.getProperty("muster.infrastructure"), "../docs");

    @Test
    void the_page_shows_what_the_script_prints() throws IOException, InterruptedException {
        Process script =
                new ProcessBuilder("sh", DOCS.resolve("cost.sh").toString(), "1000", "1")
                        .redirectErrorStream(true)
                        .start();
        String table = new String(script.getInputStream().readAllBytes(), UTF_8);
        assertThat(script.waitFor()).as(table).isZero();
        assertThat(Files.readString(DOCS.resolve("cost.md"))).contains(table);
    }
}
