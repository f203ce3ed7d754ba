package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.logs.LogClassifier;
import io.muster.readiness.logs.LogSummary;
import io.muster.readiness.logs.LogSummary.Counted;
import io.muster.readiness.logs.Signature;
import io.muster.readiness.logs.Signatures;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The known faults in a guest's own logs, by the same signatures and the same classifier as in
 * CloudWatch Logs.
 *
 * <p>No moment goes into the texts and no exact number: a fault that goes on is one finding that
 * stays, not a new one with each line.
 */
public final class LogFaults {

    private static final List<String> UNIT_ENDINGS = List.of(".service", ".scope", ".socket");
    private static final int MAX_DETAILS = 3;
    private static final int MAX_SHAPE_LENGTH = 160;

    private static final long HOURS_OF_DAY = 24;

    private static final Message JOURNAL = Message.of("logs.journal-entries");
    private static final Message SYSLOG = Message.of("logs.syslog-lines");

    /**
     * What a log says that it lacks, which is no error of a service: {@link LostLines} tells it.
     */
    private static final String LINES_LOST = "log-lines-lost";

    /** How far back a search came, in hours: in steps, so that the text stays when time goes by. */
    private static final List<Long> STEPS = List.of(720L, 168L, 72L, 24L, 6L, 1L);

    private final Instant probedAt;
    private final Instant since;
    private final SortedMap<String, LogSummary.Found> found = new TreeMap<>();

    /**
     * @param probedAt by the guest's clock, like the entries
     * @param counts how long an entry counts
     */
    private LogFaults(Instant probedAt, Duration counts) {
        this.probedAt = probedAt;
        this.since = probedAt.minus(counts);
    }

    /** None yet; what counts is told by the limit for the age of errors. */
    public static LogFaults of(Guest guest, Thresholds thresholds) {
        return new LogFaults(
                guest.facts().run().probedAt(), thresholds.get(Setting.LOG_ERROR_DAYS));
    }

    /** Whether an entry still counts; one without a date does. */
    public boolean counts(LogEntry entry) {
        Instant at = entry.at();
        return at == null || !at.isBefore(since);
    }

    /** Reads those of some logs that are known. */
    public LogFaults readKnown(List<Fact<LogWindow>> logs) {
        for (Fact<LogWindow> log : logs) {
            if (log instanceof Known<LogWindow> known) {
                read(known.value().entries());
            }
        }
        return this;
    }

    /**
     * What was not searched of a log though an entry of it would count; empty where all was.
     *
     * @param what the entries of the log, in the plural
     */
    public Optional<Message> unsearched(LogWindow log, Message what) {
        Instant reached = log.since();
        if (log.reaches(since)) {
            return Optional.empty();
        }
        long hours = reached == null ? 0 : Duration.between(reached, probedAt).toHours();
        Message gap =
                hours >= HOURS_OF_DAY
                        ? Message.of("logs.unsearched-days")
                                .with("days", step(hours) / HOURS_OF_DAY)
                        : hours >= 1
                                ? Message.of("logs.unsearched-hours").with("hours", step(hours))
                                : Message.of("logs.unsearched");
        return Optional.of(gap.with("what", what).with("why", why(log.end())));
    }

    /**
     * What was not searched of what services write: one of journal and system log is enough,
     * because few systems keep both, and each repeats the other.
     */
    public List<Message> unsearchedOfServices(Guest guest) {
        List<Message> gaps = new ArrayList<>();
        for (Map.Entry<Message, Fact<LogWindow>> log :
                List.of(
                        Map.entry(JOURNAL, guest.facts().logs().journalErrors()),
                        Map.entry(SYSLOG, guest.facts().logs().syslogTrouble()))) {
            if (log.getValue() instanceof Known<LogWindow> known) {
                Optional<Message> gap = unsearched(known.value(), log.getKey());
                if (gap.isEmpty()) {
                    return List.of();
                }
                gaps.add(gap.get());
            }
        }
        return gaps;
    }

    private static long step(long hours) {
        return STEPS.stream().filter(step -> step <= hours).findFirst().orElse(0L);
    }

