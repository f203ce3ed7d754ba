package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Glob;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.RotationPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of logrotate, each file behind a line {@code ==> FILE <==}, in the order in
 * which logrotate reads them: {@code /etc/logrotate.conf}, and what it includes where it includes
 * it. A file that nothing includes, or whose name is one that logrotate passes over, says nothing.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/logrotate.8.html">logrotate(8)</a>
 */
public final class LogrotateConf implements LogrotateFile.Reader {

    private static final int MOST = 500;
    private static final int MAX_PATTERNS = 5_000;

    /** The whole section, and a file, are far smaller. */
    private static final int MAX_LENGTH = 1 << 20;

    /** logrotate's own limit. */
    private static final int MAX_NESTING = 16;

    private static final int MAX_FILES = 1_000;

    /**
     * The file that logrotate is run with; the second on distributions that keep theirs in /usr.
     */
    private static final List<String> MAIN =
            List.of("/etc/logrotate.conf", "/usr/etc/logrotate.conf");

    /** Directories of which the probe sends every file. */
    private static final Set<String> SENT = Set.of("/etc/logrotate.d", "/usr/etc/logrotate.d");

    /** Of 3.21; endings that earlier ones lack are those of copies, too. */
    private static final List<String> TABOO_ENDINGS =
            List.of(
                    ",v",
                    ".bak",
                    ".cfsaved",
                    ".disabled",
                    ".dpkg-bak",
                    ".dpkg-del",
                    ".dpkg-dist",
                    ".dpkg-new",
                    ".dpkg-old",
                    ".dpkg-tmp",
                    ".rhn-cfg-tmp-*",
                    ".rpmnew",
                    ".rpmorig",
                    ".rpmsave",
                    ".swp",
                    ".ucf-dist",
                    ".ucf-new",
                    ".ucf-old",
                    "~");

    private final Rows<RotationPolicy> rows;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> taboo =
            new ArrayList<>(TABOO_ENDINGS.stream().map(ending -> "*" + ending).toList());
    private int patterns;
    private int opened;
    private int depth;

    private LogrotateConf(String output) {
        this.rows = new Rows<>("logrotate-conf", MOST, output);
    }

    public static Fact<Listing<RotationPolicy>> parse(String output) {
        return new LogrotateConf(output).readAll(output);
    }

    private Fact<Listing<RotationPolicy>> readAll(String output) {
        String text = output.substring(0, Math.min(output.length(), MAX_LENGTH));
        if (text.length() < output.length()) {
            rows.cut();
        }
        String alone = takeApart(text);
        if (files.isEmpty()) {
            new LogrotateFile(null, alone, new RotationSettings(), this).read();
            return rows.some();
        }
        RotationSettings global = new RotationSettings();
        Optional<String> main = MAIN.stream().filter(files::containsKey).findFirst();
        if (main.isPresent()) {
            read(main.get(), global);
        } else {
            // Another file is the main one there, which the probe does not know.
            SENT.stream().sorted().forEach(directory -> include(directory, global));
        }
        return rows.orNone();
    }

    /** What stands before the first name. */
    private String takeApart(String text) {
        StringBuilder before = new StringBuilder();
        StringBuilder lines = before;
        String name = null;
        int from = 0;
        while (from < text.length()) {
            int feed = text.indexOf('\n', from);
            int end = feed < 0 ? text.length() : feed;
            String line = text.substring(from, end);
            if (line.startsWith("==> ") && line.endsWith(" <==") && line.length() > 8) {
                if (name != null) {
                    files.putIfAbsent(name, lines.toString());
                }
                name = Field.text(line.substring(4, line.length() - 4));
                lines = new StringBuilder();
            } else {
                lines.append(line).append('\n');
            }
            from = end + 1;
        }
        if (name != null) {
            files.putIfAbsent(name, lines.toString());
        }
        return before.toString();
    }

    /** A file with a fault leaves no setting behind. */
    private boolean read(String file, RotationSettings settings) {
        if (++opened > MAX_FILES) {
            rows.cut();
            return false;
        }
        RotationSettings before = settings.copy();
        boolean sound =
                new LogrotateFile(file, files.getOrDefault(file, ""), settings, this).read();
        if (!sound) {
            settings.restore(before);
        }
        return sound;
    }

    @Override
    public void block(RotationPolicy policy) {
        patterns += policy.patterns().size();
        if (patterns > MAX_PATTERNS) {
            rows.cut();
        } else if (!policy.patterns().isEmpty() || !policy.faults().isEmpty()) {
            rows.add(policy);
        }
    }

    @Override
    public boolean include(String path, RotationSettings settings) {
        if (depth >= MAX_NESTING) {
            return false;
        }
        String bare = path.length() > 1 && path.endsWith("/") ? withoutSlash(path) : path;
        if (files.containsKey(bare)) {
            return nested(bare, settings);
        }
        List<String> inside =
                files.keySet().stream()
                        .filter(file -> file.startsWith(bare + "/"))
                        .filter(file -> file.indexOf('/', bare.length() + 1) < 0)
                        .sorted()
                        .toList();
        if (inside.isEmpty() && !SENT.contains(bare)) {
            rows.unreadable();
        }
        boolean sound = true;
        for (String file : inside) {
            if (!passedOver(file.substring(bare.length() + 1))) {
                sound &= nested(file, settings);
            }
        }
        return sound;
    }

    private static String withoutSlash(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private boolean nested(String file, RotationSettings settings) {
        depth++;
        boolean sound = read(file, settings);
        depth--;
        return sound;
    }

    private boolean passedOver(String name) {
        return taboo.stream().anyMatch(pattern -> Glob.matches(pattern, name));
    }

    @Override
    public void taboo(String word, String list) {
        boolean more = list.startsWith("+");
        if (!more) {
            taboo.clear();
        }
        String any = word.equals("tabooext") ? "*" : "";
        for (String one : (more ? list.substring(1) : list).split("[\\s,]+", MOST)) {
            if (!one.isEmpty() && taboo.size() < MOST) {
                taboo.add(any + one);
            }
        }
    }
}
