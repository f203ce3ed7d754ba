package io.muster.readiness.probe.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes hostile texts of honest ones: a few small accidents each, or now and then noise alone. The
 * same seed gives the same texts.
 */
final class Mutations {

    private static final List<String> NASTY =
            List.of(
                    "\0",
                    "\n",
                    "\r\n",
                    "\t",
                    "\"",
                    "'",
                    "\\",
                    "\\040",
                    "\\012",
                    "\\x0a",
                    "\\999",
                    "{",
                    "}",
                    "[",
                    "]",
                    "[[[[[[[[",
                    "{\"a\":",
                    "-1",
                    "-",
                    "0",
                    "99999999999999999999999999",
                    "9223372036854775807",
                    "9223372036854775808",
                    "18446744073709551616",
                    "1e999999999",
                    "NaN",
                    "8.9G",
                    "999999999999E",
                    "1.7976931348623157e308",
                    "%",
                    "101%",
                    "-5%",
                    "🖴",
                    "\u202e",
                    "\u2028",
                    "\ud800",
                    "\uffff",
                    "İ",
                    "漢字",
                    "=HYPERLINK(1)",
                    "<script>",
                    "$(id)",
                    ":",
                    "::",
                    "=",
                    "==> /x <==",
                    "postrotate",
                    "endscript",
                    "port",
                    "from",
                    " port 22",
                    "users:((\"",
                    "\",pid=",
                    "0000-00-00",
                    "2024-2-30",
                    "25:61:99",
                    "Feb 30 10:00:00",
                    "1969-12-31T23:59:60+99:99",
                    "+999999999-12-31T23:59:59+18:00",
                    "kernel\t62",
                    "count\t-1",
                    "\u001b[31m",
                    "null",
                    "true",
                    "vol-",
                    "vol0123456789abcdef0",
                    "/dev/",
                    "0A",
                    "FFFFFFFF");

    private final SplittableRandom random;
    private final List<String> samples;
    private final int longest;

    /**
     * Begins a sequence of texts.
     *
     * @param longest characters of a text
     */
    Mutations(long seed, List<String> samples, int longest) {
        this.longest = longest;
        this.random = new SplittableRandom(seed);
        this.samples = samples;
    }

    String next() {
        if (random.nextInt(50) == 0) {
            return noise();
        }
        StringBuilder text = new StringBuilder(pick(samples));
        int accidents = 1 + random.nextInt(6);
        for (int i = 0; i < accidents && text.length() < longest; i++) {
            accident(text);
        }
        if (text.length() > longest) {
            text.setLength(longest);
        }
        return text.toString();
    }

    private void accident(StringBuilder text) {
        int length = text.length();
        int at = length == 0 ? 0 : random.nextInt(length);
        int some = Math.min(length - at, 1 + random.nextInt(40));
        switch (random.nextInt(11)) {
            case 0 -> text.insert(at, pick(NASTY));
            case 1 -> text.replace(at, at + some, pick(NASTY));
            case 2 -> text.delete(at, at + some);
            case 3 -> text.insert(at, text.substring(at, at + some));
            case 4 -> text.setLength(at);
            case 5 -> flip(text, at);
            case 6 -> text.insert(at, text.substring(at, at + some).repeat(1 + random.nextInt(50)));
            case 7 -> text.append(pick(samples));
            case 8 -> hugeNumber(text, at);
            case 9 -> repeatLine(text, at);
            default -> text.insert(at, pick(NASTY).repeat(1 + random.nextInt(100)));
        }
    }

    /** One bit of one character, which may make any character of it. */
    private void flip(StringBuilder text, int at) {
        if (at < text.length()) {
            text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(16))));
        }
    }

    /** The next number in the text, with more digits than any machine holds. */
    private void hugeNumber(StringBuilder text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (Character.isDigit(text.charAt(at))) {
                text.insert(at, "9".repeat(1 + random.nextInt(60)));
                return;
            }
        }
    }

    private void repeatLine(StringBuilder text, int at) {
        int start = text.lastIndexOf("\n", at) + 1;
        int feed = text.indexOf("\n", at);
        int end = feed < 0 ? text.length() : feed + 1;
        if (start < end) {
            text.insert(start, text.substring(start, end).repeat(1 + random.nextInt(60)));
        }
    }

    private String noise() {
        byte[] bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        return new String(
                bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
