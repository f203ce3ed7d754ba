package io.muster.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.checklist.ChecklistRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueMarkdownTest {

    private static final String HOW =
            "docs/checks.md does not say what the checks do. Write it again with: mvn test"
                    + " -pl functions/readiness -am -Dtest=CatalogueMarkdownTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.docs.write=true";

    @Test
    void docs_checks_md_is_the_catalogue() throws IOException {
        Path page = projectRoot().resolve("docs").resolve("checks.md");
        String rendered = CatalogueMarkdown.render(BuiltInChecks.catalogue());
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, rendered);
        }
        assertThat(page).as(HOW).exists();
        assertThat(Files.readString(page)).as(HOW).isEqualTo(rendered);
    }

    @Test
    void every_row_check_and_setting_is_on_the_page() {
        String page = CatalogueMarkdown.render(BuiltInChecks.catalogue());
        for (ChecklistRow row : ChecklistRow.values()) {
            assertThat(page).contains("\n## " + row.name() + "\n");
        }
        for (Check<?> check : BuiltInChecks.catalogue().all()) {
            assertThat(page)
                    .containsOnlyOnce("\n### " + check.spec().id() + "\n")
                    .contains("<" + check.spec().source() + ">");
        }
        for (Setting<?> setting : Setting.all()) {
            assertThat(page).containsOnlyOnce("| `" + setting.variable() + "` |");
        }
    }

    @Test
    void a_row_without_a_check_says_so() {
        assertThat(CatalogueMarkdown.render(Catalogue.of(List.of())))
                .contains("## TESTS")
                .contains("No check covers this row yet.");
    }

    private static Path projectRoot() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("CONTRIBUTING.md"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException("no directory above this one holds CONTRIBUTING.md");
        }
        return directory;
    }
}