    private static Message why(LogWindow.End end) {
        return switch (end) {
            case BEGINNING, TIME_UP -> Message.of("logs.search-time-up");
            case FULL -> Message.of("logs.search-full");
            case NOT_KEPT -> Message.of("logs.search-not-kept");
            case DAMAGED -> Message.of("logs.search-damaged");
        };
    }

    /** Reads one log; a fault that another one told of as well counts once. */
    public void read(Listing<LogEntry> entries) {
        LogClassifier classifier = new LogClassifier(Signatures.inGuests());
        entries.stream().filter(this::counts).map(LogFaults::line).forEach(classifier::line);
        for (LogSummary.Found one : classifier.summary(since).found()) {
            String id = one.signature().id();
            if (!id.equals(LINES_LOST)) {
                found.merge(id, one, (a, b) -> a.count() >= b.count() ? a : b);
            }
        }
    }

    /** Whether a signature was found. */
    public boolean contains(String signature) {
        return found.containsKey(signature);
    }

    /** One fault; empty where it was not found. */
    public Optional<Message> fault(String signature) {
        return Optional.ofNullable(found.get(signature)).map(LogFaults::fault);
    }

    /** Reports each fault as not ready, and notes what to do about it. */
    public void addTo(VerdictBuilder verdict) {
        found.values().stream()
                .sorted(Comparator.comparing(one -> one.signature().id()))
                .forEach(
                        one -> {
                            verdict.notReady(fault(one));
                            verdict.evidence(advice(one.signature()));
                        });
    }

    /**
     * Messages without what differs from one to the next, each once and counted in bands: what no
     * signature knows.
     */
    public static Map<String, Long> shapes(List<LogEntry> entries) {
        return entries.stream()
                .filter(LogFaults::unknown)
                .collect(
                        Collectors.groupingBy(
                                LogFaults::shape, TreeMap::new, Collectors.counting()));
    }

    static boolean unknown(LogEntry entry) {
        String line = line(entry);
        return Signatures.all().stream()
                .noneMatch(signature -> signature.pattern().matcher(line).find());
    }

    /** As a classic log would have it, which is what the signatures are written for. */
    static String line(LogEntry entry) {
        String program = program(entry.source());
        return program == null
                ? entry.message()
                : program.equals("kernel")
                        ? "kernel: " + entry.message()
                        : program + "[1]: " + entry.message();
    }

    private static @Nullable String program(@Nullable String source) {
        if (source == null || source.equals("init.scope")) {
            return source == null ? null : "systemd";
        }
        String bare = source;
        for (String ending : UNIT_ENDINGS) {
            bare =
                    bare.endsWith(ending)
                            ? bare.substring(0, bare.length() - ending.length())
                            : bare;
        }
        int instance = bare.indexOf('@');
        String name = instance > 0 ? bare.substring(0, instance) : bare;
        return name.equals("ssh") ? "sshd" : name;
    }

    private static String shape(LogEntry entry) {
        String message =
                entry.message()
                        .replaceAll("0x[0-9a-fA-F]{1,16}", "#")
                        .replaceAll("[0-9]{1,19}", "#");
        String source = entry.source();
        String shape = (source == null ? "" : source + ": ") + message;
        return shape.length() <= MAX_SHAPE_LENGTH
                ? shape
                : shape.substring(0, MAX_SHAPE_LENGTH) + "…";
    }

    private static Message fault(LogSummary.Found one) {
        List<String> details =
                one.details().stream().limit(MAX_DETAILS).map(Counted::name).sorted().toList();
        return Message.of("logs.error-in-guest")
                .with("error", error(one.signature(), details))
                .with("times", Quantity.times(one.count()));
    }

    /**
     * What happened, and to what.
     *
     * @param details processes, devices or units; empty where they are not known
     */
    static Message error(Signature signature, Collection<String> details) {
        return details.isEmpty()
                ? signature.meaning()
                : Message.of("logs.error-of")
                        .with("error", signature.meaning())
                        .with("details", String.join(", ", details));
    }

    static Message advice(Signature signature) {
        return Message.of("logs.advice")
                .with("signature", signature.id())
                .with("advice", signature.advice());
    }
}
