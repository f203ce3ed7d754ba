package io.muster.readiness.logs;

import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.text.LiteralSieve;
import io.muster.readiness.text.Redaction;
import io.muster.readiness.text.Untrusted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Finds the signatures in one line, be it text or JSON.
 *
 * <p>A line of JSON is matched as the classic line that it stands for, and as it is.
 */
final class LineMatcher {

    /** Characters of what a line says is concerned, or where it comes from. */
    private static final int MAX_NAME = 256;

    /** How much of a longer line is matched at once, and by how much two such windows overlap. */
    static final int WINDOW = 8_192;

    static final int OVERLAP = 1_024;

    private static final List<String> ACCESS_LITERALS = List.of("http/1.", "http/2", "http/3");

    private final List<Signature> signatures;
    private final LiteralSieve sieve;
    private final long accessOwner;

    LineMatcher(List<Signature> signatures) {
        this.signatures = List.copyOf(signatures);
        List<List<String>> literals = new ArrayList<>();
        signatures.forEach(signature -> literals.add(signature.literals()));
        literals.add(ACCESS_LITERALS);
        this.sieve = new LiteralSieve(literals);
        this.accessOwner = 1L << signatures.size();
    }

    /**
     * A signature that was found.
     *
     * @param index the signature's, in the list
     * @param text the line, or as much of a long one as was matched at once
     */
    record Hit(int index, Signature signature, String text, Matcher match, String matched) {

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
            return group("source");
        }

        private @Nullable String group(String name) {
            String found =
                    signature.pattern().namedGroups().containsKey(name) ? match.group(name) : null;
            return found == null || found.isEmpty()
                    ? null
                    : Untrusted.fact(Redaction.of(found), MAX_NAME);
        }
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
        long rest = wanted & ~accessOwner;
        long found = 0;
        for (int start = from; rest != 0; start += WINDOW - OVERLAP) {
            int end = Math.min(until, start + WINDOW);
            String text = new String(buffer, start, end - start, StandardCharsets.UTF_8);
            String plain = start == from ? JsonLine.plain(text) : null;
            for (long bits = rest; bits != 0; bits &= bits - 1) {
                int index = Long.numberOfTrailingZeros(bits);
                Hit hit = plain == null ? null : hit(index, text, plain);
                hit = hit == null ? hit(index, text, text) : hit;
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

    private @Nullable Hit hit(int index, String text, String matched) {
        Signature signature = signatures.get(index);
        Matcher match = signature.pattern().matcher(matched);
        return match.find() ? new Hit(index, signature, text, match, matched) : null;
    }
}
