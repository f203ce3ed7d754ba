package io.muster.readiness.probe.parse;

import io.muster.readiness.guest.RotationFault;
import io.muster.readiness.guest.RotationFault.Effect;
import io.muster.readiness.guest.RotationPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file of logrotate's configuration, read letter by letter: where logrotate goes on after a
 * line that it does not understand depends on the letter at which it gave up. Held to logrotate
 * 3.21 by a test that runs it.
 */
final class LogrotateFile {

    /** Where the blocks of a file go to, and what it says of others. */
    interface Reader {

        void block(RotationPolicy policy);

        /** Reads more files with these settings; false where one of them has a fault. */
        boolean include(String path, RotationSettings settings);

        /**
         * Says which names are passed over.
         *
         * @param word {@code tabooext} or {@code taboopat}
         */
        void taboo(String word, String list);
    }

    private static final int MAX_FAULTS = 20;
    private static final int MAX_LINE_LENGTH = 200;

    static final Set<String> SCRIPTS =
            Set.of("postrotate", "prerotate", "firstaction", "lastaction", "preremove");

    /** Directives for which rotated files have no name that begins as that of the log. */
    private static final Set<String> ELSEWHERE = Set.of("olddir", "extension", "addextension");

    private enum State {
        STATEMENTS,
        /** Behind a closing brace. */
        BLOCK_END,
        /** At the letter after the one that was not understood. */
        NOT_UNDERSTOOD,
        /** On the way to the end of a block that is passed over. */
        SKIPPING,
        SCRIPT
    }

    /** What stands between braces, so far as it was read. */
    private static final class Block {
        private final List<String> patterns;
        private final RotationSettings settings;
        private final List<RotationFault> faults = new ArrayList<>();
        private @Nullable String skippedAt;

        Block(List<String> patterns, RotationSettings settings) {
            this.patterns = patterns;
            this.settings = settings;
        }
    }

    private final @Nullable String file;
    private final String text;
    private final RotationSettings global;
    private final Reader reader;
    private State state = State.STATEMENTS;
    private boolean restOfLine;
    private int at;
    private @Nullable Block block;
    private boolean sound = true;

    /**
     * @param file its name; null where it is not known
     * @param text its lines
     * @param global what holds before it, and is changed by it
     */
    LogrotateFile(@Nullable String file, String text, RotationSettings global, Reader reader) {
        this.file = file;
        this.text = text.endsWith("\n") ? text : text + "\n";
        this.global = global;
        this.reader = reader;
    }

    /** Reads it; false where it has a fault for which logrotate forgets what it set. */
    boolean read() {
        for (at = 0; at < text.length(); at++) {
            if (restOfLine) {
                restOfLine = here() != '\n';
            } else if (!step()) {
                return false;
            }
        }
        return end();
    }

    private boolean step() {
        switch (state) {
            case STATEMENTS -> {
                return statement();
            }
            case BLOCK_END -> behindBlock();
            case NOT_UNDERSTOOD -> state = State.SKIPPING;
            case SKIPPING -> skip();
            case SCRIPT -> script();
        }
        return true;
    }

    private boolean end() {
        Block open = block;
        if (open == null) {
            return sound;
        }
        if (open.skippedAt != null) {
            // Without a brace that it takes for the end, what it understood counts.
            emit(open, new RotationFault(Effect.REST_OF_BLOCK_SKIPPED, open.skippedAt));
            return false;
        }
        if (state == State.SCRIPT) {
            return giveUp("endscript");
        }
        emit(open, null);
        return sound;
    }

    private boolean statement() {
        char letter = here();
        if (blank(letter) || letter == '\n') {
            return true;
        }
        if (letter == '#') {
            restOfLine = true;
            return true;
        }
        if (alphabetic(letter)) {
            return directive();
        }
        return switch (letter) {
            case '/', '"', '\'', '~' -> names();
            case '}' -> close();
            default -> refuse(at);
        };
    }

