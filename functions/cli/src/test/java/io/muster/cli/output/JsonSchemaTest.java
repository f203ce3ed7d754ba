package io.muster.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.muster.cli.fixture.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs rely on is written down, and what is written for them keeps to it. */
class JsonSchemaTest {

    private static final Path DOCS = Golden.repository().resolve("docs");

    @ParameterizedTest
    @ValueSource(strings = {"scan/scan.json", "scan/unknown.json", "findings/findings.json"})
    void a_result_keeps_to_the_schema(String name) throws IOException {
        assertThat(schema().validate(Golden.read(name), InputFormat.JSON)).isEmpty();
    }

    @Test
    void a_field_that_the_schema_does_not_have_is_noticed() throws IOException {
        String more = Golden.read("scan/scan.json").replace("\"owner\":", "\"keeper\":");

        assertThat(schema().validate(more, InputFormat.JSON)).isNotEmpty();
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        Files.readString(DOCS.resolve("findings.schema.json")), InputFormat.JSON);
    }
}
