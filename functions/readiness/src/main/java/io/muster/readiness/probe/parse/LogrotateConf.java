package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.RotationPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of logrotate: {@code /etc/logrotate.conf}, then the files it includes, each
 * behind a line {@code ==> FILE <==} as head and tail print them. What stands outside of braces
 * holds for every block read after it, in that file and the next ones, as logrotate has it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/logrotate.8.html">logrotate(8)</a>
 */
public final class LogrotateConf {

    private static final int MOST = 500;
    private static final int MAX_PATTERNS = 100;

    private static final Set<String> SCRIPTS =
            Set.of("postrotate", "prerotate", "firstaction", "lastaction", "preremove");

    private final Rows<RotationPolicy> rows;
    private final RotationSettings global = new RotationSettings();
    private final List<String> patterns = new ArrayList<>();
    private @Nullable RotationSettings block;
    private @Nullable String file;
    private boolean inScript;
    private boolean read;

    private LogrotateConf(String output) {
        this.rows = new Rows<>("logrotate-conf", MOST, output);
    }

    public static Fact<Listing<RotationPolicy>> parse(String output) {
        return new LogrotateConf(output).readAll();
    }

    private Fact<Listing<RotationPolicy>> readAll() {
        for (String line : rows.lines()) {
            String text = line.strip();
            if (text.startsWith("==> ") && text.endsWith(" <==") && text.length() > 8) {
                abandon();
                file = Field.text(text.substring(4, text.length() - 4));
                read = true;
            } else if (inScript) {
                inScript = !text.equals("endscript");
            } else if (!text.startsWith("#")) {
                statement(text);
            }
        }
        abandon();
        return read ? rows.orNone() : rows.some();
    }

    /** A file that ends within a block or a script has lost the rest of it. */
    private void abandon() {
        if (block != null || inScript) {
            rows.unreadable();
        }
        block = null;
        inScript = false;
        patterns.clear();
    }

    private void statement(String text) {
        RotationSettings open = block;
        if (open != null) {
            inBlock(text, open);
            return;
        }
        int brace = text.indexOf('{');
        if (brace >= 0) {
            addPatterns(text.substring(0, brace));
            block = global.copy();
            String rest = text.substring(brace + 1).strip();
            if (!rest.isEmpty()) {
                statement(rest);
            }
        } else if (text.startsWith("/") || text.startsWith("\"") || text.startsWith("'")) {
            addPatterns(text);
        } else {
            read |= directive(text, global);
        }
    }

    private void inBlock(String text, RotationSettings open) {
        if (text.startsWith("}")) {
            close(open);
            return;
        }
        boolean closes = text.endsWith("}");
        String directive = closes ? text.substring(0, text.length() - 1).strip() : text;
        if (!directive.isEmpty()) {
            directive(directive, open);
        }
        if (closes) {
            close(open);
        }
    }

    private void close(RotationSettings open) {
        rows.add(patterns.isEmpty() ? null : open.policy(file, patterns));
        read = true;
        block = null;
        patterns.clear();
    }

    private boolean directive(String text, RotationSettings settings) {
        int end = 0;
        while (end < text.length() && " \t=".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String word = text.substring(0, end);
        String value = text.substring(end).strip();
        if (SCRIPTS.contains(word)) {
            inScript = true;
        }
        return settings.apply(word, value.startsWith("=") ? value.substring(1).strip() : value);
    }

    /** Paths between blanks; one that holds blanks stands in quotes. */
    private void addPatterns(String text) {
        int at = 0;
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (letter == ' ' || letter == '\t' || letter == ',') {
                at++;
                continue;
            }
            boolean quoted = letter == '"' || letter == '\'';
            int from = quoted ? at + 1 : at;
            int end = from;
            while (end < text.length()
                    && (quoted
                            ? text.charAt(end) != letter
                            : text.charAt(end) != ' ' && text.charAt(end) != '\t')) {
                end++;
            }
            if (end > from && patterns.size() < MAX_PATTERNS) {
                patterns.add(Field.text(text.substring(from, end)));
            } else if (end > from) {
                rows.cut();
            }
            at = end + 1;
        }
    }
}
