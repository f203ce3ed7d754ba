package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.RotationFault;
import io.muster.readiness.guest.RotationFault.Effect;
import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.guest.RotationPolicy.Frequency;
import io.muster.readiness.guest.RotationPolicy.Trigger;
import io.muster.readiness.probe.parse.LogrotateConf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the probe sends of a configuration, and the parser makes of it, against what the logrotate
 * of this machine says that it would do. The number of configurations is {@code
 * muster.logrotate.configurations}, the seed {@code muster.logrotate.seed}.
 */
class RealLogrotateTest {

    private static final int CONFIGURATIONS =
            Integer.getInteger("muster.logrotate.configurations", 100);

    private static final long SEED = Long.getLong("muster.logrotate.seed", 20_261_122L);

    /** A block, as both say it. */
    private record Block(List<String> names, String when, long minSize, long maxSize, int rotate) {}

    private static final Pattern BLOCK =
            Pattern.compile(
                    "(?s) (hourly|after 1 days|weekly|monthly|yearly|\\d+ bytes) +"
                            + "(?:\\((\\d+) rotations\\)\\n|(\\(no old logs will be kept\\))\\n)?"
                            + "(?:olddir is [^\\n]*?, )?empty log files are ");

    private static final Pattern MIN = Pattern.compile("only log files >= (\\d+) bytes");
    private static final Pattern MAX = Pattern.compile("log files >= (\\d+) are rotated earlier");
    private static final Pattern LOG = Pattern.compile("(?m)^considering log (.*)$");
    private static final Pattern IGNORED =
            Pattern.compile("unknown option '(\\w+)' -- ignoring line");

    @TempDir Path directory = Path.of("");

    @BeforeEach
    void logrotate_is_there() {
        Shell.needs("logrotate");
    }

    @Test
    void blocks_are_read_as_logrotate_reads_them() throws IOException {
        for (int i = 0; i < CONFIGURATIONS; i++) {
            new RotationGenerator(SEED + i).write(Files.createDirectory(directory.resolve("" + i)));
        }
        askAll();
        List<String> faults = new ArrayList<>();
        int blocks = 0;
        for (int i = 0; i < CONFIGURATIONS; i++) {
            Path one = directory.resolve("" + i);
            String said = Files.readString(one.resolve("said"), StandardCharsets.UTF_8);
            String sent =
                    Files.readString(one.resolve("sent"), StandardCharsets.UTF_8)
                            .replace(one.toString(), "");
            List<RotationPolicy> read = read(sent);
            List<Block> real = real(said);
            blocks += real.size();
            if (!real.equals(blocks(read)) || !ignoredIn(said).equals(ignored(read))) {
                faults.add(
                        "seed %d: logrotate %s%s, Muster %s%s of%n%s"
                                .formatted(
                                        SEED + i,
                                        real,
                                        ignoredIn(said),
                                        blocks(read),
                                        ignored(read),
                                        sent));
            }
        }
        assertThat(faults.stream().limit(8)).isEmpty();
        assertThat(blocks).isGreaterThan(CONFIGURATIONS);
    }

    /** The function of the probe, and logrotate, on each configuration. */
    private void askAll() {
        Matcher function =
                Pattern.compile("(?ms)^s_logrotate_conf\\(\\) \\{$.*?^\\}$")
                        .matcher(ProbeDocument.probe());
        assertThat(function.find()).isTrue();
        String script =
                """
                LC_ALL=C
                set -u -f
                tool() { :; }
                limit() { shift; "$@"; }
                %s
                all=%s
                # Where no file has the name of a number, which a configuration may name as a log.
                mkdir $all/empty
                cd $all/empty
                i=0
                while [ $i -lt %d ]; do
                    (R=$all/$i; s_logrotate_conf >$R/sent; logrotate -d -s $R/state $R/etc/logrotate.conf >$R/said 2>&1)
                    i=$((i + 1))
                done
                """
                        .formatted(
                                function.group().replace("/etc/", "$R/etc/"),
                                directory,
                                CONFIGURATIONS);
        Shell.run(script, "sh");
    }

    private static List<RotationPolicy> read(String sent) {
        return LogrotateConf.parse(sent) instanceof Known<Listing<RotationPolicy>> known
                ? known.value().items()
                : List.of();
    }

    private static List<Block> blocks(List<RotationPolicy> read) {
        return read.stream()
                .filter(policy -> !policy.skipped() && !policy.patterns().isEmpty())
                .map(
                        policy -> {
                            Trigger trigger = policy.trigger();
                            int rotate = policy.retention().rotate();
                            return new Block(
                                    logs(policy),
                                    when(trigger.frequency(), trigger.sizeBytes()),
                                    bytes(trigger.minSizeBytes()),
                                    bytes(trigger.maxSizeBytes()),
                                    rotate == Integer.MAX_VALUE ? -1 : rotate);
                        })
                .toList();
    }

    /** A folder of this machine, such as one that a rule includes, is no log. */
    private static List<String> logs(RotationPolicy policy) {
        return policy.patterns().stream()
                .filter(pattern -> !Files.isDirectory(Path.of(pattern)))
                .toList();
    }

    private static String when(@Nullable Frequency frequency, @Nullable Long size) {
        return frequency == null
                ? size + " bytes"
                : switch (frequency) {
                    case HOURLY -> "hourly";
                    case DAILY -> "after 1 days";
                    case WEEKLY -> "weekly";
                    case MONTHLY -> "monthly";
                    case YEARLY -> "yearly";
                };
    }

    private static long bytes(@Nullable Long size) {
        return size == null ? 0 : size;
    }

    private static List<Block> real(String said) {
        return Stream.of(said.split("\nrotating pattern: "))
                .skip(1)
                .map(RealLogrotateTest::realBlock)
                .toList();
    }

    private static Block realBlock(String said) {
        Matcher block = BLOCK.matcher(said);
        assertThat(block.find()).as(said).isTrue();
        String count = block.group(2);
        return new Block(
                LOG.matcher(said).results().map(log -> log.group(1)).toList(),
                block.group(1),
                number(MIN, said),
                number(MAX, said),
                count != null ? Integer.parseInt(count) : block.group(3) == null ? -1 : 0);
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static List<String> ignoredIn(String said) {
        return IGNORED.matcher(said).results().map(found -> found.group(1)).sorted().toList();
    }

    private static List<String> ignored(List<RotationPolicy> read) {
        return read.stream()
                .flatMap(policy -> policy.faults().stream())
                .filter(fault -> fault.effect() == Effect.LINE_IGNORED)
                .map(RotationFault::line)
                .map(line -> line.replaceFirst("[^A-Za-z].*", ""))
                .filter(word -> !word.isEmpty() && !line(word))
                .sorted()
                .collect(Collectors.toList());
    }

    /** What is ignored for another reason: a value that is missing, or text behind a brace. */
    private static boolean line(String word) {
        return List.of("size", "minsize", "maxsize", "daily", "dateformat").contains(word);
    }
}
