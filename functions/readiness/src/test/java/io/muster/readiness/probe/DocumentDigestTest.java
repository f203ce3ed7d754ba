package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.fact.DeployedDocument.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentDigestTest {

    private static final String CONTENT = ProbeDocument.current().json();

    private static final Path FILE =
            Path.of("src/main/resources/io/muster/readiness/probe/document.digest");

    private static final String HOW =
            FILE
                    + " has the digest of another document. Write it again with: mvn test -pl"
                    + " functions/readiness -Dtest=DocumentDigestTest -Dmuster.docs.write=true";

    @Test
    void the_file_has_the_digest_of_the_document() throws IOException {
        String digest = DocumentDigest.read(CONTENT).digest() + "\n";
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(FILE, digest);
        }
        assertThat(Files.readString(FILE)).as(HOW).isEqualTo(digest);
    }

    @Test
    void the_document_names_its_own_digest() {
        assertThat(DocumentDigest.read(CONTENT).whole()).isTrue();
        assertThat(CONTENT).contains("(content " + ProbeDocument.currentDigest() + ")");
    }

    @Test
    void a_document_that_was_written_in_another_way_is_the_same() throws IOException {
        Map<String, Object> sorted = new TreeMap<>(JSON.std.mapFrom(CONTENT)).descendingMap();
        String indented = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(sorted);

        assertThat(indented).isNotEqualTo(CONTENT);
        assertThat(DocumentDigest.read(indented)).isEqualTo(DocumentDigest.read(CONTENT));
    }

    @ParameterizedTest
    @CsvSource({
        "umask 077, umask 000",
        "timeoutSeconds\":\"15, timeoutSeconds\":\"900",
        "platformType, platformName",
        "[0-9a-f], ."
    })
    void a_document_that_was_edited_does_not_fit_its_description(String part, String other) {
        assertThat(CONTENT).contains(part);
        Found edited = DocumentDigest.read(CONTENT.replace(part, other));

        assertThat(edited.whole()).isFalse();
        assertThat(edited.named()).isEqualTo(ProbeDocument.currentDigest());
    }

    @Test
    void a_document_of_another_build_is_whole_and_another_one() {
        Found other = DocumentDigest.read(ProbeDocument.of("echo another probe").json());

        assertThat(other.whole()).isTrue();
        assertThat(other.digest()).isNotEqualTo(ProbeDocument.currentDigest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "schemaVersion: '2.2'",
                "[]",
                "null",
                "{\"description\":7}",
                "{\"description\":\"x (content 12)\"}"
            })
    void content_that_names_no_digest_is_not_whole(String content) {
        Found found = DocumentDigest.read(content);

        assertThat(found.named()).isNull();
        assertThat(found.whole()).isFalse();
        assertThat(found.digest()).hasSize(32);
    }
}
