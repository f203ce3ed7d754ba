package io.muster.readiness.graviton;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runtimes and packages of .NET, PHP and Ruby take on arm64, by version, each with the public
 * page that says so.
 */
public final class LanguageRules {

    static final String FILE = "languages.csv";

    /** When the pages were read. */
    public static final String CHECKED = "2026-11-30";

    /** What a rule is about. */
    public enum Kind {
        /** A shared framework of .NET. */
        RUNTIME,
        /** A library that a NuGet package puts below {@code runtimes/}. */
        NUGET,
        /** An extension of PHP that is not built from source, by the version of PHP. */
        PHP,
        /** A gem of Ruby whose folder names the platform x86_64-linux. */
        GEM
    }

    /** What it takes. */
    public enum Take {
        /** It exists for arm64, or is built when it is installed there. */
        INSTALL,
        /** A later version exists for arm64. */
        UPGRADE,
        /** It is another download for arm64. */
        ADD,
        /** No build for arm64 is known. */
        ASK,
        /** Its maker has ended it without a build for arm64. */
        BLOCK
    }

    /**
     * What holds from a version on.
     *
     * @param remedy the version to upgrade to, or the download; empty for none
     * @param glibc what the arm64 build needs at least; null where the source does not say
     * @param source the address of a page
     */
    public record Rule(
            Kind kind,
            String name,
            String from,
            Take take,
            String remedy,
            @Nullable String glibc,
            String source) {}

    private static final LanguageRules TABLE = new LanguageRules();

    private final List<Rule> all;
    private final Map<String, List<Rule>> byName = new HashMap<>();

    private LanguageRules() {
        all = CsvResource.rows(FILE, 7).stream().map(LanguageRules::rule).toList();
        for (Rule rule : all) {
            byName.computeIfAbsent(key(rule.kind(), rule.name()), unused -> new ArrayList<>())
                    .add(rule);
        }
    }

    /** All rules, those of a name by version. */
    public static List<Rule> all() {
        return TABLE.all;
    }

    /** The rule for a version; empty for a name that is not in the table. */
    static Optional<Rule> of(Kind kind, String name, String version) {
        return TABLE.byName.getOrDefault(key(kind, name), List.of()).stream()
                .filter(rule -> NativeArtifacts.compare(rule.from(), version) <= 0)
                .reduce((one, other) -> other);
    }

    private static String key(Kind kind, String name) {
        return kind + " " + name;
    }

    private static Rule rule(List<String> row) {
        return new Rule(
                Kind.valueOf(row.get(0).toUpperCase(Locale.ROOT)),
                row.get(1),
                row.get(2),
                Take.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
                row.get(4),
                row.get(5).isEmpty() ? null : row.get(5),
                row.get(6));
    }
}
