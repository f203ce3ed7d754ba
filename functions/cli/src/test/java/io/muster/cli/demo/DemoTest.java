package io.muster.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.muster.cli.fixture.Golden;
import io.muster.cli.fixture.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way, where moto is installed. */
class DemoTest {

    private static final String PATH = System.getenv().getOrDefault("PATH", "");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void the_sample_fleet_becomes_findings_and_a_second_run_writes_none() {
        if (Arrays.stream(PATH.split(":"))
                .map(folder -> Path.of(folder, "moto_server"))
                .noneMatch(Files::isExecutable)) {
            String advice = "moto_server is not on the path: pip install 'moto[server]'";
            assertThat(System.getenv("CI")).as(advice).isNotEqualTo("true");
            abort(advice);
        }

        System.setProperty("muster.home", Golden.repository().toString());
        Run run = Run.in(Map.of("PATH", PATH, "HOME", System.getProperty("user.home", "")), "demo");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("No administration port is open to the world")
                .contains("instances ready", "Fix first", "Not seen")
                .contains("7 guests asked by 1 commands", "6 of 7 guests answered")
                .contains("us-east-1 ")
                .contains("findings: 0 opened, 0 changed, 0 reopened, 0 resolved")
                .contains("./muster demo --keep")
                .doesNotContain("\u001b");
        assertThat(run.out().lines().dropWhile(line -> !line.startsWith("Muster: ")))
                .as("the one screen, a blank line and what to try next")
                .hasSizeLessThanOrEqualTo(43);
    }
}
