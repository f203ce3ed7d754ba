package io.muster.readiness.text;

import io.muster.readiness.text.RedactionList.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Text from outside without its secrets: passwords, keys and tokens that are assigned to a name or
 * known by how they begin, user names in URLs and the values of their queries, e-mail addresses,
 * private keys, and the names of users whose login failed. {@value #MARK} stands for each, and all
 * else stays, so that a line still tells what happened and is classified as before.
 *
 * <p>The probe's function {@code redact} is the same in awk, and gives the same bytes: a guest's
 * text passes there before it leaves, and here before it is stored. Both look for the same
 * patterns, made of {@code redaction.list}; what follows stands in both, and RedactTest holds them
 * together over many texts. For awk's sake the patterns have neither counts nor lazy parts, and are
 * found alike from the left and at the longest; and none can begin again within its own long parts,
 * so that time grows with the text only.
 */
public final class Redaction {

    /** What stands for a secret. */
    public static final String MARK = "***";

    /** Characters of a token that is known by how it begins, at least. */
    private static final int MIN_TOKEN = 16;

    /** Characters of the part of an e-mail address before its sign, at most (RFC 5321). */
    private static final int MAX_LOCAL = 64;

    /** Characters among which the address is looked for that follows a user name. */
    private static final int MAX_USER = 1_024;

    /** Characters of a private key's line, at least, but for the last one. */
    private static final int MIN_KEY_LINE = 40;

    /** So many lines without a part of a private key end it. */
    private static final int MAX_HEADERS = 8;

    /** What ends a value without quotes, besides a backslash before one of these. */
    private static final String STOPS = "] \t\"'<>|&;,)}";

    private static final RedactionList LIST = RedactionList.current();

    private static final Pattern USER_INFO = Pattern.compile("://[^/?# \t\"'<>\\\\]*@");
    private static final Pattern DIRECTORY =
            Pattern.compile("^\\/(" + LIST.alternatives(Kind.DIRECTORY) + ")\\/");
    private static final Pattern DOMAIN = Pattern.compile("[.][A-Za-z][A-Za-z]+$");
    private static final Pattern UNIT =
            Pattern.compile("[.](" + LIST.alternatives(Kind.UNIT) + ")$");
    private static final Pattern LAST_PORT = Pattern.compile("^[^\"]* port [0-9]");
    private static final Pattern LAST_FROM = Pattern.compile("^[^\"]* from ");
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY[A-Z ]*-----");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=]+");
    private static final String KEY_END = "-----END";

    private static final List<Pass> PASSES =
            List.of(
                    new Pass(assignment(), true, 1, Redaction::assigned),
                    new Pass(token(), false, MIN_TOKEN, (line, from) -> token(line, from, "_.-")),
                    new Pass(failedLogin(), true, 1, Redaction::user),
                    new Pass(scheme(), true, MIN_TOKEN, Redaction::assigned));

    private static final int URLS = PASSES.size();
    private static final int ADDRESSES = URLS + 1;
    private static final LiteralSieve SIEVE = new LiteralSieve(literals());

    /** How many more lines may belong to a private key; 0 outside of one. */
    private int key;

    /** Whether the line before was a part of one. */
    private boolean within;

    private Redaction() {}

    /** Where the secret ends that begins at an index of a line, after its head. */
    @FunctionalInterface
    private interface Value {
        int end(String line, int from);
    }

    /**
     * One way of knowing a secret.
     *
     * @param head what stands before it
     * @param folded whether capitals in the text count as small letters
     * @param least how many characters it has at least
     */
    private record Pass(Pattern head, boolean folded, int least, Value value) {

        Pass(String head, boolean folded, int least, Value value) {
            this(Pattern.compile(head), folded, least, value);
        }

        String of(String line) {
            Matcher found = head.matcher(folded ? Redaction.folded(line) : line);
            StringBuilder done = new StringBuilder(line.length());
            int from = 0;
            while (found.region(from, line.length()).find()) {
                int end = value.end(line, found.end());
                done.append(line, from, found.end());
                from = found.end();
                if (end - from >= least) {
                    done.append(MARK);
                    from = end;
                }
            }
            return from == 0 ? line : done.append(line, from, line.length()).toString();
        }
    }

    /** A text without its secrets; line feeds are the ends of lines. */
    public static String of(String text) {
        return kinds(text) == 0 ? text : new Redaction().lines(text);
    }

    /** The functions of the probe's {@code redact} that look for these patterns, in awk. */
    static String awk() {
        StringBuilder functions = new StringBuilder();
        functions.append(function("f", "return r ~ " + literal(DIRECTORY)));
        functions.append(function("z", "return m ~ " + literal(UNIT)));
        functions.append("        function g() {\n");
        for (int kind = 1; kind <= PASSES.size(); kind++) {
            Pass pass = PASSES.get(kind - 1);
            functions.append("            if (c == ").append(kind).append(") return match(");
            functions.append(pass.folded() ? 'l' : 'r').append(", ");
            functions.append(literal(pass.head())).append(")\n");
        }
        return functions.append("        }\n").toString();
    }

    private static String function(String name, String body) {
        return "        function %s() { %s }\n".formatted(name, body);
    }

    private static String literal(Pattern pattern) {
        return "/" + pattern.pattern() + "/";
    }

    private String lines(String text) {
        StringBuilder done = new StringBuilder(text.length());
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            done.append(line(text.substring(from, end))).append('\n');
            from = end + 1;
        }
        return done.append(line(text.substring(from))).toString();
    }

    private String line(String line) {
        long kinds = kinds(line);
        if (kinds == 0 && key == 0) {
            return line;
        }
        String clean = line;
        if (has(kinds, URLS)) {
            clean =
                    USER_INFO
                            .matcher(clean)
                            .replaceAll("://" + Matcher.quoteReplacement(MARK) + "@");
        }
        for (int pass = 0; pass < PASSES.size(); pass++) {
            if (has(kinds, pass)) {
                clean = PASSES.get(pass).of(clean);
            }
        }
        clean = withoutKey(clean);
        return has(kinds, ADDRESSES) ? withoutAddresses(clean) : clean;
    }

    private static boolean has(long kinds, int kind) {
        return (kinds & 1L << kind) != 0;
    }

    /** The ways of which a literal stands in the text, as bits. */
    private static long kinds(String text) {
        long kinds = 0;
        int state = LiteralSieve.START;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            state = SIEVE.step(state, letter < 0x80 ? (byte) letter : -1);
            if (state < 0) {
                kinds |= SIEVE.endingAt(state);
            }
        }
        return kinds;
    }

    private static List<List<String>> literals() {
        List<List<String>> literals = new ArrayList<>();
        literals.add(folded(Stream.of(Kind.NAME, Kind.WORD), List.of("?", "&")));
        literals.add(folded(Stream.of(Kind.PREFIX, Kind.BEGINNING), List.of()));
        literals.add(folded(Stream.of(Kind.FAILED, Kind.UNKNOWN), List.of()));
        literals.add(folded(Stream.of(Kind.SCHEME), List.of()));
        literals.add(List.of("://"));
        literals.add(List.of("@"));
        literals.add(List.of("private key"));
        return literals;
    }

    private static List<String> folded(Stream<Kind> kinds, List<String> more) {
        return Stream.concat(kinds.flatMap(kind -> LIST.words(kind).stream()), more.stream())
                .map(Redaction::folded)
                .toList();
    }

    /** With the letters A to Z small, which is all that awk knows of letters in the locale C. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text);
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter >= 'A' && letter <= 'Z') {
                folded.setCharAt(at, (char) (letter + ('a' - 'A')));
            }
        }
        return folded.toString();
    }

    /** A name and the sign after it, an option, or a name in a query; then a quote, a scheme. */
    private static String assignment() {
        String names = "(" + LIST.alternatives(Kind.NAME) + ")";
        String quotes = "[\"\\047\\\\]*";
        return "(%1$s(s|[_-]?(%2$s))?[0-9_]*%3$s[ \\t]*[=:>]>?[ \\t]*"
                        .formatted(names, LIST.alternatives(Kind.ENDING), quotes)
                + "|(^|[^a-z])(%1$s)(%2$s=|[\"\\047\\\\]+[ \\t]*:[ \\t]*)"
                        .formatted(LIST.alternatives(Kind.WORD), quotes)
                + "|(^|[^a-z0-9_-])-[a-z0-9_-]*%ss?[ \\t]+".formatted(names)
                + "|[?&][^?&= \\t\"\\047<>]*=)"
                + "\\[?(\\\\*[\"\\047<])?((%s)[ \\t]+)?".formatted(LIST.alternatives(Kind.SCHEME));
    }

    private static String token() {
        return "(%s)|(^|[^A-Za-z0-9])(%s)"
                .formatted(LIST.alternatives(Kind.PREFIX), LIST.alternatives(Kind.BEGINNING));
    }

    private static String scheme() {
        return "(" + LIST.alternatives(Kind.SCHEME) + ")[ \\t]+";
    }

    private static String failedLogin() {
        return "((%s) for|(%s) user) ((invalid|illegal) user )?((user |role )?\\\\*[\"\\047])?"
                .formatted(LIST.alternatives(Kind.FAILED), LIST.alternatives(Kind.UNKNOWN));
    }

    /** The end of the letters, digits and such signs that stand at an index. */
    private static int token(String text, int from, String signs) {
        int end = from;
        while (end < text.length()
                && (alphanumeric(text.charAt(end)) || signs.indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    /** The end of a value: of the quotes with which its head ends, or of the word. */
    private static int assigned(String line, int from) {
        if (DIRECTORY.matcher(line).region(from, line.length()).lookingAt()) {
            return from;
        }
        char last = line.charAt(from - 1);
        if (last != '"' && last != '\'') {
            return word(line, from);
        }
        int escapes = 0;
        while (from - 2 - escapes >= 0 && line.charAt(from - 2 - escapes) == '\\') {
            escapes++;
        }
        return quoted(line, from, last, escapes);
    }

    private static int word(String line, int from) {
        int end = from;
        int at = from;
        while (at < line.length() && STOPS.indexOf(line.charAt(at)) < 0) {
            at++;
            if (line.charAt(at - 1) != '\\') {
                end = at;
            }
        }
        return end;
    }

    /** Up to the quote that has no more backslashes before it than the one that opened. */
    private static int quoted(String line, int from, char quote, int escapes) {
        for (int at = line.indexOf(quote, from); at >= 0; at = line.indexOf(quote, at + 1)) {
            int end = at;
            while (end > from && line.charAt(end - 1) == '\\') {
                end--;
            }
            if (at - end <= escapes) {
                return end;
            }
        }
        return quote == '"' ? line.length() : quoted(line, from, '"', 0);
    }

    /** The end of a user name, which its user chose: all before the last address and port. */
    private static int user(String line, int from) {
        if (line.charAt(from - 1) != ' ') {
            return assigned(line, from);
        }
        int until = Math.min(line.length(), from + MAX_USER);
        Matcher port = LAST_PORT.matcher(line).region(from, until);
        if (port.find()) {
            int address = line.lastIndexOf(' ', port.end() - " port 1".length() - 1);
            if (address < from) {
                return from;
            }
            int origin = address - " from".length();
            return origin >= from && line.startsWith(" from", origin) ? origin : address;
        }
        Matcher origin = LAST_FROM.matcher(line).region(from, until);
        return origin.find() ? origin.end() - " from ".length() : assigned(line, from);
    }

    /** Without what of a private key stands on this line. */
    private String withoutKey(String line) {
        if (line.startsWith("@")) {
            key = 0;
        }
        Matcher begin = PRIVATE_KEY.matcher(line);
        if (begin.find()) {
            return fromBegin(line, begin);
        }
        if (line.contains(KEY_END)) {
            key = 0;
        }
        return key == 0 ? line : keyLine(line);
    }

    private String fromBegin(String line, Matcher begin) {
        StringBuilder done = new StringBuilder(line.length());
        int from = 0;
        key = 0;
        within = false;
        do {
            done.append(line, from, begin.end());
            int end = line.indexOf(KEY_END, begin.end());
            end = end < 0 ? line.indexOf('"', begin.end()) : end;
            if (end < 0) {
                end = line.length();
                key = MAX_HEADERS;
            }
            while (end > begin.end() && line.charAt(end - 1) == '\\') {
                end--;
            }
            done.append(end > begin.end() ? MARK : "");
            from = end;
        } while (begin.region(from, line.length()).find());
        return done.append(line, from, line.length()).toString();
    }

    /** Its long runs of letters are parts of the key; after one a short run may be its end. */
    private String keyLine(String line) {
        StringBuilder done = new StringBuilder(line.length());
        int copied = 0;
        key--;
        Matcher run = BASE64.matcher(line);
        while (run.find()) {
            boolean wholeLine = run.end() - run.start() >= MIN_KEY_LINE;
            if (wholeLine || (within && isEnd(line, run))) {
                done.append(line, copied, run.start()).append(MARK);
                copied = run.end();
            }
            key = wholeLine ? MAX_HEADERS : key;
        }
        within = key == MAX_HEADERS;
        return done.append(line, copied, line.length()).toString();
    }

    private static boolean isEnd(String line, MatchResult run) {
        return (run.end() - run.start()) % 4 == 0
                && run.group().chars().anyMatch(letter -> letter >= 'a' && letter <= 'z')
                && (run.end() == line.length()
                        || (line.charAt(run.end()) == '"'
                                && run.start() > 0
                                && line.charAt(run.start() - 1) == '"'));
    }

    private static String withoutAddresses(String line) {
        StringBuilder done = new StringBuilder(line.length());
        String[] parts = line.split("@", -1);
        for (int i = 0; i + 1 < parts.length; i++) {
            String local = parts[i];
            int from = local.length();
            while (from > Math.max(0, local.length() - MAX_LOCAL)
                    && (alphanumeric(local.charAt(from - 1))
                            || "._%+-".indexOf(local.charAt(from - 1)) >= 0)) {
                from--;
            }
            int end = token(parts[i + 1], 0, ".-");
            while (end > 0 && !alphanumeric(parts[i + 1].charAt(end - 1))) {
                end--;
            }
            String domain = parts[i + 1].substring(0, end);
            if (from < local.length()
                    && DOMAIN.matcher(domain).find()
                    && !UNIT.matcher(domain).find()) {
                done.append(local, 0, from).append(MARK);
                parts[i + 1] = parts[i + 1].substring(end);
            } else {
                done.append(local).append('@');
            }
        }
        return done.append(parts[parts.length - 1]).toString();
    }

    private static boolean alphanumeric(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9');
    }
}
