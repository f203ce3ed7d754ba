package io.muster.readiness.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes up configurations of logrotate: sound ones with what people get wrong in them. */
final class RotationGenerator {

    private static final List<String> SOUND =
            List.of(
                    "daily",
                    "weekly",
                    "weekly 3",
                    "weekly 7",
                    "monthly",
                    "yearly",
                    "hourly",
                    "rotate 7",
                    "rotate=9",
                    "rotate = 0x1f",
                    "rotate 010",
                    "rotate -1",
                    "rotate +4",
                    "rotate 0",
                    "size 100k",
                    "size 12M",
                    "size=3G",
                    "size +20M",
                    "size 5000",
                    "size 0x100",
                    "size k",
                    "size",
                    "minsize 1M",
                    "maxsize 200K",
                    "compress",
                    "nocompress",
                    "missingok",
                    "notifempty",
                    "ifempty",
                    "delaycompress",
                    "copytruncate",
                    "nocopytruncate",
                    "renamecopy",
                    "sharedscripts",
                    "dateext",
                    "dateyesterday",
                    "dateformat -%Y%m%d%H",
                    "create",
                    "create 0640 root adm",
                    "create 0640 root",
                    "create root adm",
                    "nocreate",
                    "createolddir 0755 root root",
                    "su root root",
                    "start 3",
                    "minage 2",
                    "maxage 30",
                    "mail root@example.org",
                    "nomail",
                    "extension .log",
                    "compresscmd /bin/bzip2",
                    "compressext .bz2",
                    "shredcycles 3",
                    "allowhardlink",
                    "ignoreduplicates",
                    "daily rotate 5",
                    "missingok notifempty compress",
                    "monthly # each month",
                    "errors",
                    "# rotate 99",
                    "",
                    "   ");

    private static final List<String> WRONG =
            List.of(
                    "size 100MB",
                    "size 100m",
                    "size 10 M",
                    "size -5M",
                    "size -5",
                    "size 0xF",
                    "maxsize 1.5G",
                    "minsize M5",
                    "rotate 7 # a week",
                    "rotate 7;",
                    "rotate seven",
                    "rotate -2",
                    "rotate 08",
                    "rotate",
                    "rotate 99999999999",
                    "maxage 7d",
                    "minage -3",
                    "start x",
                    "su root root adm",
                    "su root",
                    "su",
                    "create 0640 root adm adm",
                    "create root adm adm",
                    "monthly 15",
                    "daily;",
                    "weekly 9",
                    "weekly mon",
                    "weekly rotate 4",
                    "rotate7",
                    "size100M",
                    "date-ext",
                    "Rotate 5",
                    "DAILY",
                    "missingOk",
                    "noifempty",
                    "keep 9 files",
                    "compresscmd /usr/bin/xz -9",
                    "mail root and others",
                    "mail",
                    "olddir my old logs",
                    "errors root@example.org",
                    "tabooext + .off",
                    "/var/log/inner.log",
                    "\"quoted\"",
                    "{",
                    "= 5",
                    "7",
                    "}",
                    "compress }",
                    "compress}",
                    "rotate 7 }",
                    "\r",
                    "compress\r",
                    "shredcycles many");

    private static final List<String> SCRIPTS =
            List.of("postrotate", "prerotate", "firstaction", "lastaction", "preremove");

    private static final List<String> SCRIPT_LINES =
            List.of(
                    "systemctl kill -s HUP rsyslog",
                    "# endscript",
                    "rotate 77",
                    "}",
                    "if [ -f /run/x.pid ]; then { kill -HUP 1; }; fi",
                    "endscripts",
                    "daily");

    private static final List<String> TABOO =
            List.of(
                    "off.disabled",
                    "old.rpmsave",
                    "old.dpkg-old",
                    "copy~",
                    "copy.bak",
                    "v,v",
                    "new.ucf-dist",
                    "a.rhn-cfg-tmp-9",
                    "x.swp",
                    "parked.off");

    private final SplittableRandom random;
    private int logs;

    RotationGenerator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Writes {@code etc/logrotate.conf} and what it includes below a directory. */
    void write(Path directory) {
        Path included = directory.resolve("etc/logrotate.d");
        StringBuilder main = new StringBuilder("# logrotate passes over an empty file\n");
        globals(main);
        if (random.nextInt(4) == 0) {
            main.append(pick(List.of("tabooext + .off", "tabooext .off", "taboopat + par*, *.x")))
                    .append('\n');
        }
        if (random.nextInt(12) != 0) {
            main.append("include ").append(included).append('\n');
        }
        globals(main);
        blocks(main, random.nextInt(2));
        try {
            Files.createDirectories(included);
            Files.writeString(directory.resolve("etc/logrotate.conf"), main);
            int files = 1 + random.nextInt(3);
            for (int i = 0; i < files; i++) {
                StringBuilder text = new StringBuilder();
                if (random.nextInt(5) == 0) {
                    globals(text);
                }
                blocks(text, 1 + random.nextInt(3));
                String name = random.nextInt(5) == 0 ? pick(TABOO) : "app" + random.nextInt(100);
                Files.writeString(included.resolve(name), text.toString());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void globals(StringBuilder text) {
        int lines = random.nextInt(4);
        for (int i = 0; i < lines; i++) {
            line(text, "", random.nextInt(40) == 0);
        }
    }

    private void line(StringBuilder text, String indent, boolean wrong) {
        text.append(indent).append(pick(wrong ? WRONG : SOUND)).append('\n');
    }

    private void blocks(StringBuilder text, int count) {
        for (int i = 0; i < count; i++) {
            block(text);
        }
    }

    private void block(StringBuilder text) {
        text.append(names());
        String indent = pick(List.of("\t", "    ", "", "  "));
        boolean wrong = random.nextInt(3) == 0;
        int lines = random.nextInt(6);
        int fault = random.nextInt(lines + 1);
        for (int i = 0; i <= lines; i++) {
            if (wrong && i == fault) {
                line(text, indent, true);
            } else if (i < lines) {
                line(text, indent, false);
            }
        }
        if (random.nextInt(4) == 0) {
            script(text, indent);
        }
        text.append(
                random.nextInt(30) == 0
                        ? ""
                        : pick(
                                List.of(
                                        "}\n",
                                        "}\n",
                                        "}\n",
                                        "}\n\n",
                                        " }\n",
                                        "} # end\n",
                                        "} daily\n")));
    }

    private String names() {
        List<String> names = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            names.add(name());
        }
        String between = pick(List.of(" ", "\n", "  \t", "\n# not /this/one {\n"));
        return String.join(between, names)
                + pick(List.of(" {\n", "\n{\n", " {", "{\n", " { daily\n"));
    }

    private String name() {
        String path = "/nowhere/" + logs++ + pick(List.of("/*.log", "/app.log", "/[ab]?.out"));
        return switch (random.nextInt(5)) {
            case 0 -> '"' + path + '"';
            case 1 -> '"' + path.replace("/nowhere", "/no where") + '"';
            case 2 -> '\'' + path + '\'';
            default -> path;
        };
    }

    private void script(StringBuilder text, String indent) {
        text.append(indent).append(pick(SCRIPTS)).append('\n');
        int lines = random.nextInt(4);
        for (int i = 0; i < lines; i++) {
            text.append(indent).append("  ").append(pick(SCRIPT_LINES)).append('\n');
        }
        if (random.nextInt(20) != 0) {
            text.append(indent).append("endscript\n");
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
