package io.muster.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.console.fixture.Browser;
import io.muster.console.fixture.Fleets;
import io.muster.console.state.FleetState;
import io.muster.readiness.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as a person opens it. */
class PageInBrowserTest {

    /** The pages and their pictures stay there, to be looked at. */
    private static final Path FOLDER = Path.of("target", "pages").toAbsolutePath();

    private static Browser browser;

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

    private static Path write(String name, FleetState state, Language language) throws IOException {
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(name + "-" + language.tag() + ".html");
        Files.writeString(file, FilePage.html(state, Fleets.reader(language)));
        return file;
    }

    private static void open(Language language) throws IOException {
        browser.prefers("light");
        browser.width(1280);
        browser.open(write("neglected", Fleets.neglected(), language));
    }

    @Test
    void the_page_opens_without_an_error_and_asks_nothing() throws IOException {
        browser.requests();
        browser.consoleErrors();
        open(Language.ENGLISH);
        browser.unfold();

        assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith("file:///"));
        assertThat(browser.consoleErrors()).isEmpty();
        assertThat(browser.text("return document.title")).isEqualTo("EC2 fleet readiness");
    }

    @ParameterizedTest
    @CsvSource({
        "320, light, ENGLISH",
        "320, dark, KOREAN",
        "768, light, KOREAN",
        "1280, light, ENGLISH",
        "1280, dark, KOREAN",
        "2560, light, ENGLISH",
        "2560, dark, ENGLISH"
    })
    void a_window_of_any_width_holds_the_page(int width, String scheme, Language language)
            throws IOException {
        open(language);
        browser.prefers(scheme);
        browser.width(width);
        browser.picture(FOLDER.resolve("%s-%s-%d.png".formatted(scheme, language.tag(), width)), 0);
        assertThat(browser.overflow()).isZero();
        assertThat(browser.brokenWords()).isEmpty();
        browser.unfold();
        browser.picture(
                FOLDER.resolve("%s-%s-%d-open.png".formatted(scheme, language.tag(), width)), 0);

        assertThat(browser.overflow()).isZero();
        assertThat(browser.brokenWords()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axe_finds_nothing_serious(String scheme) throws IOException {
        open(Language.ENGLISH);
        browser.prefers(scheme);
        assertThat(browser.accessibilityProblems()).isEmpty();
        browser.unfold();

        assertThat(browser.accessibilityProblems()).isEmpty();
    }

    @Test
    void the_colours_are_those_that_the_system_prefers() throws IOException {
        open(Language.ENGLISH);
        String background = "return getComputedStyle(document.body).backgroundColor";
        String light = browser.text(background);
        browser.prefers("dark");

        assertThat(browser.text(background)).isNotEqualTo(light).isEqualTo("rgb(15, 20, 26)");
    }

    @Test
    void a_keyboard_opens_a_finding_from_the_overview() throws IOException {
        open(Language.ENGLISH);
        browser.press(Keys.TAB);
        assertThat(focused()).isEqualTo("Skip to the overview");
        browser.element(".mstr-item").sendKeys(Keys.ENTER);
        String anchor = browser.text("return location.hash.substring(1)");
        assertThat(anchor).startsWith("check-");
        WebElement group = browser.element("#" + anchor);
        assertThat(group.isDisplayed()).as("the link unfolds what it leads to").isTrue();

        browser.press(Keys.TAB);
        browser.press(Keys.ENTER);

        assertThat(browser.elements("#" + anchor + " .mstr-finding[open]")).hasSize(1);
        assertThat(browser.element("#" + anchor + " .mstr-finding[open] .mstr-said").getText())
                .contains("Expected", "Actual");
    }

    private static String focused() {
        return browser.text("return document.activeElement.textContent");
    }

    @Test
    void a_filter_hides_what_is_not_asked_for() throws IOException {
        open(Language.ENGLISH);
        int all = shown();
        browser.element(".mstr-filter-high").sendKeys(Keys.SPACE);
        assertThat(shown()).isBetween(1, all - 1);
        assertThat(browser.elements(".mstr-group-high"))
                .isNotEmpty()
                .noneMatch(WebElement::isDisplayed);
        browser.element(".mstr-filter-high").sendKeys(Keys.SPACE);
        assertThat(shown()).isEqualTo(all);

        browser.element(".mstr-filter-row option[value=security]").click();

        List<WebElement> rest =
                browser.elements(".mstr-group").stream().filter(WebElement::isDisplayed).toList();
        assertThat(rest)
                .isNotEmpty()
                .allMatch(
                        each ->
                                String.valueOf(each.getDomAttribute("class"))
                                        .contains("mstr-group-security"));
    }

    private static int shown() {
        return (int)
                browser.elements(".mstr-group").stream().filter(WebElement::isDisplayed).count();
    }

    @Test
    void a_remedy_is_chosen_whole_by_one_click() throws IOException {
        open(Language.ENGLISH);
        browser.unfold();
        WebElement remedy = browser.element(".mstr-finding .mstr-code");
        remedy.click();

        assertThat(browser.text("return String(getSelection())").strip())
                .isEqualTo(remedy.getText().strip());
    }
}
