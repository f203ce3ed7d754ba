package io.muster.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.muster.cli.fixture.Golden;
import io.muster.cli.fixture.Run;
import io.muster.cli.session.Terminal;
import io.muster.cli.text.Style;
import io.muster.console.fixture.Browser;
import io.muster.readiness.scorecard.RowState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way, with nothing on the path that a machine need not have. */
class DemoTest {

    static final int COLUMNS = 80;

    /** What a person has looked at, with its colours. */
    static final Path SCREEN =
            Golden.repository()
                    .resolve("functions/cli/src/test/resources/io/muster/cli/demo/screen.ansi");

    private static final Path PAGE = Path.of("target", "demo.html").toAbsolutePath();

    private static final Pattern ID = Pattern.compile("\\b[a-z]+-[0-9a-f]{17}\\b");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC.*");

    private static final Pattern UNMANAGED =
            Pattern.compile("\\d+ instances not managed by Systems Manager");

    private static final String PATH = System.getenv().getOrDefault("PATH", "");

    /** Neither moto nor Python nor Docker. */
    static final Map<String, String> BARE = Map.of("PATH", "/nonexistent");

    /** What moto needs. */
    static final Map<String, String> WITH_MOTO =
            Map.of("PATH", PATH, "HOME", System.getProperty("user.home", ""));

    /** Leaves a test out where moto is not installed; in continuous integration it fails. */
    static void assumeMoto() {
        if (Arrays.stream(PATH.split(":"))
                .map(folder -> Path.of(folder, "moto_server"))
                .noneMatch(Files::isExecutable)) {
            String advice = "moto_server is not on the path: pip install 'moto[server]'";
            assertThat(System.getenv("CI")).as(advice).isNotEqualTo("true");
            abort(advice);
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void the_sample_fleet_becomes_findings_and_a_second_run_writes_none() throws IOException {
        System.setProperty("muster.home", Golden.repository().toString());
        Run run =
                Run.on(
                        new Terminal(true, false, COLUMNS, new Style(true, true), Style.PLAIN),
                        BARE,
                        "",
                        "demo",
                        "--page",
                        PAGE.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        String screen = screen(run.out());
        if ("write".equals(System.getProperty("muster.golden"))) {
            Files.createDirectories(SCREEN.getParent());
            Files.writeString(SCREEN, screen);
        }
        assertThat(lasting(screen))
                .as("look at the difference, then write it anew with -Dmuster.golden=write")
                .isEqualTo(lasting(Files.readString(SCREEN)));
        assertThat(screen.lines()).hasSizeLessThanOrEqualTo(40);
        assertThat(run.out().replaceAll("\u001b\\[[0-9;]*m", ""))
                .contains("Admin ports should not be open to the internet")
                .contains("instances ready", "Fix first", "Not evaluated")
                .contains("probe sent to 8 in 1 command", "probe results from 7 of 8 instances")
                .contains("6 decisions: 3 in force, 1 ends within two weeks, 2 ended")
                .contains("us-east-1 ")
                .contains("findings: 0 opened, 0 changed, 0 reopened, 0 resolved")
                .contains("./muster demo --keep")
                .doesNotContain("\u001b");
        assertEveryState(run.out());
        assertThat(run.out().lines().dropWhile(line -> !line.startsWith("Muster: ")))
                .as("the one screen, a blank line and what to try next")
                .hasSizeLessThanOrEqualTo(46);
        assertThat(run.out()).contains(PAGE.toString());
        assertThat(Files.readString(PAGE)).contains(unmanaged(run.out()));
        openPage();
    }

    private static String unmanaged(String screen) {
        Matcher said = UNMANAGED.matcher(screen);
        assertThat(said.find()).isTrue();
        return said.group();
    }

    /** The page of the sample fleet, as a person opens it, and its pictures to be looked at. */
    private static void openPage() {
        try (Browser browser = Browser.start()) {
            browser.width(1280);
            for (String scheme : List.of("light", "dark")) {
                browser.prefers(scheme);
                browser.open(PAGE);
                browser.picture(PAGE.resolveSibling("page-" + scheme + "-whole.png"), 0);
                assertThat(browser.accessibilityProblems()).isEmpty();
            }
            assertThat(browser.overflow()).isZero();
            assertThat(browser.consoleErrors()).isEmpty();
            assertThat(browser.elements(".mstr-group")).hasSizeGreaterThan(10);
        }
    }

    private static void assertEveryState(String said) {
        String rows =
                said.lines()
                        .filter(line -> line.contains("rows of the checklists: "))
                        .findFirst()
                        .orElse("");
        for (RowState state : RowState.values()) {
            assertThat(rows)
                    .as("a row in each state")
                    .containsPattern("\\b[1-9]\\d* " + state.title().english() + "\\b");
        }
    }

    /** The one screen of all that was said. */
    private static String screen(String said) {
        int from = said.indexOf(new Style(true, true).bold("Muster:"));
        int to = said.indexOf("\u001b[2mOther commands on this fleet:", from);
        return said.substring(from, to).stripTrailing() + "\n";
    }

    /** The lines that are the same in every run and in every recording of the fleet. */
    private static List<String> lasting(String screen) {
        return screen.lines()
                .map(line -> TIME.matcher(line).replaceAll("TIME"))
                .filter(line -> !ID.matcher(line).find())
                .toList();
    }
}
