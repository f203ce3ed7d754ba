package io.muster.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page of costs shows what its script computes, from as many things as are deployed: it reads
 * them from the page that {@link FunctionsTest} writes.
 */
class CostTest {

    private static final Path DOCS =
            Path.of(System.getProperty("muster.infrastructure"), "../docs");

    private static final Pattern TOTAL = Pattern.compile("\\*\\*([0-9.]+)\\*\\* \\|\\s*$");

    @Test
    void the_page_shows_what_the_script_prints() throws IOException, InterruptedException {
        assertThat(page()).contains(computed("1000", "1"));
    }

    @ParameterizedTest
    @CsvSource({"10000, 10", "100000, 40", "40000, 10000", "68000, 17000"})
    void the_page_says_what_larger_fleets_cost(String instances, String scopes)
            throws IOException, InterruptedException {
        Matcher total = TOTAL.matcher(computed(instances, scopes));
        assertThat(total.find()).isTrue();
        assertThat(page()).contains(" " + total.group(1));
    }

    private static String computed(String instances, String scopes)
            throws IOException, InterruptedException {
        Process script =
                new ProcessBuilder("sh", DOCS.resolve("cost.sh").toString(), instances, scopes)
                        .redirectErrorStream(true)
                        .start();
        String table = new String(script.getInputStream().readAllBytes(), UTF_8);
        assertThat(script.waitFor()).as(table).isZero();
        return table;
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("cost.md"));
    }
}
