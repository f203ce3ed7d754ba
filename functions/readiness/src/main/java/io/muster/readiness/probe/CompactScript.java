package io.muster.readiness.probe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell script without its comments, indentation and empty lines, which only its readers need.
 *
 * <p>Whole bytes are left out, never changed: blanks of awk beside what ends a token by itself,
 * blanks beside another of a line without quotes, and at the beginning of a line, where the shell
 * or awk is between two commands:
 *
 * <ul>
 *   <li>blanks: nothing stands before them on the line that they could separate from what follows;
 *   <li>a comment with its line feed, and an empty line: the line feed before has ended the command
 *       already, or follows an operator after which any number of them may stand.
 * </ul>
 *
 * <p>A line that begins inside quotes, a substitution or a here-document, or after a backslash,
 * stays as it is. The one exception is awk's program in single quotes, whose strings and patterns
 * cannot hold a line feed unless a backslash stands before it: its lines are lines of code, too.
 *
 * <p>What the reading of the script would need more of the shell's grammar for is refused: the
 * script can say it in another way. What remains to be seen of the difference is the number of a
 * line, in a complaint of the shell.
 */
final class CompactScript {

    /** Where a line begins. */
    enum LineStart {
        /** Between commands of the shell. */
        SHELL,
        /** Between tokens of a program for awk. */
        AWK,
        /** Where each byte may count. */
        INSIDE
    }

    /** Blanks, line feeds and operators: what ends a word. */
    private static final String BETWEEN_WORDS = " \t\n;&|()<>";

    /** Of awk: after these a slash begins a pattern. */
    private static final Pattern PATTERN_NEXT = Pattern.compile("(?:^|[(,!~{;&|]) *$");

    /** Of awk: what ends a token by itself. */
    private static final Pattern BLANK_NEXT = Pattern.compile("[{};,=<>&|?:~)\"]$|[^-+][-+*%]$");

    /**
     * Of awk: what begins a token by itself; a sign without a blank behind it may be a number's.
     */
    private static final Pattern BLANK_BEFORE =
            Pattern.compile("[{};,=<>&|?:~)\"]|![=~]|[-+*%][= ]");

    /** Of awk: words that are no function's name, which a parenthesis behind them would call. */
    private static final Pattern PARENTHESIS_NEXT =
            Pattern.compile("(?:^|\\W)(?:if|for|while|print|in|return)$");

    /** Options of awk that take an argument and may stand before the program. */
    private static final Set<String> AWK_OPTIONS = Set.of("-F", "-v");

    /**
     * A here-document in which nothing is replaced: it ends with the first line that is its word.
     */
    private static final Pattern DOCUMENT = Pattern.compile("<<'([A-Za-z_]+)'(?![^\\s;&|()<>])");

    /** A line of the shell in which nothing is quoted. */
    private static final Pattern WORDS = Pattern.compile("[\\w .-]+");

    private final String script;

    /** Of each line that was reached. */
    private final List<LineStart> starts = new ArrayList<>(List.of(LineStart.SHELL));

    /** The words that end the here-documents which begin on the next line. */
    private final Queue<String> documents = new ArrayDeque<>();

    private int at;

    private CompactScript(String script) {
        this.script = script;
    }

    /**
     * The script in fewer bytes, for the same shells.
     *
     * @throws IllegalArgumentException if it holds what is not understood here
     */
    static String of(String script) {
        return of(script, EnumSet.of(LineStart.SHELL, LineStart.AWK));
    }

