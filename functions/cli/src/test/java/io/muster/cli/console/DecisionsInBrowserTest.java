package io.muster.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.CallLedger;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.scan.ScopeScan;
import io.muster.console.fixture.Browser;
import io.muster.handlers.console.ConsoleHandler;
import io.muster.handlers.console.DecideHandler;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.NeglectedFleet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** A person who decides in the widget, over a real table. */
class DecisionsInBrowserTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    /** The pictures stay there, to be looked at. */
    private static final Path FOLDER = Path.of("target", "console").toAbsolutePath();

    private static final String ARN =
            "arn:aws:lambda:us-east-1:000000000000:function:muster-%s:live";

    private static Browser browser;

    private ConsoleServer server;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void serve() throws IOException {
        new ScanRecorder(fixture.table())
                .record(
                        new ScopeScan(
                                BuiltInChecks.catalogue(),
                                Thresholds.defaults(),
                                NeglectedFleet.facts(false).fleet(),
                                new CallLedger(),
                                Clock.fixed(Facts.NOW, ZoneOffset.UTC)),
                        judged -> {});
        String show = ARN.formatted("console");
        String decide = ARN.formatted("decide");
        FunctionEnvironment here =
                new FunctionEnvironment(
                        Map.of(
                                "AWS_REGION",
                                "us-east-1",
                                FunctionEnvironment.TABLE_VARIABLE,
                                TableFixture.TABLE,
                                ConsoleHandler.DECIDE_VARIABLE,
                                decide,
                                DecideHandler.SHOW_VARIABLE,
                                show),
                        region -> TableFixture.clients(region, fixture.proxy().endpoint()),
                        Clock.fixed(Facts.NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC),
                        line -> {});
        server =
                ConsoleServer.start(
                        0,
                        new WidgetFunctions(
                                show,
                                Map.of(
                                        show, new ConsoleHandler(here),
                                        decide, new DecideHandler(here))));
        browser.prefers("light");
        browser.width(1280);
        browser.consoleErrors();
        browser.open(server.address());
        browser.await("#widget[aria-busy=false] .mstr-figures");
    }

    @AfterEach
    void end() {
        server.close();
    }

    private static List<RecordedDecision> recorded() {
        return fixture.table().decisions().all(corrupt -> {});
    }

    private static void press(int tab) {
        browser.element(".mstr-nav > :nth-child(%d)".formatted(tab)).click();
        browser.await(
                "#widget[aria-busy=false] .mstr-nav > .mstr-current:nth-child(%d)".formatted(tab));
    }

    private static void fill(String field, String value) {
        browser.number(
                "document.querySelector('[name=' + arguments[0] + ']').value = arguments[1]; return 0",
                field,
                value);
    }

    @Test
    void a_finding_is_waived_with_a_confirmation_and_the_waiver_withdrawn() {
        press(2);
        browser.element(".mstr-lines .mstr-action").click();
        browser.await(".mstr-form");
        fill("text", "replaced in December");
        fill("owner", "shop-team");
        fill("until", "2026-12-20");
        fill("who", "Anna");
        browser.picture(FOLDER.resolve("decide.png"), 0);
        assertThat(browser.accessibilityProblems()).isEmpty();
        browser.element(".mstr-parts .mstr-primary").click();
        assertThat(browser.accept()).startsWith("Record this waiver?");
        browser.await(".mstr-notice-good");
        browser.picture(FOLDER.resolve("decided.png"), 0);

        assertThat(browser.element(".mstr-notice").getText()).startsWith("Recorded: waived until");
        assertThat(recorded()).singleElement().matches(RecordedDecision::stands);

        press(6);
        browser.element("#decisions-title ~ .mstr-panel .mstr-action").click();
        assertThat(browser.accept()).startsWith("Withdraw this decision?");
        browser.await(".mstr-notice-good");

        assertThat(recorded()).singleElement().matches(each -> !each.stands());
        assertThat(browser.consoleErrors()).isEmpty();
    }

    private static void enter(String field, String text) {
        browser.tabTo("input[name=" + field + "]");
        browser.type(text);
    }

    /** No mouse; the question of the confirmation is answered by its key, too. */
    @Test
    void a_keyboard_alone_waives_a_finding() {
        browser.tabTo(".mstr-nav > :nth-child(2)");
        browser.press(Keys.ENTER);
        browser.await("#widget[aria-busy=false] .mstr-lines");
        browser.tabTo(".mstr-lines .mstr-action");
        browser.press(Keys.ENTER);
        browser.await("#widget[aria-busy=false] .mstr-form");
        browser.tabTo("select[name=reason]");
        browser.type("bus");
        enter("text", "replaced in December");
        enter("owner", "shop");
        // As a keyboard of the United States enters a date: the month first.
        enter("until", "12202026");
        enter("who", "Anna");
        browser.tabTo(".mstr-parts .mstr-primary");
        browser.press(Keys.ENTER);
        browser.accept();
        browser.await(".mstr-notice-good");

        assertThat(recorded()).singleElement().matches(RecordedDecision::stands);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void a_form_that_is_not_filled_says_what_is_missing() {
        press(2);
        browser.element(".mstr-lines .mstr-action").click();
        browser.await(".mstr-form");
        fill("who", "Anna");
        fill("owner", "");
        browser.element(".mstr-parts .mstr-primary").click();
        browser.accept();
        browser.await(".mstr-notice-bad");

        assertThat(browser.element(".mstr-notice").getText())
                .contains("Nothing was recorded.", "owner is missing");
        assertThat(recorded()).isEmpty();
    }
}
