package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.probe.ProbeDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The document that Terraform hands to Systems Manager, which needs no Terraform to be compared.
 */
class GuestProbeDocumentTest {

    private static final String HOW =
            "infra-terraform/documents/guest-probe.json is not the probe's document. Write it again"
                    + " with: mvn test -pl functions/deployment -am -Dtest=GuestProbeDocumentTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.docs.write=true";

    @Test
    void the_file_is_the_document() throws IOException {
        Path file =
                Path.of(System.getProperty("muster.infrastructure"), "documents/guest-probe.json");
        String json = ProbeDocument.current().json();
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json);
        }
        assertThat(file).as(HOW).exists();
        assertThat(Files.readString(file)).as(HOW).isEqualTo(json);
    }
}