    /** Touches lines with these beginnings only. */
    static String of(String script, Set<LineStart> touched) {
        List<LineStart> starts = new CompactScript(script).starts();
        String[] lines = script.split("\n", -1);
        StringBuilder compact = new StringBuilder(script.length());
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (touched.contains(starts.get(i)) && !(i == 0 && line.startsWith("#!"))) {
                line = withoutBlanks(line);
                // No shell goes on with a comment after a backslash; whether each awk does is open.
                if (line.isEmpty() || (line.startsWith("#") && !line.endsWith("\\"))) {
                    continue;
                }
                if (starts.get(i) == LineStart.AWK) {
                    line = closed(line);
                } else if (WORDS.matcher(line).matches()) {
                    line = line.replaceAll(" +", " ");
                }
            }
            compact.append(line).append('\n');
        }
        return compact.toString();
    }

    /** A line of awk without the blanks that separate nothing. */
    private static String closed(String line) {
        if (line.indexOf('\'') >= 0 || line.indexOf('#') >= 0) {
            return line;
        }
        StringBuilder closed = new StringBuilder(line.length());
        int end;
        for (int i = 0; i < line.length(); i = end) {
            end = i + 1;
            char c = line.charAt(i);
            if (c == '"' || (c == '/' && PATTERN_NEXT.matcher(closed).find())) {
                end = literalEnd(line, i);
            }
            if (c != ' ' || !separatesNothing(closed, line.substring(end).stripLeading())) {
                closed.append(line, i, end);
            }
        }
        return closed.toString();
    }

    /** Behind the string or pattern that begins here. */
    private static int literalEnd(String line, int from) {
        int at = from + 1;
        while (at < line.length() && line.charAt(at) != line.charAt(from)) {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, line.length());
    }

    private static boolean separatesNothing(CharSequence before, String after) {
        if (after.isEmpty()) {
            return true;
        }
        if (!before.isEmpty()
                && isSign(before.charAt(before.length() - 1))
                && isSign(after.charAt(0))) {
            return false;
        }
        return BLANK_NEXT.matcher(before).find()
                || BLANK_BEFORE.matcher(after).lookingAt()
                || (after.startsWith("(") && PARENTHESIS_NEXT.matcher(before).find());
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }

    private static String withoutBlanks(String line) {
        int from = 0;
        while (from < line.length() && " \t".indexOf(line.charAt(from)) >= 0) {
            from++;
        }
        return line.substring(from);
    }

    private List<LineStart> starts() {
        commands(false);
        if (!documents.isEmpty()) {
            throw refused("a here-document without its text");
        }
        return starts;
    }

    /** Reads to the end of the script, or of the substitution or the parentheses in one. */
    private void commands(boolean nested) {
        List<String> command = new ArrayList<>();
        int word = -1;
        boolean awk = false;
        while (at < script.length()) {
            char c = script.charAt(at);
            if (script.startsWith("\\\n", at)) {
                // Taken out by the shell before it looks for words.
                at++;
                take(LineStart.INSIDE);
            } else if (BETWEEN_WORDS.indexOf(c) >= 0) {
                if (word >= 0) {
                    command.add(script.substring(word, at));
                    word = -1;
                }
                if (nested && command.contains("case")) {
                    throw refused("`case` in a substitution");
                }
                if (" \t<>".indexOf(c) < 0 && !isRedirection()) {
                    command.clear();
                }
                if (c == ')' && nested) {
                    at++;
                    return;
                }
                between(c, nested);
            } else if (c == '#' && word < 0) {
                comment(nested);
            } else {
                if (word < 0) {
                    word = at;
                    awk = !nested && isAwk(command);
                }
                // Only the quotes with which the word begins: further ones may be in awk's string.
                piece(awk && word == at ? LineStart.AWK : LineStart.INSIDE);
            }
        }
        if (nested) {
            throw refused("a substitution without an end");
        }
    }

    /** Whether the second character of an operator such as {@code >&} is next. */
    private boolean isRedirection() {
        return at > 0 && "<>".indexOf(script.charAt(at - 1)) >= 0;
    }

    private void between(char c, boolean nested) {
        if (script.startsWith("<<", at)) {
            Matcher document = DOCUMENT.matcher(script).region(at, script.length());
            if (nested || !document.lookingAt()) {
                throw refused("`<<` other than <<'WORD'");
            }
            documents.add(document.group(1));
            at = document.end();
        } else if (c == '\n' && nested && !documents.isEmpty()) {
            throw refused("a here-document beside a substitution");
        } else if (c == '\n' && !documents.isEmpty()) {
            take(LineStart.INSIDE);
            documents();
        } else {
            take(nested ? LineStart.INSIDE : LineStart.SHELL);
            if (c == '(' && nested) {
                commands(true);
            }
        }
    }

    private void documents() {
        while (!documents.isEmpty()) {
            int end = script.indexOf('\n', at);
            if (end < 0) {
                throw refused("a here-document without an end");
            }
            if (script.substring(at, end).equals(documents.element())) {
                documents.remove();
            }
            at = end;
            take(documents.isEmpty() ? LineStart.SHELL : LineStart.INSIDE);
        }
    }

    private void comment(boolean nested) {
        if (nested) {
            throw refused("a comment in a substitution");
        }
        int end = script.indexOf('\n', at);
        at = end < 0 ? script.length() : end;
    }

    /**
     * Whether the next word of a command is a program for awk; {@code limit} is the probe's own,
     * and runs the command that follows its number.
     */
    private static boolean isAwk(List<String> command) {
        int words = command.size();
        while (words >= 2 && AWK_OPTIONS.contains(command.get(words - 2))) {
            words -= 2;
        }
        return switch (words) {
            case 1 -> command.getFirst().equals("awk");
            case 3 -> command.getFirst().equals("limit") && command.get(2).equals("awk");
            default -> false;
        };
    }

    /** Reads one character of a word, or what is quoted or substituted there. */
    private void piece(LineStart literal) {
        switch (take(LineStart.INSIDE)) {
            case '\\' -> take(LineStart.INSIDE);
            case '\'' -> literal(literal);
            case '"' -> quoted();
            case '$' -> {
                if (at < script.length() && "'\"".indexOf(script.charAt(at)) >= 0) {
                    throw refused("a dollar sign before quotes");
                }
                expansion();
            }
            case '`' -> throw refused("a back quote");
            default -> {}
        }
    }

    private void literal(LineStart inside) {
        char c = ' ';
        do {
            c = take(c == '\\' ? LineStart.INSIDE : inside);
        } while (c != '\'');
    }

    private void quoted() {
        for (char c = take(LineStart.INSIDE); c != '"'; c = take(LineStart.INSIDE)) {
            switch (c) {
                case '\\' -> take(LineStart.INSIDE);
                case '$' -> expansion();
                case '`' -> throw refused("a back quote");
                default -> {}
            }
        }
    }

    /** Reads what a dollar sign begins; a plain name needs no reading. */
    private void expansion() {
        if (script.startsWith("(", at)) {
            at++;
            commands(true);
        } else if (script.startsWith("{", at)) {
            for (char c = take(LineStart.INSIDE); c != '}'; c = take(LineStart.INSIDE)) {
                if ("'\"\\`$(\n".indexOf(c) >= 0) {
                    throw refused("more than a name and a plain pattern in ${}");
                }
            }
        }
    }

    /**
     * The next character.
     *
     * @param following how the next line begins if it is a line feed
     */
    private char take(LineStart following) {
        if (at == script.length()) {
            throw refused("a quote without an end");
        }
        char c = script.charAt(at++);
        if (c == '\n') {
            starts.add(following);
        }
        return c;
    }

    private IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(
                "line %d of the script has %s, which is not understood when comments are left out: write it in another way"
                        .formatted(starts.size(), what));
    }
}
