package io.muster.cli.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.pricing.PriceCache;
import io.muster.aws.pricing.QuotedPrices;
import io.muster.cli.session.Session;
import io.muster.cli.session.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPricesTest {

    private static final QuotedPrices PRICES =
            new QuotedPrices(
                    Instant.parse("2026-11-30T12:00:00Z"),
                    Map.of("m5.large", new BigDecimal("0.096")),
                    Set.of("t9.none"));

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir private Path folder;

    @Test
    void prices_are_kept_by_region_and_operating_system() {
        cache(Map.of()).keep("us-east-1", "Red Hat Enterprise Linux with HA", PRICES);
        assertThat(cache(Map.of()).find("us-east-1", "Red Hat Enterprise Linux with HA"))
                .contains(PRICES);
        assertThat(cache(Map.of()).find("us-east-1", "Linux")).isEmpty();
        assertThat(cache(Map.of()).find("eu-west-1", "Red Hat Enterprise Linux with HA")).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_is_as_good_as_none() throws IOException {
        PriceCache cache = cache(Map.of());
        cache.keep("us-east-1", "Linux", PRICES);
        try (Stream<Path> files = Files.list(folder.resolve("muster"))) {
            Files.writeString(files.findFirst().orElseThrow(), "cheap");
        }
        assertThat(cache.find("us-east-1", "Linux")).isEmpty();
        cache.keep("us-east-1", "Linux", PRICES);
        assertThat(cache.find("us-east-1", "Linux")).contains(PRICES);
    }

    @Test
    void a_folder_that_cannot_be_made_is_told() throws IOException {
        Files.writeString(folder.resolve("muster"), "in the way");
        cache(Map.of()).keep("us-east-1", "Linux", PRICES);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("prices cannot be kept");
    }

    @Test
    void prices_of_an_emulator_are_not_kept() {
        assertThat(cache(Map.of("AWS_ENDPOINT_URL_PRICING", "http://127.0.0.1:1")))
                .isSameAs(PriceCache.NONE);
        assertThat(KeptPrices.of(session(Map.of()), true, true)).isSameAs(PriceCache.NONE);
    }

    @Test
    void without_a_cache_none_is_read() {
        assertThat(KeptPrices.of(session(Map.of()), false, false)).isSameAs(PriceCache.NONE);
    }

    private PriceCache cache(Map<String, String> more) {
        return KeptPrices.of(session(more), true, false);
    }

    private Session session(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("XDG_CACHE_HOME", folder.toString());
        return Session.of(
                environment,
                InputStream.nullInputStream(),
                new ByteArrayOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.none(),
                Clock.systemUTC(),
                () -> "id");
    }
}
