package io.muster.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.console.fixture.Browser;
import io.muster.console.fixture.Fleets;
import io.muster.console.fixture.MemoryFleet;
import io.muster.console.page.Endpoints;
import io.muster.console.page.Widget;
import io.muster.console.page.WidgetEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The widget in its host page, as a person uses it. */
class ConsoleInBrowserTest {

    /** The pictures stay there, to be looked at. */
    private static final Path FOLDER = Path.of("target", "console").toAbsolutePath();

    private static final String SHOW =
            "arn:aws:lambda:us-east-1:000000000000:function:muster-console:live";

    private static final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private static final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();

    private static ConsoleServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        RequestStreamHandler show =
                (in, out, context) -> {
                    Map<String, Object> event = JSON.std.mapFrom(in);
                    events.add(event);
                    String html =
                            Widget.answer(
                                    WidgetEvent.of(event, new Endpoints(SHOW, "")),
                                    () -> new MemoryFleet(Fleets.neglected()),
                                    failures::add);
                    out.write(JSON.std.asString(html).getBytes(StandardCharsets.UTF_8));
                };
        server = ConsoleServer.start(0, new WidgetFunctions(SHOW, Map.of(SHOW, show)));
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        server.close();
    }

    private static void open() {
        browser.prefers("light");
        browser.width(1280);
        browser.consoleErrors();
        browser.open(server.address());
        browser.await("#widget .mstr-figures");
    }

    private static void press(int tab) {
        browser.element(".mstr-nav > :nth-child(%d)".formatted(tab)).click();
        browser.await(
                "#widget[aria-busy=false] .mstr-nav > .mstr-current:nth-child(%d)".formatted(tab));
    }

    @Test
    void a_person_filters_the_list_opens_a_finding_and_sees_what_to_do() {
        open();
        press(2);
        browser.element("select[name=severity] option[value=critical]").click();
        browser.element("select[name=row] option[value=networking]").click();
        browser.element(".mstr-primary").click();
        browser.await("select[name=row] option[value=networking][selected]");
        assertThat(browser.elements(".mstr-lines .mstr-badge-critical")).isNotEmpty();
        assertThat(browser.elements(".mstr-lines .mstr-badge-high")).isEmpty();

        browser.element(".mstr-lines .mstr-action").sendKeys(Keys.ENTER);
        browser.await(".mstr-said");

        assertThat(browser.element("#widget").getText())
                .contains("Expected", "What to do", "aws ", "History");
        assertThat(browser.consoleErrors()).isEmpty();
        assertThat(failures).isEmpty();
    }

    @Test
    void the_overview_leads_to_the_findings_of_a_check() {
        open();
        browser.element(".mstr-list .mstr-item").sendKeys(Keys.ENTER);
        browser.await("select[name=check]");

        assertThat(browser.text("return document.querySelector('select[name=check]').value"))
                .isNotEmpty();
        assertThat(browser.elements(".mstr-lines tbody tr")).isNotEmpty();
    }

    @Test
    void a_list_of_many_goes_on() {
        open();
        press(2);
        assertThat(browser.element(".mstr-parts").getText()).contains("1 to 50");
        browser.element(".mstr-parts .mstr-button").click();
        browser.await(".mstr-parts .mstr-action:first-child:nth-last-child(n+2)");

        assertThat(browser.element(".mstr-parts").getText()).contains("51 to");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 1280, 2560})
    void the_widget_fits_and_axe_finds_nothing_serious(int width) {
        open();
        browser.width(width);
        for (int tab = 1; tab <= 6; tab++) {
            press(tab);
            browser.picture(FOLDER.resolve("widget-%d-%d.png".formatted(width, tab)), 0);

            assertThat(browser.overflow()).as("tab " + tab).isZero();
            assertThat(browser.accessibilityProblems()).as("tab " + tab).isEmpty();
        }
    }

    @Test
    void language_and_theme_are_those_of_the_dashboard() {
        open();
        browser.element("#locale option[value=ko]").click();
        browser.await("#widget [lang=ko]");
        assertThat(browser.element("#widget").getText()).contains("먼저 조치할 항목");

        browser.element("#theme option[value=dark]").click();
        browser.await("#widget .mstr-dark");

        browser.picture(FOLDER.resolve("widget-dark-ko.png"), 0);
        assertThat(browser.accessibilityProblems()).isEmpty();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void an_event_is_what_a_dashboard_sends() {
        events.clear();
        open();

        assertThat(events)
                .first()
                .asString()
                .contains("widgetContext", "locale=en", "theme=light", "page=overview");
    }

    @Test
    void nothing_but_the_page_itself_is_asked() {
        browser.requests();
        open();
        press(2);

        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(
                        url ->
                                url.startsWith(server.address().toString())
                                        || url.startsWith("data:"));
    }

    @ParameterizedTest
    @CsvSource({"Origin, https://example.com, 403", "Origin, null, 403", "X-A, b, 400"})
    void another_site_is_refused(String header, String value, int status) throws Exception {
        assertThat(ConsoleServerCalls.post(server, "{}", header, value)).isEqualTo(status);
    }
}
