package io.muster.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.checklist.Remedy;
import io.muster.readiness.fixture.NeglectedFleet;
import io.muster.readiness.fixture.Shell;
import io.muster.readiness.text.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the commands of every step, in a real shell. */
class MigrationCommandsTest {

    private static final Pattern ASKED = Pattern.compile("\\$\\{([A-Z0-9_]+):\\?[^}]+}");

    /** What would take away what a person has. */
    private static final Pattern DESTROYS =
            Pattern.compile(
                    "terminate-|delete-|deregister-|stop-instances|detach-| rm |replace-root");

    /** Names of files that a step writes: the same pattern whatever a group is called. */
    private static final String FILES = "arm64-web-(x86|canary|arm64)\\.json";

    @TempDir private Path directory;

    /** The places of a step whose image is known, and of one whose image a person names. */
    private static final List<Set<String>> ALTERNATIVES =
            List.of(Set.of("before", "image", "target"), Set.of("beforeYours", "targetOfYours"));

    static Stream<Remedy> commands() {
        return MigrationCommands.all().stream();
    }

    /** The whole text of each alternative. */
    private static List<String> filled(Remedy remedy, String suffix) {
        return ALTERNATIVES.stream()
                .map(
                        without -> {
                            Map<String, String> values = new TreeMap<>();
                            remedy.places().forEach(place -> values.put(place, place + suffix));
                            values.put("file", "arm64-web");
                            values.keySet().removeAll(without);
                            return remedy.fill(values);
                        })
                .distinct()
                .toList();
    }

    private void clear() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void hostile_values_are_handed_on_and_run_nothing(Remedy remedy) {
        for (String filled : filled(remedy, NeglectedFleet.HOSTILE)) {
            clear();
            Shell.Run run = Shell.paste(filled, answers(filled), directory);

            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(run.files()).allMatch(file -> file.matches(FILES));
            assertThat(run.output())
                    .contains(NeglectedFleet.HOSTILE.replaceAll("\\p{Cntrl}", " "))
                    .doesNotContain("[{");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void nothing_is_deleted_stopped_or_replaced_without_a_name(Remedy remedy) {
        for (String line : remedy.template().lines().toList()) {
            assertThat(DESTROYS.matcher(line).find()).as(line).isFalse();
            if (line.contains("start-instance-refresh")) {
                assertThat(line).contains("--auto-scaling-group-name \"${REPLACED_GROUP:?");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_comment_does_no_harm_in_a_shell_that_takes_no_comments(Remedy remedy) {
        for (Language language : Language.values()) {
            assertThat(remedy.template(language).lines().map(String::strip))
                    .filteredOn(line -> line.startsWith("#"))
                    .isNotEmpty()
                    .allSatisfy(
                            line -> assertThat(line).doesNotContainPattern("['\"`$;|&<>\\\\!]"));
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_second_paste_writes_over_no_file(Remedy remedy) {
        for (String filled : filled(remedy, "")) {
            clear();
            Shell.Run once = Shell.paste(filled, answers(filled), directory);
            Shell.Run again = Shell.paste(filled, answers(filled), directory);
            assertThat(again.exit() == 0).isEqualTo(once.files().isEmpty());
        }
    }

    private static Map<String, String> answers(String text) {
        Map<String, String> answers = new TreeMap<>();
        ASKED.matcher(text)
                .results()
                .forEach(asked -> answers.put(asked.group(1), asked.group(1) + "'x\"$(>pwned)"));
        return answers;
    }
}
