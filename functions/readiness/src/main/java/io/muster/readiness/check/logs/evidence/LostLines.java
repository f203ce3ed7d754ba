package io.muster.readiness.check.logs.evidence;

import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the logs of a guest say that they lack. Where too much is written at once, the journal, the
 * system log, the kernel and its audit drop messages, and say so in a line that is no error.
 */
public final class LostLines {

    /** A log that lacks lines. */
    public enum Log {
        JOURNAL,
        SYSLOG,
        KERNEL,
        AUDIT;

        Message lost() {
            return switch (this) {
                case JOURNAL -> Message.of("log-complete.journal");
                case SYSLOG -> Message.of("log-complete.syslog");
                case KERNEL -> Message.of("log-complete.kernel");
                case AUDIT -> Message.of("log-complete.audit");
            };
        }
    }

    /**
     * Words of a program about what it dropped.
     *
     * @param teller the program's name, as an expression: in another's words they are a quotation
     * @param whole whether the number is of all that were lost since the boot, not of this time
     */
    private record Words(Pattern teller, Log log, boolean whole, Pattern pattern) {

        static Words of(String teller, Log log, String pattern) {
            return new Words(
                    Pattern.compile(teller),
                    log,
                    false,
                    Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
        }

        private boolean isOf(@Nullable String program) {
            return program != null && teller.matcher(program).matches();
        }

        static Words inAll(String teller, Log log, String pattern) {
            return new Words(
                    Pattern.compile(teller),
                    log,
                    true,
                    Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
        }
    }

    /** Amazon Linux 2's has a name that is cut, or none of systemd's in it. */
    private static final String JOURNALD = "(?:systemd-)?journald?(?:[.]service)?";

    private static final String RSYSLOG = "rsyslog.*";
    private static final String KERNEL = "kernel.*";
    private static final String AUDITD = "audi(?:td|spd|sp-remote)(?:[.]service)?";

    /** Each may say how many, and whose. */
    private static final List<Words> WORDS =
            List.of(
                    Words.of(
                            JOURNALD,
                            Log.JOURNAL,
                            "^Suppressed (?<count>\\d{1,9}) messages from (?<name>\\S{1,128})"),
                    Words.of(
                            JOURNALD,
                            Log.SYSLOG,
                            "^Forwarding to syslog missed (?<count>\\d{1,9}) messages"),
                    Words.of(
                            RSYSLOG,
                            Log.SYSLOG,
                            "(?:im[a-z]{3,8}|rsyslogd)\\b.{0,200}?(?<count>\\d{1,9}) messages lost due to rate-limiting"),
                    Words.of(
                            RSYSLOG,
                            Log.SYSLOG,
                            "imuxsock lost (?<count>\\d{1,9}) messages from .{0,64}?due to rate-limiting"),
                    Words.of(
                            RSYSLOG,
                            Log.SYSLOG,
                            "begins? to drop messages (?:from pid \\d{1,9} )?due to rate-limiting"),
                    Words.of(JOURNALD, Log.KERNEL, "^Missed (?<count>\\d{1,9}) kernel messages"),
                    Words.of(JOURNALD, Log.KERNEL, "^/dev/kmsg buffer overrun, some messages lost"),
                    Words.of(
                            KERNEL,
                            Log.KERNEL,
                            "(?<name>[\\w.]{1,64}): (?<count>\\d{1,9}) (?:callbacks|messages|output lines) suppressed"),
                    Words.inAll(KERNEL, Log.AUDIT, "audit_lost=(?<count>[1-9]\\d{0,9})"),
                    Words.of(KERNEL, Log.AUDIT, "audit: (?:backlog|rate) limit exceeded"),
                    Words.of(KERNEL, Log.AUDIT, "kauditd (?:hold|retry) queue overflow"),
                    Words.of(
                            AUDITD,
                            Log.AUDIT,
                            "Audit daemon (?:is suspending logging|has no space left|detected an error writing)"),
                    Words.of(AUDITD, Log.AUDIT, "^queue (?:to plugins )?is full - dropping event"));

    private final Map<Log, Loss> losses = new EnumMap<>(Log.class);

    private LostLines() {}

    /** Of all logs of a guest that are known. */
    public static LostLines of(GuestFacts facts, Predicate<LogEntry> counts) {
        LostLines lost = new LostLines();
        for (Fact<LogWindow> log :
                List.of(
                        facts.logs().journalErrors(),
                        facts.logs().syslogTrouble(),
                        facts.logs().kernelMessages())) {
            if (log instanceof Known<LogWindow> known) {
                // What two logs tell is one loss: the greater number is of the whole.
                LostLines one = new LostLines();
                known.value().entries().stream().filter(counts).forEach(one::read);
                one.losses.forEach((of, loss) -> lost.losses.merge(of, loss, Loss::greater));
            }
        }
        return lost;
    }

    private void read(LogEntry entry) {
        for (Words words : WORDS) {
            Matcher said = words.pattern().matcher(entry.message());
            if (words.isOf(entry.source()) && said.find()) {
                losses.computeIfAbsent(words.log(), log -> new Loss())
                        .add(
                                number(group(said, "count")),
                                words.whole(),
                                group(said, "name"),
                                entry.at());
                return;
            }
        }
    }

    private static @Nullable String group(Matcher said, String name) {
        return said.namedGroups().containsKey(name) ? said.group(name) : null;
    }

    private static long number(@Nullable String count) {
        return count == null ? 0 : Long.parseLong(count);
    }

    /** Whether a log lacks lines. */
    public boolean contains(Log log) {
        return losses.containsKey(log);
    }

    /** Whether lines of some unit are among those that the journal lacks. */
    public boolean ofUnit(Predicate<String> unit) {
        Loss journal = losses.get(Log.JOURNAL);
        return journal != null && journal.names.stream().anyMatch(unit);
    }

    /**
     * What a log lacks.
     *
     * @param names of the units whose lines were dropped, or of the functions of the kernel; empty
     *     where that is not told
     */
    public record Lost(Log log, Message message, List<String> names) {}

    /** What each log lacks, since when, as far as its lines tell. */
    public List<Lost> all() {
        return losses.entrySet().stream()
                .map(
                        loss ->
                                new Lost(
                                        loss.getKey(),
                                        loss.getValue().message(loss.getKey().lost()),
                                        loss.getValue().names.stream().sorted().toList()))
                .toList();
    }

    /** What one log lacks. */
    private static final class Loss {

        private static final int MAX_NAMES = 20;

        private long count;
        private long inAll;
        private @Nullable Instant first;
        private final List<String> names = new ArrayList<>();

        private void add(long number, boolean whole, @Nullable String name, @Nullable Instant at) {
            if (whole) {
                inAll = Math.max(inAll, number);
            } else {
                count += number;
            }
            if (at != null && (first == null || at.isBefore(first))) {
                first = at;
            }
            if (name != null && !names.contains(name) && names.size() < MAX_NAMES) {
                names.add(name);
            }
        }

        private long lost() {
            return Math.max(count, inAll);
        }

        private static Loss greater(Loss one, Loss other) {
            return one.lost() >= other.lost() ? one : other;
        }

        private Message message(Message log) {
            Optional<LocalDate> day =
                    Optional.ofNullable(first).map(at -> at.atZone(ZoneOffset.UTC).toLocalDate());
            Message messages =
                    lost() == 0
                            ? Message.of("log-complete.some")
                            : Message.of("log-complete.messages")
                                    .with("count", Quantity.countAtLeast(lost()));
            Message what =
                    day.isEmpty()
                            ? Message.of("log-complete.lost")
                            : Message.of("log-complete.lost-since").with("day", day.get());
            return what.with("log", log).with("messages", messages);
        }
    }
}
