package io.muster.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.cli.fixture.Golden;
import io.muster.cli.fixture.Run;
import io.muster.cli.session.Terminal;
import io.muster.console.fixture.Browser;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sample fleet in the widget. */
class KeptDemoTest {

    /** Of the picture, in pixels: what a person sees first. */
    private static final int PICTURE_HEIGHT = 1_000;

    private static final Path PAGE = Path.of("target", "demo-kept.html").toAbsolutePath();

    /** What the README shows. */
    private static final Path IMAGES = Golden.repository().resolve("docs/images");

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void the_widget_is_served_over_the_sample_fleet_until_it_is_ended() throws Exception {
        System.setProperty("muster.home", Golden.repository().toString());
        Run run = new Kept().run(KeptDemoTest::openWidget);

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("The findings are at http://127.0.0.1:");
    }

    /**
     * The demo with {@code --keep}, which a person ends.
     *
     * <p>What it prints tells where the widget is served.
     */
    private static final class Kept extends ByteArrayOutputStream {

        private static final Pattern SERVED = Pattern.compile("The findings are at (\\S+) until");

        private final CompletableFuture<URI> served = new CompletableFuture<>();
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();

        /** Runs it, looks at what it serves, and ends it as Ctrl-C does. */
        Run run(Consumer<URI> look) throws Exception {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Thread demo = Thread.ofPlatform().name("demo").start(() -> exit.complete(demo(err)));
            try {
                if (CompletableFuture.anyOf(served, exit).get(4, TimeUnit.MINUTES)
                        instanceof URI address) {
                    look.accept(address);
                }
            } finally {
                demo.interrupt();
            }
            return new Run(
                    exit.get(1, TimeUnit.MINUTES),
                    toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }

        private int demo(OutputStream err) {
            return Run.run(
                    Terminal.none(),
                    DemoTest.BARE,
                    "",
                    this,
                    err,
                    "demo",
                    "--keep",
                    "--page",
                    PAGE.toString());
        }

        @Override
        public void flush() {
            Matcher address = SERVED.matcher(toString(StandardCharsets.UTF_8));
            if (address.find()) {
                served.complete(URI.create(address.group(1)));
            }
        }
    }

    /**
     * The widget over the sample fleet, as a person opens it, and its pictures for the README; the
     * others are there to be looked at.
     */
    private static void openWidget(URI address) {
        try (Browser browser = Browser.start()) {
            browser.width(1280);
            for (String scheme : List.of("light", "dark")) {
                browser.prefers(scheme);
                browser.open(address);
                browser.await("#widget[aria-busy=false] .mstr-figures");
                picture(browser, "widget-" + scheme + ".png");
                for (int tab = 1; tab <= 6; tab++) {
                    browser.element(".mstr-nav > :nth-child(%d)".formatted(tab)).click();
                    browser.await(
                            "#widget[aria-busy=false] .mstr-nav > .mstr-current:nth-child(%d)"
                                    .formatted(tab));
                    look(browser, scheme + "-" + tab);
                    if (tab >= 2 && tab <= 4) {
                        browser.element(".mstr-lines .mstr-action").click();
                        browser.await("#widget[aria-busy=false] h2");
                        browser.await("#widget[aria-busy=false] .mstr-panel");
                        look(browser, scheme + "-" + tab + "-one");
                    }
                }
            }
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    private static void look(Browser browser, String name) {
        browser.picture(PAGE.resolveSibling("widget-" + name + ".png"), 0);
        assertThat(browser.overflow()).as(name).isZero();
    }

    /** A picture that the README shows, where it is to be written. */
    private static void picture(Browser browser, String name) {
        Path file =
                Boolean.getBoolean("muster.docs.write")
                        ? IMAGES.resolve(name)
                        : PAGE.resolveSibling(name);
        browser.picture(file, PICTURE_HEIGHT);
        SmallPicture.reduce(file);
        assertThat(file.toFile().length()).as(name).isLessThan(150_000);
    }
}