    private boolean directive() {
        int from = at;
        String word = word();
        if (!space(here()) && here() != '=') {
            return refuse(from);
        }
        Block open = block;
        RotationSettings settings = open == null ? global : open.settings;
        if (SCRIPTS.contains(word)) {
            settings.script(word);
            state = State.SCRIPT;
            return true;
        }
        if (settings.turn(word)) {
            return true;
        }
        return switch (word) {
            case "weekly" -> settings.weekly(rest().strip()) || giveUp(line(from));
            case "su" -> settings.user(Field.words(rest().strip()).size()) || refuse(from);
            case "create", "createolddir" -> owned(rest()) || refuse(from);
            case "compressoptions" -> {
                rest();
                yield true;
            }
            case "size", "minsize", "maxsize", "dateformat" -> optional(word, settings, from);
            case "tabooext", "taboopat" -> open == null ? taboo(word, from) : refuse(from);
            case "rotate",
                    "start",
                    "minage",
                    "maxage",
                    "shredcycles",
                    "mail",
                    "include",
                    "olddir",
                    "extension",
                    "addextension",
                    "compresscmd",
                    "uncompresscmd",
                    "compressext" ->
                    valued(word, settings, from);
            default -> {
                ignored(from);
                restOfLine = here() != '\n';
                yield true;
            }
        };
    }

    /** A directive whose value may be missing, which logrotate mentions and no more. */
    private boolean optional(String word, RotationSettings settings, int from) {
        String value = value();
        if (value == null) {
            ignored(from);
            return true;
        }
        if (word.equals("dateformat")) {
            settings.dateFormat(value);
            return true;
        }
        return settings.size(word, value) || refuse(from);
    }

    private boolean taboo(String word, int from) {
        String value = value();
        if (value == null) {
            ignored(from);
        } else {
            reader.taboo(word, value);
        }
        return true;
    }

    private boolean valued(String word, RotationSettings settings, int from) {
        String value = value();
        if (value == null) {
            return refuse(from);
        }
        boolean understood =
                switch (word) {
                    case "rotate" -> settings.rotate(value);
                    case "start", "minage", "maxage", "shredcycles" ->
                            RotationSettings.isCount(value);
                    case "extension", "addextension" -> true;
                    case "include" -> {
                        sound &= reader.include(value, settings);
                        yield true;
                    }
                    default -> value.chars().noneMatch(Character::isWhitespace);
                };
        if (ELSEWHERE.contains(word)) {
            settings.elsewhere();
        }
        return understood || refuse(from);
    }

    /** {@code [MODE] [OWNER [GROUP]]}, and no more. */
    private static boolean owned(String rest) {
        List<String> words = Field.words(rest.strip());
        boolean mode = !words.isEmpty() && words.getFirst().matches("[+-]?[0-7]{1,20}");
        return words.size() <= (mode ? 3 : 2);
    }

    /** The names of logs, over any number of lines, up to the brace. */
    private boolean names() {
        int from = at;
        if (block != null) {
            return refuse(from);
        }
        StringBuilder names = new StringBuilder();
        boolean lineBegins = false;
        boolean comment = false;
        for (; at < text.length(); at++) {
            char letter = here();
            if (letter == '\n') {
                lineBegins = true;
                comment = false;
            } else if (lineBegins && !space(letter)) {
                lineBegins = false;
                comment = letter == '#';
            }
            if (comment) {
                continue;
            }
            if (letter == '{') {
                List<String> patterns = patterns(names);
                if (patterns.isEmpty()) {
                    return giveUp(line(from));
                }
                block = new Block(patterns, global.copy());
                return true;
            }
            if (letter == '}') {
                return giveUp(line(from));
            }
            names.append(letter);
        }
        return giveUp(line(from));
    }

