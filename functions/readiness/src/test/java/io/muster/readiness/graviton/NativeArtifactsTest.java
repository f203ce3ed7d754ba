package io.muster.readiness.graviton;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.graviton.NativeArtifacts.Artifact;
import io.muster.readiness.graviton.NativeArtifacts.Native;
import io.muster.readiness.graviton.NativeArtifacts.Versions;
import io.muster.readiness.graviton.NativeArtifacts.Without;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.NativeLibrary.Code;
import io.muster.readiness.guest.NativeLibrary.Sum;
import io.muster.readiness.guest.ProcessorSpelling;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of artifacts says what was measured, and nothing else. */
class NativeArtifactsTest {

    /** What the measurements call an artifact that the table has under its own name. */
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry(
                            "com.aayushatharva.brotli4j:brotli4j",
                            "com.aayushatharva.brotli4j:native-linux-x86_64"),
                    Map.entry(
                            "com.aayushatharva.brotli4j",
                            "com.aayushatharva.brotli4j:native-linux-aarch64"),
                    Map.entry(
                            "com.github.fommil.netlib:all",
                            "com.github.fommil.netlib:netlib-native_ref-linux-x86_64"),
                    Map.entry("sharp", "@img/sharp-linux"),
                    Map.entry("@swc/core", "@swc/core-linux"),
                    Map.entry("esbuild", "@esbuild/linux"),
                    Map.entry("snappy", "@napi-rs/snappy-linux"),
                    Map.entry("couchbase", "@couchbase/couchbase-linux-napi"));

    /**
     * Rows without a native of their own: no ELF file, no such artifact, or only what it brings.
     */
    private static final Set<String> NONE =
            Set.of(
                    "org.apache.hadoop:hadoop-common",
                    "org.apache.hadoop:hadoop-client-runtime",
                    "org.apache.tomcat:tomcat-native",
                    "com.github.oshi:oshi-core",
                    "io.opentelemetry.javaagent:opentelemetry-javaagent",
                    "org.apache.kafka:kafka-clients",
                    "org.apache.kafka:kafka-streams",
                    "org.apache.cassandra:cassandra-all",
                    "org.apache.spark:spark-kvstore",
                    "org.apache.lucene:lucene-core",
                    "jpegtran-bin, gifsicle, pngquant-bin",
                    "canvas, node-sass, grpc, kerberos, re2, @tensorflow/tfjs-node");

    /**
     * What was run there was the native by name: without naming it, the program goes on, as the
     * other table says.
     */
    private static final Set<String> GOES_ON_UNLESS_NAMED =
            Set.of("com.github.jnr:jffi 1.2.12", "io.netty:netty-tcnative-boringssl-static 2.0.34");

    private static final Pattern VERSION = Pattern.compile("^(\\d[\\w.-]*)");

    static Stream<List<String>> measured() throws IOException {
        return rows("arm64-native-artifacts.csv")
                .filter(row -> !row.get(1).contains("(musl)") && !NONE.contains(name(row.get(1))));
    }

    static Stream<List<String>> loaded() throws IOException {
        return rows("arm64-loads.csv").filter(row -> !NONE.contains(name(row.getFirst())));
    }

    @ParameterizedTest
    @MethodSource("measured")
    void a_version_has_what_was_measured(List<String> row) {
        Artifact artifact = artifact(row.get(1));
        Matcher without = VERSION.matcher(row.get(2));
        if (without.find()
                && !row.get(2).contains("no native")
                && !row.get(2).contains("no such")) {
            assertThat(artifact.at(without.group()).content())
                    .as(row.get(1) + " " + without.group())
                    .isNotEqualTo(Native.PRESENT);
        }
        Matcher with = VERSION.matcher(row.get(3));
        if (with.find()) {
            Versions at = artifact.at(with.group());
            assertThat(at.content()).as(row.get(1) + " " + with.group()).isIn(has(row));
            Matcher needs = Pattern.compile("^(2\\.\\d+)").matcher(row.get(5));
            if (needs.find() && at.content() == Native.PRESENT) {
                assertThat(at.libc()).as(row.get(1)).isEqualTo(needs.group());
            }
        }
    }

    /** In jansi it is there, and its loader does not ask for it. */
    private static List<Native> has(List<String> row) {
        return row.get(1).endsWith(":jansi")
                ? List.of(Native.UNASKED)
                : List.of(Native.PRESENT, Native.PARTLY, Native.ELSEWHERE);
    }

    @ParameterizedTest
    @MethodSource("measured")
    void what_happens_without_it_is_what_was_seen(List<String> row) {
        Set<Without> seen = seen(row.get(8));
        if (!seen.isEmpty()) {
            assertThat(artifact(row.get(1)).versions().stream().map(Versions::without))
                    .as(row.get(1) + ": " + row.get(8))
                    .anyMatch(seen::contains);
        }
    }

    private static Set<Without> seen(String words) {
        if (words.startsWith("breaks")) {
            return Set.of(Without.BREAKS);
        }
        return words.startsWith("falls back") || words.startsWith("changes")
                ? Set.of(
                        Without.JAVA,
                        Without.NIO,
                        Without.JDK_TLS,
                        Without.JDK_CIPHERS,
                        Without.OLD_SQLITE,
                        Without.WRONG_IDS,
                        Without.ESCAPE_CODES)
                : Set.of();
    }

    @ParameterizedTest
    @MethodSource("loaded")
    void it_loads_where_it_was_seen_to_load(List<String> row) {
        if (GOES_ON_UNLESS_NAMED.contains(name(row.getFirst()) + " " + row.get(1))) {
            return;
        }
        Versions at = artifact(row.getFirst()).at(row.get(1));
        List<String> glibc = List.of("2.31", "2.36", "2.41");
        for (int i = 0; i < glibc.size(); i++) {
            boolean there =
                    row.getFirst().contains("(linux-aarch_64)")
                            ? at.content() == Native.ELSEWHERE
                            : at.content() == Native.PRESENT;
            boolean loads =
                    there
                            && Boolean.TRUE.equals(
                                    Glibc.loads(
                                            Objects.requireNonNullElse(at.libc(), "2.17"),
                                            glibc.get(i)));
            boolean works = loads || (at.without() != Without.BREAKS && !there);
            assertThat(works)
                    .as(row.get(0) + " " + row.get(1) + " " + row.get(2 + i))
                    .isEqualTo(row.get(2 + i).startsWith("works"));
        }
    }

    @ParameterizedTest
    @MethodSource("measured")
    void paths_of_natives_spell_their_processor(List<String> row) {
        if (row.get(1).equals("org.opencv:opencv")) {
            return;
        }
        for (String path : row.get(4).split("[,;] ", -1)) {
            boolean spells =
                    path.matches("\\S+")
                            && path.matches("(?i).*(aarch|arm|x86|amd64|x64|linux64).*");
            if (spells) {
                assertThat(ProcessorSpelling.machine(path))
                        .as(path)
                        .isEqualTo(
                                path.contains("armhf")
                                        ? Machine.ARM
                                        : path.matches("(?i).*(aarch|arm64|armv8).*")
                                                ? Machine.AARCH64
                                                : Machine.X86_64);
                assertThat(ProcessorSpelling.otherSystem(path)).as(path).isFalse();
            }
        }
    }

    @Test
    void versions_are_in_order_and_upgrades_mend() {
        for (Artifact artifact : NativeArtifacts.table().all()) {
            List<Versions> versions = artifact.versions();
            for (int i = 0; i < versions.size(); i++) {
                Versions each = versions.get(i);
                if (i > 0) {
                    assertThat(NativeArtifacts.compare(versions.get(i - 1).from(), each.from()))
                            .as(artifact.name() + " " + each.from())
                            .isNegative();
                }
                if (VERSION.matcher(each.upgrade()).matches()) {
                    assertThat(artifact.at(each.upgrade()).content())
                            .as(artifact.name() + " " + each.upgrade())
                            .isIn(Native.PRESENT, Native.ELSEWHERE);
                }
            }
        }
    }

    @Test
    void a_renamed_jar_is_told_by_size_and_crc_32() {
        NativeLibrary renamed =
                new NativeLibrary(
                        NativeLibrary.Kind.JAR_ENTRY,
                        "/opt/app/lib/a.jar",
                        "x.so",
                        null,
                        1,
                        new Code(false, null, new Sum(7_921_304, 0x2261de78), List.of()));
        NativeCode code =
                NativeCode.of(List.of(renamed), new LanguageCode(List.of(), "2.31"), "2.31");

        assertThat(NativeArtifacts.table().of(renamed))
                .hasValueSatisfying(
                        release -> {
                            assertThat(release.artifact().name())
                                    .isEqualTo("org.rocksdb:rocksdbjni");
                            assertThat(release.version()).isEqualTo("5.18.3");
                        });
        assertThat(code.unread()).isEmpty();
        assertThat(code.items()).containsOnlyKeys(NativeCode.Outcome.UPGRADE);
    }

    @Test
    void natives_are_of_artifacts_in_the_table() throws IOException {
        List<List<String>> natives = rows("arm64-natives.csv").toList();

        assertThat(natives).hasSizeGreaterThan(100);
        for (List<String> row : natives) {
            assertThat(NativeArtifacts.table().named(row.getFirst()))
                    .as(row.getFirst())
                    .isPresent();
            assertThat(row.get(3)).isIn("62", "183");
            assertThat(row.get(4)).matches("2\\.\\d{1,2}|any|musl");
        }
    }

    @ParameterizedTest
    @MethodSource("measured")
    void the_need_of_an_arm64_native_is_that_of_its_artifact(List<String> row) throws IOException {
        Artifact artifact = artifact(row.get(1));
        rows("arm64-natives.csv")
                .filter(each -> each.get(0).equals(artifact.name()) && each.get(3).equals("183"))
                .filter(each -> each.get(4).startsWith("2."))
                .forEach(
                        each -> {
                            Versions at = artifact.at(each.get(1));
                            if (at.content() == Native.PRESENT && at.libc() != null) {
                                assertThat(each.get(4)).as(each.toString()).isEqualTo(at.libc());
                            }
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.2.1, 1.1.2.2",
        "1.1.9, 1.1.10",
        "3.7.15-M1, 3.7.15",
        "3.7.2, 3.7.15-M1",
        "2.0.34.Final, 2.0.35.Final",
        "2.0, 2.0.1",
        "4.3.0-3, 4.3.0-4",
        "1.4.9-1, 1.4.9-5",
        "2.6-alpha1, 2.6.0",
        "5.18.4, 6.0.1"
    })
    void an_older_version_stands_before_a_newer_one(String one, String other) {
        assertThat(NativeArtifacts.compare(one, other)).isNegative();
        assertThat(NativeArtifacts.compare(other, one)).isPositive();
        assertThat(NativeArtifacts.compare(one, one)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2.0.31.Final, 2.0.31", "1.0, 1.0.0", "1.0.0, 1"})
    void what_says_nothing_is_equal(String one, String other) {
        assertThat(NativeArtifacts.compare(one, other)).isZero();
    }

    private static Artifact artifact(String coordinates) {
        String name = name(coordinates);
        return NativeArtifacts.table()
                .named(NAMES.getOrDefault(name, name))
                .orElseThrow(() -> new AssertionError("the table has no " + name));
    }

    private static String name(String coordinates) {
        return coordinates.contains(" (")
                ? coordinates.substring(0, coordinates.indexOf(" ("))
                : coordinates;
    }

    /** Rows of the measurements, whose cells may stand in quotes. */
    private static Stream<List<String>> rows(String name) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(NativeArtifactsTest.class.getResourceAsStream(name), name)) {
            return Arrays.stream(new String(file.readAllBytes(), UTF_8).split("\n", -1))
                    .filter(line -> !line.startsWith("#") && !line.isEmpty())
                    .skip(1)
                    .map(NativeArtifactsTest::cells);
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(letter);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
