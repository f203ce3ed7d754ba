package io.muster.readiness.probe;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Redaction;
import io.muster.readiness.text.Untrusted;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the probe printed on one guest, taken apart at its markers (docs/guest.md).
 *
 * <p>The text is hostile: tools repeat names that any user of the guest may choose. A marker counts
 * only with the number that the probe drew for this run, which cannot be predicted on the guest,
 * and only in its place. An answer in which markers stand out of place is refused as a whole.
 *
 * @param at when the guest's own clock says that the probe began
 * @param userId the user that ran it, 0 for root; -1 when the guest could not tell
 * @param sections by name, in the order of the answer
 * @param complete whether the probe came to its end; a section that is absent otherwise was cut off
 */
public record ProbeOutput(
        Instant at, long userId, Map<String, Section> sections, boolean complete) {

    /** The newest format that is understood, the number in the first line. */
    public static final int FORMAT = 1;

    /** Characters of a guest's text that a message repeats. */
    static final int MAX_SHOWN = 160;

    /** The longest answer that is read, in bytes: three times all budgets of the probe. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_SECTIONS = 100;

    /** An answer is taken apart by its bytes, which are announced; texts are decoded then. */
    private static final Charset ONE_BYTE_EACH = StandardCharsets.ISO_8859_1;

    private static final Pattern FIRST_LINE =
            Pattern.compile("#muster-probe (\\d{1,9}) ([0-9a-f]{16}) (\\d{1,12}) (-?\\d{1,12})");
    private static final Pattern MARKER =
            Pattern.compile(
                    "@([0-9a-f]{16}) (?:begin (?<begin>[a-z0-9-]{1,40}) (?<tool>[A-Za-z0-9._-]{1,40})"
                            + "|end (?<end>[a-z0-9-]{1,40}) (?<code>\\d{1,3}) (?<bytes>\\d{1,9})"
                            + " (?<state>ok|cut|failed)"
                            + "|done (?<done>\\d{1,4}))");

    public ProbeOutput {
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /**
     * What one section printed.
     *
     * @param tool which tool answered, and so which parser reads it; {@code none} when there was
     *     none
     * @param exitCode of that tool; {@link #TIME_WAS_UP} and {@link #NO_TOOL} are the probe's own
     * @param bytes how much it printed before the probe cut it
     * @param state whether this is all of it; {@link State#CUT} also where fewer bytes arrived than
     *     were announced
     * @param text the output, redacted; when the probe cut it, without its last, broken line
     */
    public record Section(
            String name, String tool, int exitCode, int bytes, State state, String text) {

        /** The tool was ended by its timeout; the text is what it had printed by then. */
        public static final int TIME_WAS_UP = 124;

        /** The guest has no tool that could answer. */
        public static final int NO_TOOL = 127;

        /** Whether the tool came to its end with success and everything it printed is here. */
        public boolean whole() {
            return exitCode == 0 && state == State.OK;
        }
    }

    /** How much of a tool's output a section holds. */
    public enum State {
        /** All of it. */
        OK,
        /** The beginning: there was more than the section's budget. */
        CUT,
        /** None: the text is what the tool complained of. */
        FAILED
    }

    /**
     * A section's output, or why there is none. An output that is cut, or that a timeout ended, is
     * known: its parser says what the part is good for.
     */
    public Fact<Section> section(String name) {
        Section section = sections.get(name);
        if (section == null) {
            return Fact.missing(
                    Why.NOT_REPORTED,
                    Message.of(complete ? "facts.section-missing" : "facts.section-cut")
                            .with("section", name));
        }
        if (section.exitCode() == Section.NO_TOOL && section.text().isEmpty()) {
            return Fact.missing(
                    Why.NOT_SUPPORTED, Message.of("facts.section-no-tool").with("section", name));
        }
        if (section.state() == State.FAILED) {
            return Fact.missing(
                    Why.FAILED,
                    Message.of("facts.section-failed")
                            .with("tool", section.tool())
                            .with("code", section.exitCode())
                            .with("message", shown(section.text())));
        }
        if (section.exitCode() == Section.TIME_WAS_UP && section.text().isEmpty()) {
            return Fact.missing(
                    Why.FAILED, Message.of("facts.section-timed-out").with("section", name));
        }
        return Fact.known(section);
    }

    /** Takes an answer apart, or says why it is not one. Never throws. */
    public static Fact<ProbeOutput> parse(byte[] answer) {
        if (answer.length > MAX_BYTES) {
            return refused(Message.of("facts.answer-too-long").with("bytes", MAX_BYTES));
        }
        return parse(new String(answer, ONE_BYTE_EACH));
    }

    private static Fact<ProbeOutput> parse(String text) {
        int end = text.indexOf('\n');
        String firstLine = end < 0 ? text : text.substring(0, end);
        Matcher first = FIRST_LINE.matcher(firstLine);
        if (!first.matches()) {
            return refused(
                    Message.of("facts.answer-first-line").with("text", shownBytes(firstLine)));
        }
        if (Integer.parseInt(first.group(1)) != FORMAT) {
            return Fact.missing(
                    Why.NOT_SUPPORTED,
                    Message.of("facts.answer-format").with("format", first.group(1)));
        }
        Reader reader = new Reader(first.group(2));
        for (int from = end + 1; end >= 0 && from < text.length(); from = end + 1) {
            end = text.indexOf('\n', from);
            if (end < 0) {
                // A line without its end is the place where an answer was cut off.
                break;
            }
            Message wrong = reader.line(text.substring(from, end));
            if (wrong != null) {
                return refused(wrong);
            }
        }
        return Fact.known(
                new ProbeOutput(
                        Instant.ofEpochSecond(Long.parseLong(first.group(3))),
                        Long.parseLong(first.group(4)),
                        reader.sections,
                        reader.done));
    }

    /** A guest's text as a message repeats it. */
    static String shown(String text) {
        return Untrusted.line(Redaction.of(text), MAX_SHOWN).strip();
    }

    private static Fact<ProbeOutput> refused(Message how) {
        return Fact.missing(Why.FAILED, how);
    }

    private static String decoded(String bytes) {
        return new String(bytes.getBytes(ONE_BYTE_EACH), StandardCharsets.UTF_8);
    }

    private static String shownBytes(String bytes) {
        return shown(decoded(bytes));
    }

    /** Collects lines into the section that is open; says what is out of place. */
    private static final class Reader {

        private final String nonce;
        private final Map<String, Section> sections = new LinkedHashMap<>();
        private final List<String> lines = new ArrayList<>();
        private @Nullable String name;
        private String tool = "";
        private boolean done;

        Reader(String nonce) {
            this.nonce = nonce;
        }

        @Nullable Message line(String line) {
            Matcher marker = marker(line);
            if (marker == null) {
                if (name == null) {
                    return Message.of("facts.answer-stray-line").with("text", shownBytes(line));
                }
                lines.add(line);
                return null;
            }
            if (done) {
                return Message.of("facts.answer-after-end");
            }
            if (marker.group("begin") != null) {
                return begin(marker.group("begin"), marker.group("tool"));
            }
            return marker.group("end") != null ? end(marker) : done(marker.group("done"));
        }

        /** The marker of this run that the line is, or null; other runs' markers are text. */
        private @Nullable Matcher marker(String line) {
            if (!line.startsWith("@")) {
                return null;
            }
            Matcher marker = MARKER.matcher(line);
            return marker.matches() && marker.group(1).equals(nonce) ? marker : null;
        }

        private @Nullable Message begin(String begun, String with) {
            if (name != null) {
                return Message.of("facts.answer-nested-section")
                        .with("section", begun)
                        .with("outer", name);
            }
            if (sections.containsKey(begun)) {
                return Message.of("facts.answer-section-twice").with("section", begun);
            }
            if (sections.size() == MAX_SECTIONS) {
                return Message.of("facts.answer-many-sections").with("count", MAX_SECTIONS);
            }
            name = begun;
            tool = with;
            return null;
        }

        private @Nullable Message end(Matcher marker) {
            String ended = marker.group("end");
            if (!ended.equals(name)) {
                return Message.of("facts.answer-section-not-open").with("section", ended);
            }
            State state =
                    switch (marker.group("state")) {
                        case "ok" -> State.OK;
                        case "cut" -> State.CUT;
                        default -> State.FAILED;
                    };
            if (state == State.CUT && !lines.isEmpty()) {
                lines.removeLast();
            }
            String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
            int bytes = Integer.parseInt(marker.group("bytes"));
            if (state == State.OK && text.length() < bytes) {
                state = State.CUT;
            }
            sections.put(
                    ended,
                    new Section(
                            ended,
                            tool,
                            Integer.parseInt(marker.group("code")),
                            bytes,
                            state,
                            Redaction.of(decoded(text))));
            lines.clear();
            name = null;
            return null;
        }

        private @Nullable Message done(String count) {
            if (name != null) {
                return Message.of("facts.answer-ends-in-section").with("section", name);
            }
            if (Integer.parseInt(count) != sections.size()) {
                return Message.of("facts.answer-section-count")
                        .with("announced", count)
                        .with("count", sections.size());
            }
            done = true;
            return null;
        }
    }
}
