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

    /** Each page in each window, and what axe says of it. */
    @ParameterizedTest
    @CsvSource({
        "320, light, en",
        "320, dark, ko",
        "768, light, ko",
        "1280, light, en",
        "1280, dark, ko",
        "2560, dark, en"
    })
    void the_widget_fits_and_axe_finds_nothing_serious(int width, String theme, String locale) {
        open();
        browser.width(width);
        choose("locale", locale);
        choose("theme", theme);
        for (int tab = 1; tab <= 6; tab++) {
            press(tab);
            assertFits("%d-%s-%s-tab-%d".formatted(width, theme, locale, tab));
        }
        press(2);
        follow(".mstr-lines .mstr-action", ".mstr-said");
        assertFits("%d-%s-%s-finding".formatted(width, theme, locale));
        press(3);
        follow(".mstr-lines .mstr-action", ".mstr-ports");
        assertFits("%d-%s-%s-instance".formatted(width, theme, locale));
        press(4);
        follow(".mstr-lines .mstr-action", ".mstr-parts");
        assertFits("%d-%s-%s-workload".formatted(width, theme, locale));
        follow(".mstr-parts .mstr-action:last-child", ".mstr-plan");
        browser.unfold();
        assertFits("%d-%s-%s-plan".formatted(width, theme, locale));
        assertThat(browser.consoleErrors()).isEmpty();
        assertThat(failures).isEmpty();
    }

    private static void choose(String field, String value) {
        browser.element("#%s option[value=%s]".formatted(field, value)).click();
        browser.await("#widget[aria-busy=false] .mstr-figures");
    }

    private static void follow(String link, String there) {
        browser.element(link).click();
        browser.await("#widget[aria-busy=false] " + there);
    }

    private static void assertFits(String name) {
        browser.picture(FOLDER.resolve("widget-" + name + ".png"), 0);
        assertThat(browser.overflow()).as(name).isZero();
        assertThat(browser.brokenWords()).as(name).isEmpty();
        assertThat(browser.accessibilityProblems()).as(name).isEmpty();
    }

    /** From the list by its filter to a finding, and to the instance: no mouse. */
    @Test
    void a_keyboard_alone_filters_the_list_and_opens_an_instance() {
        open();
        browser.tabTo(".mstr-nav > :nth-child(2)");
        browser.press(Keys.ENTER);
        browser.await("#widget[aria-busy=false] select[name=severity]");
        browser.tabTo("select[name=severity]");
        browser.type("cri");
        browser.tabTo("select[name=row]");
        browser.type("net");
        browser.tabTo(".mstr-primary");
        browser.press(Keys.ENTER);
        browser.await("#widget[aria-busy=false] option[value=networking][selected]");
        assertThat(browser.elements(".mstr-lines .mstr-badge-high")).isEmpty();
        browser.tabTo(".mstr-lines .mstr-action");
        browser.press(Keys.ENTER);
        browser.await("#widget[aria-busy=false] .mstr-said");
        browser.tabTo(".mstr-code");
        browser.tabTo(".mstr-said ~ p .mstr-action, .mstr-panel > p > .mstr-action");
        browser.press(Keys.ENTER);
        browser.await("#widget[aria-busy=false] .mstr-ports");

        assertThat(browser.element("#widget").getText())
                .contains("Listeners and security groups", "Search in Logs Insights");
        assertThat(browser.consoleErrors()).isEmpty();
        assertThat(failures).isEmpty();
    }

    @Test
    void an_instance_leads_to_its_logs_in_the_aws_console() {
        open();
        press(3);
        follow(".mstr-lines .mstr-action", ".mstr-ports");

        assertThat(browser.elements("a[href*='logs-insights']"))
                .isNotEmpty()
                .allMatch(
                        each ->
                                String.valueOf(each.getDomAttribute("href"))
                                        .startsWith("https://us-east-1.console.aws.amazon.com/"));
        assertThat(browser.elements(".mstr-fill-growth")).isNotEmpty();
    }

    @Test
    void a_workload_leads_to_the_plan_of_its_move() {
        open();
        press(4);
        follow(".mstr-lines .mstr-action", ".mstr-parts");
        follow(".mstr-parts .mstr-action:last-child", ".mstr-plan");

        assertThat(browser.element("#widget h2").getText()).startsWith("Migration of ");
        assertThat(browser.element(".mstr-plan").getText()).contains("instance");
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
        for (int tab = 6; tab > 1; tab--) {
            press(tab);
        }
        follow(".mstr-lines .mstr-action", ".mstr-said");

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