    /** The words, as popt takes them apart: with quotes and backslashes like a shell's. */
    private static List<String> patterns(CharSequence names) {
        List<String> patterns = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < names.length(); i++) {
            char letter = names.charAt(i);
            if (letter == quote) {
                quote = 0;
            } else if (quote != 0 || !(space(letter) || letter == '"' || letter == '\'')) {
                if (letter == '\\' && i + 1 < names.length()) {
                    i++;
                    if (quote != 0 && names.charAt(i) != quote) {
                        word.append('\\');
                    }
                    letter = names.charAt(i);
                }
                word.append(letter);
            } else if (space(letter)) {
                addPattern(word, patterns);
            } else {
                quote = letter;
            }
        }
        addPattern(word, patterns);
        return patterns;
    }

    private static void addPattern(StringBuilder word, List<String> patterns) {
        if (!word.isEmpty()) {
            patterns.add(Field.text(word.toString()));
            word.setLength(0);
        }
    }

    private boolean close() {
        Block open = block;
        if (open == null) {
            return giveUp(line(at));
        }
        emit(open, null);
        block = null;
        state = State.BLOCK_END;
        return true;
    }

    private void behindBlock() {
        if (here() == '\n') {
            state = State.STATEMENTS;
        } else if (!blank(here())) {
            if (here() != '\r' && here() != '#') {
                ignored(at);
            }
            state = State.STATEMENTS;
            restOfLine = true;
        }
    }

    /** Only a brace that begins a line ends a block that is passed over. */
    private void skip() {
        Block open = block;
        if (here() == '}' && open != null && open.skippedAt != null) {
            emit(open, new RotationFault(Effect.BLOCK_SKIPPED, open.skippedAt));
            block = null;
            state = State.STATEMENTS;
        } else if (SCRIPTS.contains(word())) {
            state = State.SCRIPT;
        } else {
            restOfLine = here() != '\n';
        }
    }

    private void script() {
        if (word().equals("endscript")) {
            Block open = block;
            state = open != null && open.skippedAt != null ? State.SKIPPING : State.STATEMENTS;
        } else {
            restOfLine = here() != '\n';
        }
    }

    /** What stands here is not understood: passes over the block, or the rest of the file. */
    private boolean refuse(int where) {
        Block open = block;
        if (open == null) {
            return giveUp(line(where));
        }
        open.skippedAt = line(where);
        state = State.NOT_UNDERSTOOD;
        sound = false;
        return true;
    }

    private boolean giveUp(String line) {
        Block open = block == null ? new Block(List.of(), global.copy()) : block;
        emit(open, new RotationFault(Effect.REST_OF_FILE_SKIPPED, line));
        block = null;
        return false;
    }

    private void ignored(int where) {
        RotationFault fault = new RotationFault(Effect.LINE_IGNORED, line(where));
        Block open = block;
        if (open == null) {
            emit(new Block(List.of(), global.copy()), fault);
        } else if (open.faults.size() < MAX_FAULTS) {
            open.faults.add(fault);
        }
    }

    private void emit(Block done, @Nullable RotationFault fault) {
        List<RotationFault> faults = new ArrayList<>(done.faults);
        if (fault != null) {
            faults.add(fault);
        }
        reader.block(done.settings.policy(file, done.patterns, faults));
    }

    private char here() {
        return at < text.length() ? text.charAt(at) : '\n';
    }

    private String word() {
        while (blank(here()) && at < text.length()) {
            at++;
        }
        int from = at;
        while (alphabetic(here())) {
            at++;
        }
        return text.substring(from, at);
    }

    /** The value of a directive, or null where the line ends. */
    private @Nullable String value() {
        int from = at;
        while (blank(text.charAt(from))) {
            from++;
        }
        if (text.charAt(from) == '=') {
            from++;
            while (blank(text.charAt(from))) {
                from++;
            }
        }
        if (text.charAt(from) == '\n') {
            return null;
        }
        at = from;
        return rest();
    }

    /** What is left of the line, of which all is read then but its end. */
    private String rest() {
        int feed = text.indexOf('\n', at);
        int end = feed;
        while (end > at && space(text.charAt(end - 1))) {
            end--;
        }
        String rest = text.substring(at, end);
        at = feed - 1;
        return rest;
    }

    /** The line from a directive on, or the whole line where there is none. */
    private String line(int where) {
        int from = alphabetic(text.charAt(where)) ? where : text.lastIndexOf('\n', where - 1) + 1;
        while (blank(text.charAt(from))) {
            from++;
        }
        int end = text.indexOf('\n', where);
        return Field.text(text.substring(Math.min(from, end), end), MAX_LINE_LENGTH);
    }

    private static boolean alphabetic(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }

    private static boolean blank(char letter) {
        return letter == ' ' || letter == '\t';
    }

    private static boolean space(char letter) {
        return letter == ' ' || (letter >= '\t' && letter <= '\r');
    }
}
