package io.muster.readiness.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AttestedItemTest {

    private static final Path PAGE = Path.of("../../docs/attested-items.md");
    private static final String HOW =
            "docs/attested-items.md is not the list. Write it again with: mvn test"
                    + " -pl functions/readiness -am -Dtest=AttestedItemTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.docs.write=true";
    private static final String HEAD =
            """
            # Attested items

            What no API can tell, and a person attests for a workload with `./muster decide attest item/ITEM/WORKLOAD` ([decisions on
            record](waivers.md)). An attestation without an end holds as long as the last column says.

            | item | row | an attestation says | evidence | days |
            |---|---|---|---|---|
            """;

    private static String line(AttestedItem item) {
        return "| `%s` | %s | %s | %s | %d |%n"
                .formatted(
                        item.id(),
                        item.row().title().english(),
                        item.meaning().english(),
                        item.evidence().english(),
                        item.days());
    }

    @Test
    void the_page_is_the_list() throws IOException {
        String page =
                HEAD
                        + AttestedItem.all().stream()
                                .map(AttestedItemTest::line)
                                .collect(Collectors.joining());
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).as(HOW).isEqualTo(page);
    }

    @Test
    void items_are_in_the_order_of_the_rows_and_have_ids_of_their_own() {
        assertThat(AttestedItem.all())
                .isSortedAccordingTo(Comparator.comparing(AttestedItem::row))
                .extracting(AttestedItem::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
    }
}
