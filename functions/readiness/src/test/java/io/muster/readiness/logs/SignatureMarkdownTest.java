package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SignatureMarkdownTest {

    private static final String HOW =
            "docs/signatures.md does not say what the classifier knows. Write it again with: mvn test"
                    + " -pl functions/readiness -am -Dtest=SignatureMarkdownTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.docs.write=true";

    @Test
    void docs_signatures_md_is_the_catalogue() throws IOException {
        Path page = Path.of("../../docs/signatures.md");
        String rendered = SignatureMarkdown.render(Signatures.all());
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(page, rendered);
        }
        assertThat(page).as(HOW).exists();
        assertThat(Files.readString(page)).as(HOW).isEqualTo(rendered);
    }

    @Test
    void every_signature_is_on_the_page_with_its_source_and_example() {
        String page = SignatureMarkdown.render(Signatures.all());
        for (Signature signature : Signatures.all()) {
            assertThat(page)
                    .containsOnlyOnce("\n## " + signature.id() + "\n")
                    .contains("<" + signature.source() + ">")
                    .contains(signature.examples().get(0));
        }
    }
}
