package io.muster.readiness.logs;

import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.text.LiteralSieve;
import io.muster.readiness.text.Redaction;
import io.muster.readiness.text.Untrusted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the signatures in one line, be it text or JSON.
 *
 * <p>A line of JSON or of RFC 5424 is matched as the classic line that it stands for, and as it is.
 */
final class LineMatcher {

    /** Characters of what a line says is concerned, or where it comes from. */
    private static final int MAX_NAME = 256;

    /** How much of a longer line is matched at once, and by how much two such windows overlap. */
    static final int WINDOW = 8_192;

    static final int OVERLAP = 1_024;

    private static final List<String> ACCESS_LITERALS = List.of("http/1.", "http/2", "http/3");

    private static final List<String> REPEATED_LITERALS = List.of("last message repeated ");

    private static final String REPEATED_WORDS = "message repeated ";

    private static final Pattern REPEATED = Pattern.compile(REPEATED_WORDS + "(\\d{1,9}) times");

    private static final long MAX_TIMES = 1_000_000;

    /** The tag of a line of syslog: a program and its process. */
    private static final Pattern TAG =
            Pattern.compile("(?:^|\\s)(?<program>[A-Za-z][\\w./@:-]{0,63})\\[\\d{1,10}\\]:? ");

    private final List<Signature> signatures;
    private final List<List<Alternative>> alternatives;
    private final LiteralSieve sieve;
    private final long accessOwner;
    private final long repeatedOwner;
    private final long encodedOwner;

    /** By signature, those that tell a fault better, as bits. */
    private final long[] unless;

    LineMatcher(List<Signature> signatures) {
        this.signatures = List.copyOf(signatures);
        this.alternatives = signatures.stream().map(one -> Alternative.of(one.pattern())).toList();
        List<List<String>> literals = new ArrayList<>();
        signatures.forEach(signature -> literals.add(signature.literals()));
        literals.add(ACCESS_LITERALS);
        literals.add(REPEATED_LITERALS);
        literals.add(JsonLine.ENCODED_LITERALS);
        this.sieve = new LiteralSieve(literals);
        this.accessOwner = 1L << signatures.size();
        this.repeatedOwner = accessOwner << 1;
        this.encodedOwner = repeatedOwner << 1;
        this.unless = signatures.stream().mapToLong(this::unless).toArray();
    }

    private long unless(Signature signature) {
        long others = 0;
        for (int i = 0; i < signatures.size(); i++) {
            if (signature.telling().unless().contains(signatures.get(i).id())) {
                others |= 1L << i;
            }
        }
        return others;
    }

    /**
     * A signature that was found.
     *
     * @param index the signature's, in the list
     * @param text the line, or as much of a long one as was matched at once
     * @param match in lower case
     * @param matched the line as it came, or the classic one that it stands for
     */
    record Hit(int index, Signature signature, String text, Matcher match, String matched) {

        /** How often the line was said, where syslog folded the same lines into one. */
        long times() {
            if (!matched.contains(REPEATED_WORDS)) {
                return 1;
            }
            int from = matched.lastIndexOf('\n', match.start()) + 1;
            Matcher repeated = REPEATED.matcher(matched).region(from, match.end());
            return repeated.find() ? number(repeated) : 1;
        }

        /** Which words of the signature it was said in: the place of a literal in the list. */
        int form() {
            String words = match.group();
            List<String> literals = signature.literals();
            for (int i = 0; i < literals.size(); i++) {
                if (words.contains(literals.get(i))) {
                    return i;
                }
            }
            return 0;
        }

        /** What sshd said; empty for another program's line. */
        Optional<SshdLine> sshd() {
            if (names("source")) {
                // PAM's line, which is found with its source: nothing else is to be read of it.
                return Optional.empty();
            }
            int tag = matched.indexOf("]: ", match.start());
            if (tag < 0) {
                return Optional.empty();
            }
            int end = matched.indexOf('\n', tag);
            return SshdLine.of(matched.substring(tag + 3, end < 0 ? matched.length() : end));
        }

        /** Whether it is the cause of an error that the same stack trace told of before. */
        boolean cause() {
            return matched.startsWith("Caused by: ", match.start() - "Caused by: ".length())
                    || matched.startsWith("Suppressed: ", match.start() - "Suppressed: ".length());
        }

        /**
         * What was concerned, where the line tells: a process, with the memory that it had in use.
         */
        @Nullable String detail() {
            String detail = group("detail");
            String kibibytes = group("memory");
            return detail == null || kibibytes == null
                    ? detail
                    : "%s, %s"
                            .formatted(
                                    detail,
                                    Quantity.sizeAtLeast(Long.parseLong(kibibytes) * 1_024));
        }

        /** The address that it came from, where the line tells. */
        @Nullable String source() {
            return signature.telling().counted() == Telling.Counted.CONNECTIONS
                    ? sshd().map(said -> named(said.source())).orElseGet(() -> group("source"))
                    : group("source");
        }

