package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.MissingRoles.MissingRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class MissingRolesTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final String ROLE = "arn:aws:iam::111111111111:role/muster-spoke";

    @Test
    void an_account_is_one_item_however_often_it_fails() {
        roles().record("111111111111", ROLE, "denied", MONDAY);
        roles().record("111111111111", ROLE, "still denied", TUESDAY);

        assertThat(all())
                .containsExactly(
                        new MissingRole("111111111111", ROLE, "still denied", TUESDAY, null));
    }

    @Test
    void what_people_were_told_stays_when_it_fails_again_and_goes_when_they_hear_it_is_back() {
        roles().record("111111111111", ROLE, "denied", MONDAY);
        roles().told(all().getFirst(), MONDAY);
        roles().record("111111111111", ROLE, "denied", TUESDAY);
        assertThat(all()).extracting(MissingRole::toldAt).containsExactly(MONDAY);

        roles().told(all().getFirst(), null);
        assertThat(all()).extracting(MissingRole::toldAt).containsOnlyNulls();
    }

    @Test
    void an_account_that_is_not_tried_any_more_expires() {
        roles().record("111111111111", ROLE, "denied", MONDAY);

        assertThat(fixture.items().get("ROLES / 111111111111"))
                .containsEntry(
                        "expiresAt",
                        AttributeValue.fromN(
                                Long.toString(MONDAY.plus(MissingRoles.KEPT).getEpochSecond())));
    }

    @Test
    void what_a_newer_muster_wrote_is_named_and_stays() {
        roles().record("111111111111", ROLE, "denied", MONDAY);
        fixture.edit("ROLES", "111111111111", Map.of("v", AttributeValue.fromN("99")));
        Map<String, Map<String, AttributeValue>> before = fixture.items();
        roles().record("111111111111", ROLE, "denied", TUESDAY);

        List<String> problems = new ArrayList<>();
        assertThat(roles().all(newer -> problems.add(String.valueOf(newer.getMessage()))))
                .isEmpty();
        assertThat(problems).singleElement().asString().contains("ROLES / 111111111111");
        assertThat(fixture.items()).isEqualTo(before);
    }

    @Test
    void an_item_that_is_gone_is_not_made_again_by_what_is_told() {
        roles().told(new MissingRole("111111111111", ROLE, "denied", MONDAY, null), MONDAY);

        assertThat(fixture.items()).isEmpty();
    }

    private static MissingRoles roles() {
        return new MissingRoles(fixture.client(), TableFixture.TABLE);
    }

    private static List<MissingRole> all() {
        return roles().all(
                        unreadable -> {
                            throw unreadable;
                        });
    }
}
