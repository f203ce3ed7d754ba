package io.muster.cli.kept;

import io.muster.cli.session.Session;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that the last screen gave to findings.
 *
 * @param source where the findings are
 * @param ids of the findings, in the order of their numbers, from 1
 */
public record ShownNumbers(Source source, List<String> ids) {

    private static final String FILE = "numbers.json.gz";
    private static final int MAX_IDS = 1_000;

    /**
     * Where findings are.
     *
     * @param table the table; null for those of the last scan
     * @param region of the table; null where there is none
     * @param profile by which it was read; null for the default
     * @param endpoint null for AWS's own
     */
    public record Source(
            @Nullable String table,
            @Nullable String region,
            @Nullable String profile,
            @Nullable String endpoint) {

        /** The last scan, which wrote no table. */
        public static final Source SCAN = new Source(null, null, null, null);
    }

    public ShownNumbers {
        ids = List.copyOf(ids);
    }

    /** Keeps the numbers for the next command; that they cannot be kept is told. */
    public void keep(Session session) {
        if (ids.isEmpty()) {
            return;
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", KeptScan.VERSION);
        document.put("table", text(source.table()));
        document.put("region", text(source.region()));
        document.put("profile", text(source.profile()));
        document.put("endpoint", text(source.endpoint()));
        document.put("ids", ids.subList(0, Math.min(MAX_IDS, ids.size())));
        try {
            CacheFolder.of(session.environment()).write(FILE, document);
        } catch (IOException failure) {
            session.tell(Message.of("screen.numbers-not-kept").with("why", failure.toString()));
        }
    }

    /**
     * What was kept last; empty where nothing was, or nothing that this version reads.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<ShownNumbers> last(Session session) throws IOException {
        return CacheFolder.of(session.environment())
                .read(FILE)
                .filter(KeptScan::readable)
                .map(
                        document ->
                                new ShownNumbers(
                                        new Source(
                                                given(document, "table"),
                                                given(document, "region"),
                                                given(document, "profile"),
                                                given(document, "endpoint")),
                                        KeptFinding.texts(document, "ids")));
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    private static @Nullable String given(Map<String, Object> document, String name) {
        String text = KeptFinding.nullable(document, name);
        return text == null || text.isEmpty() ? null : text;
    }
}