        private boolean names(String group) {
            return match.namedGroups().containsKey(group)
                    && match.start(group) >= 0
                    && match.start(group) < match.end(group);
        }

        private @Nullable String group(String name) {
            return names(name)
                    ? named(matched.substring(match.start(name), match.end(name)))
                    : null;
        }

        private static String named(String found) {
            return Untrusted.fact(Redaction.of(found), MAX_NAME);
        }
    }

    /** How often the line before was said again; 0 for a line that does not say so. */
    static long repeated(byte[] buffer, int from, int to) {
        int end = Math.min(to, from + WINDOW);
        Matcher repeated =
                REPEATED.matcher(new String(buffer, from, end - from, StandardCharsets.UTF_8));
        return repeated.find() ? number(repeated) : 0;
    }

    private static long number(Matcher repeated) {
        return Math.min(MAX_TIMES, Long.parseLong(repeated.group(1)));
    }

    List<Signature> signatures() {
        return signatures;
    }

    LiteralSieve sieve() {
        return sieve;
    }

    /** The bit that says that a line may be one of a web server's access log. */
    long accessOwner() {
        return accessOwner;
    }

    /** The bit that says that a line may be about how often the one before was said. */
    long repeatedOwner() {
        return repeatedOwner;
    }

    /** The signatures, and access lines, of which a literal stands in a line, as bits. */
    long sift(byte[] buffer, int from, int to) {
        long hits = 0;
        int state = LiteralSieve.START;
        for (int i = from; i < to; i++) {
            state = sieve.step(state, buffer[i]);
            if (state < 0) {
                hits |= sieve.endingAt(state);
            }
        }
        return hits;
    }

    /**
     * Matches what was sifted.
     *
     * @param wanted the signatures to look for, as bits
     * @param to gets each one that is there, once
     * @return those that are there, as bits
     */
    long match(byte[] buffer, int from, int until, long wanted, Consumer<Hit> to) {
        long rest = wanted & (accessOwner - 1);
        long found = 0;
        if ((wanted & encodedOwner) != 0) {
            rest |= encoded(buffer, from, until);
        }
        for (int start = from; rest != 0; start += WINDOW - OVERLAP) {
            int end = Math.min(until, start + WINDOW);
            String text = new String(buffer, start, end - start, StandardCharsets.UTF_8);
            String lower = Alternative.lower(buffer, start, end);
            String plain = start == from ? plain(text) : null;
            String lowerPlain = plain == null ? "" : Alternative.lower(plain);
            for (long bits = rest; bits != 0; bits &= bits - 1) {
                int index = Long.numberOfTrailingZeros(bits);
                if ((found & unless[index]) != 0) {
                    continue;
                }
                Hit hit = plain == null ? null : hit(index, text, plain, lowerPlain);
                hit = hit == null && asItIs(index, plain) ? hit(index, text, text, lower) : hit;
                if (hit != null) {
                    found |= 1L << index;
                    to.accept(hit);
                }
            }
            rest &= ~found;
            if (end == until) {
                break;
            }
        }
        return found;
    }

    private static @Nullable String plain(String text) {
        String json = JsonLine.plain(text);
        return json == null ? Rfc5424.plain(text) : json;
    }

    /** Who says a line of JSON is known from its fields, and not from where the words stand. */
    private boolean asItIs(int index, @Nullable String plain) {
        return plain == null || signatures.get(index).telling().teller() != Telling.Teller.KERNEL;
    }

    /** The signatures of which a literal stands in a message that JSON has as its bytes. */
    private long encoded(byte[] buffer, int from, int until) {
        int end = Math.min(until, from + WINDOW);
        String plain = plain(new String(buffer, from, end - from, StandardCharsets.UTF_8));
        if (plain == null) {
            return 0;
        }
        byte[] decoded = plain.getBytes(StandardCharsets.UTF_8);
        return sift(decoded, 0, decoded.length) & (accessOwner - 1);
    }

    private @Nullable Hit hit(int index, String text, String matched, String lower) {
        Signature signature = signatures.get(index);
        for (Alternative alternative : alternatives.get(index)) {
            if (lower.contains(alternative.words())) {
                Matcher match = alternative.pattern().matcher(lower);
                if (match.find() && !quoted(signature, matched, match.start())) {
                    return new Hit(index, signature, text, match, matched);
                }
            }
        }
        return null;
    }

    private static boolean quoted(Signature signature, String matched, int place) {
        return signature.telling().teller() == Telling.Teller.KERNEL
                && ofAnotherProgram(matched, place);
    }

    /**
     * Whether what stands before a place of a line says that a program other than the kernel
     * speaks.
     */
    private static boolean ofAnotherProgram(String matched, int place) {
        int from = matched.lastIndexOf('\n', place - 1) + 1;
        Matcher tag = TAG.matcher(matched).region(from, place);
        return tag.find() && !tag.group("program").equals("kernel");
    }
}
