package io.muster.readiness.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Counts the signatures in log lines as they stream by.
 *
 * <p>Each byte costs one table look-up; only a line that holds a signature's literal is decoded and
 * matched. Memory is bounded by the number of signatures, not of lines: a line that does not fit
 * the buffer is read in overlapping pieces, and counts each signature once.
 */
public final class LogClassifier {

    private static final int BUFFER = 1 << 20;

    /** How much of a longer line is matched at once, and by how much two such windows overlap. */
    private static final int WINDOW = 8_192;

    private static final int OVERLAP = 1_024;

    private static final int LONGEST_EXAMPLE = 500;
    private static final int TOP = 5;

    /** A cause within so many lines of the same error is taken as part of its stack trace. */
    private static final int LONGEST_TRACE = 200;

    private static final List<String> ACCESS_LITERALS = List.of("http/1.", "http/2", "http/3");

    private final List<Signature> signatures;
    private final LiteralSieve sieve;
    private final long accessOwner;
    private final Tally[] tallies;

    private long lines;
    private long bytes;
    private long requests;
    private long serverErrors;

    /** The signatures already counted in the stack trace that the last line belongs to, as bits. */
    private long inTrace;

    public LogClassifier(List<Signature> signatures) {
        this.signatures = List.copyOf(signatures);
        List<List<String>> literals = new ArrayList<>();
        signatures.forEach(signature -> literals.add(signature.literals()));
        literals.add(ACCESS_LITERALS);
        this.sieve = new LiteralSieve(literals);
        this.accessOwner = 1L << signatures.size();
        this.tallies = new Tally[signatures.size()];
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = new Tally();
        }
    }

    /** Reads a stream to its end, as one log. */
    public void read(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int kept = 0;
        long counted = 0;
        boolean within = false;
        for (int read = fill(in, buffer, kept); read > 0; read = fill(in, buffer, kept)) {
            bytes += read;
            int end = kept + read;
            int lineStart = wholeLines(buffer, end, counted);
            if (lineStart > 0) {
                counted = 0;
                within = false;
            }
            if (lineStart == 0 && end == buffer.length) {
                counted |= line(buffer, 0, end, counted);
                lineStart = end - OVERLAP;
                within = true;
            }
            kept = end - lineStart;
            System.arraycopy(buffer, lineStart, buffer, 0, kept);
        }
        if (kept > (within ? OVERLAP : 0)) {
            lines++;
            line(buffer, 0, kept, counted);
        } else if (within) {
            lines++;
        }
        inTrace = 0;
    }

    /** Classifies one line that came by itself, such as an event of a log group. */
    public void line(String text) {
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        lines++;
        bytes += line.length;
        line(line, 0, line.length, 0);
    }

    /**
     * What was found so far.
     *
     * @param now the time of asking, for dates without a year
     */
    public LogSummary summary(Instant now) {
        List<LogSummary.Found> found = new ArrayList<>();
        for (int i = 0; i < tallies.length; i++) {
            if (tallies[i].count > 0) {
                found.add(tallies[i].found(signatures.get(i), now));
            }
        }
        found.sort(
                Comparator.comparing((LogSummary.Found one) -> one.signature().severity())
                        .reversed()
                        .thenComparing(Comparator.comparingLong(LogSummary.Found::count).reversed())
                        .thenComparing(one -> one.signature().id()));
        return new LogSummary(lines, bytes, requests, serverErrors, found);
    }

    /** Reads until the buffer is full or the stream ends; 0 at the end. */
    private static int fill(InputStream in, byte[] buffer, int kept) throws IOException {
        return in.readNBytes(buffer, kept, buffer.length - kept);
    }

    /**
     * Classifies every line of the buffer that ends in it.
     *
     * @param counted the signatures already counted in the first line, which began in an earlier
     *     one
     * @return where the line begins that does not end in the buffer
     */
    private int wholeLines(byte[] buffer, int end, long counted) {
        int lineStart = 0;
        int state = LiteralSieve.START;
        long hits = 0;
        long before = counted;
        for (int i = 0; i < end; i++) {
            byte b = buffer[i];
            if (b == '\n') {
                lines++;
                if (hits != 0 || inTrace != 0) {
                    endTraceUnless(continues(buffer, lineStart, i));
                    if (hits != 0) {
                        match(buffer, lineStart, i, hits & ~before);
                    }
                }
                lineStart = i + 1;
                state = LiteralSieve.START;
                hits = 0;
                before = 0;
                continue;
            }
            state = sieve.step(state, b);
            if (state < 0) {
                hits |= sieve.endingAt(state);
            }
        }
        return lineStart;
    }

    /** Classifies one line or piece of a line; returns what it counted, as bits. */
    private long line(byte[] buffer, int from, int to, long counted) {
        long hits = 0;
        int state = LiteralSieve.START;
        for (int i = from; i < to; i++) {
            state = sieve.step(state, buffer[i]);
            if (state < 0) {
                hits |= sieve.endingAt(state);
            }
        }
        endTraceUnless(continues(buffer, from, to));
        return hits == 0 ? 0 : match(buffer, from, to, hits & ~counted);
    }

    private long match(byte[] buffer, int from, int to, long hits) {
        long counted = 0;
        if ((hits & accessOwner) != 0 && access(buffer, from, to)) {
            counted |= accessOwner;
        }
        long wanted = hits & ~accessOwner;
        for (int start = from; wanted != 0; start += WINDOW - OVERLAP) {
            int end = Math.min(to, start + WINDOW);
            String text = new String(buffer, start, end - start, StandardCharsets.UTF_8);
            long found = match(text, wanted);
            counted |= found;
            wanted &= ~found;
            if (end == to) {
                break;
            }
        }
        return counted;
    }

    private long match(String text, long wanted) {
        long found = 0;
        for (long rest = wanted; rest != 0; rest &= rest - 1) {
            int index = Long.numberOfTrailingZeros(rest);
            Signature signature = signatures.get(index);
            Matcher match = signature.pattern().matcher(text);
            if (match.find()) {
                long bit = 1L << index;
                found |= bit;
                boolean same = (inTrace & bit) != 0 || causeOf(tallies[index], text, match);
                if (!same) {
                    tallies[index].add(signature, text, match, lines);
                }
                inTrace |= bit;
            }
        }
        return found;
    }

    private boolean causeOf(Tally tally, String text, Matcher match) {
        return tally.count > 0
                && lines - tally.lastLine <= LONGEST_TRACE
                && (text.startsWith("Caused by: ", match.start() - "Caused by: ".length())
                        || text.startsWith(
                                "Suppressed: ", match.start() - "Suppressed: ".length()));
    }

    private void endTraceUnless(boolean continues) {
        if (!continues) {
            inTrace = 0;
        }
    }

    /** Whether a line goes on with the stack trace above it: indented, or a cause. */
    private static boolean continues(byte[] buffer, int from, int to) {
        if (from >= to) {
            return false;
        }
        return switch (buffer[from]) {
            case ' ', '\t' -> true;
            case 'C' -> startsWith(buffer, from, to, "Caused by:");
            case 'S' -> startsWith(buffer, from, to, "Suppressed:");
            default -> false;
        };
    }

    private static boolean startsWith(byte[] buffer, int from, int to, String ascii) {
        if (to - from < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (buffer[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Counts an access line of nginx or Apache in the common or combined format: the protocol ends
     * the quoted request, and the status follows it.
     */
    private boolean access(byte[] buffer, int from, int to) {
        for (int i = from; i + 5 < to; i++) {
            boolean status =
                    buffer[i] == '"'
                            && buffer[i + 1] == ' '
                            && buffer[i + 2] >= '1'
                            && buffer[i + 2] <= '5'
                            && digit(buffer[i + 3])
                            && digit(buffer[i + 4])
                            && (i + 5 == to || buffer[i + 5] == ' ' || buffer[i + 5] == '\r');
            if (status && protocolEndsAt(buffer, from, i)) {
                requests++;
                if (buffer[i + 2] == '5') {
                    serverErrors++;
                }
                return true;
            }
        }
        return false;
    }

    private static boolean protocolEndsAt(byte[] buffer, int from, int quote) {
        int start = Math.max(from, quote - 8);
        for (int i = start; i + 5 <= quote; i++) {
            if (startsWith(buffer, i, quote, "HTTP/")) {
                return true;
            }
        }
        return false;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** One signature's occurrences so far. */
    private static final class Tally {
        private long count;
        private long lastLine;
        private String firstText = "";
        private String lastText = "";
        private final BoundedCounts details = new BoundedCounts();
        private final BoundedCounts sources = new BoundedCounts();

        private void add(Signature signature, String text, Matcher match, long line) {
            if (count++ == 0) {
                firstText = text;
            }
            lastText = text;
            lastLine = line;
            note(details, group(signature, match, "detail"));
            note(sources, group(signature, match, "source"));
        }

        private LogSummary.Found found(Signature signature, Instant now) {
            Optional<Instant> one = LogTime.of(firstText, now);
            Optional<Instant> other = LogTime.of(lastText, now);
            return new LogSummary.Found(
                    signature,
                    count,
                    one.orElse(null),
                    other.orElse(null),
                    bounded(firstText),
                    details.top(TOP),
                    sources.top(TOP),
                    sources.names());
        }

        private static void note(BoundedCounts counts, @Nullable String name) {
            if (name != null && !name.isEmpty()) {
                counts.add(name);
            }
        }

        private static @Nullable String group(Signature signature, Matcher match, String name) {
            return signature.pattern().namedGroups().containsKey(name) ? match.group(name) : null;
        }

        private static String bounded(String text) {
            String cut =
                    text.length() <= LONGEST_EXAMPLE
                            ? text
                            : text.substring(0, LONGEST_EXAMPLE - 1) + "…";
            return cut.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]", " ").strip();
        }
    }
}
