package io.muster.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.cli.fixture.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScreenPictureTest {

    @Test
    void text_is_escaped_and_stands_on_the_grid() {
        String svg = ScreenPicture.of("\u001b[1;31mCRITICAL\u001b[0m  <a> & b\n", 40);

        assertThat(svg)
                .contains(
                        "<text x=\"16\" y=\"29.5\" textLength=\"64\" class=\"c1 c31\">CRITICAL</text>",
                        "<text x=\"96\" y=\"29.5\" textLength=\"56\">&lt;a&gt; &amp; b</text>",
                        "prefers-color-scheme: dark")
                .doesNotContain("\u001b");
    }

    /** The screen is that of a run; see {@link DemoTest}, which writes both anew. */
    @Test
    void the_picture_of_the_readme_shows_the_screen_that_was_kept() throws IOException {
        String screen = Files.readString(DemoTest.SCREEN);
        Path picture = Golden.repository().resolve("docs/images/demo.svg");

        if ("write".equals(System.getProperty("muster.golden"))) {
            Files.writeString(picture, ScreenPicture.of(screen, DemoTest.COLUMNS));
        }
        assertThat(Files.readString(picture))
                .as("write it anew with -Dmuster.golden=write")
                .isEqualTo(ScreenPicture.of(screen, DemoTest.COLUMNS));
    }
}
