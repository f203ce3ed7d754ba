package io.muster.cli.kept;

import io.muster.cli.session.Session;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a scan found that wrote no table, for {@code ./muster show}: the worst of it, in a file that
 * its owner alone reads.
 */
public final class KeptScan {

    /** Of the files of this package. */
    static final int VERSION = 1;

    private static final String FILE = "scan.json.gz";
    private static final int MAX_FINDINGS = 5_000;

    /** The least worth keeping comes first. */
    private static final Comparator<Seen> LEAST_FIRST =
            Comparator.comparing((Seen seen) -> seen.status() == Status.NOT_READY)
                    .thenComparing(Seen::severity)
                    .thenComparing(Seen::number, Comparator.reverseOrder());

    private final PriorityQueue<Seen> worst = new PriorityQueue<>(LEAST_FIRST);
    private int number;

    private record Seen(
            int number, FreshFinding fresh, @Nullable String name, @Nullable String owner) {

        Status status() {
            return fresh.judgement().verdict().status();
        }

        Severity severity() {
            return fresh.judgement().spec().severity();
        }
    }

    /**
     * Takes what a scan judged, if it is open.
     *
     * @param name the Name of its resource; null where it has none
     * @param owner who answers for it; null where no tag says
     */
    public void see(FreshFinding fresh, @Nullable String name, @Nullable String owner) {
        if (!fresh.judgement().verdict().status().open()) {
            return;
        }
        Seen seen = new Seen(number++, fresh, name, owner);
        if (worst.size() == MAX_FINDINGS) {
            if (LEAST_FIRST.compare(seen, worst.element()) < 0) {
                return;
            }
            worst.remove();
        }
        worst.add(seen);
    }

    /** Keeps it for the next command; that it cannot be kept is told. */
    public void keep(Session session) {
        List<Seen> inOrder = worst.stream().sorted(Comparator.comparingInt(Seen::number)).toList();
        // One after the other is made while it is written: together they take as much as the fleet.
        Iterable<Map<String, @Nullable Object>> findings =
                () -> inOrder.stream().map(KeptScan::members).iterator();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put("findings", findings);
        try {
            CacheFolder.of(session.environment()).write(FILE, document);
        } catch (IOException failure) {
            session.tell(Message.of("screen.result-not-kept").with("why", failure.toString()));
        }
    }

    private static Map<String, @Nullable Object> members(Seen seen) {
        return new KeptFinding(seen.fresh().finding(), seen.name(), seen.owner()).members();
    }

    /**
     * The findings of the last scan that wrote no table, in the order in which they were judged.
     *
     * @return empty where there was none, or none that this version reads
     * @throws IOException if it cannot be read
     */
    public static Optional<List<KeptFinding>> last(Session session) throws IOException {
        Optional<Map<String, Object>> document = CacheFolder.of(session.environment()).read(FILE);
        try {
            return document.filter(KeptScan::readable).map(KeptScan::findings);
        } catch (RuntimeException malformed) {
            throw new IOException(malformed.toString(), malformed);
        }
    }

    private static List<KeptFinding> findings(Map<String, Object> document) {
        if (!(document.get("findings") instanceof List<?> all)) {
            throw new IllegalArgumentException("it has no findings");
        }
        return all.stream().map(each -> KeptFinding.of((Map<?, ?>) each)).toList();
    }

    static boolean readable(Map<String, Object> document) {
        return document.get("version") instanceof Number version && version.intValue() == VERSION;
    }
}
