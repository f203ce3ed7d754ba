package io.muster.aws.store;

import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.SEOUL;
import static io.muster.readiness.fixture.SecurityGroups.fromGroup;
import static io.muster.readiness.fixture.SecurityGroups.fromPrefixList;
import static io.muster.readiness.fixture.SecurityGroups.group;
import static io.muster.readiness.fixture.SecurityGroups.rule;
import static io.muster.readiness.fixture.SecurityGroups.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.fact.PrefixList;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SecurityGroupsTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final SecurityGroup WEB =
            group(
                    "sg-0a",
                    tcp(443, 443, "0.0.0.0/0"),
                    tcp(443, 443, "::/0"),
                    rule("-1", null, null, "10.0.0.0/8"),
                    fromGroup(22, "sg-0b"),
                    fromPrefixList("udp", 53, 53, "pl-0a"),
                    fromPrefixList("tcp", 80, 81, "pl-0b")
                            .with(
                                    Map.of(
                                            "pl-0b",
                                            new PrefixList("pl-0b", List.of("192.0.2.0/24")))));

    @Test
    void groups_come_back_with_their_rules() {
        SecurityGroup named = new SecurityGroup("sg-0c", "<b>\"웹\"</b>", List.of());
        fixture.table().writeSecurityGroups(SCOPE, NOON, List.of(WEB, named));

        assertThat(fixture.table().securityGroups(SCOPE))
                .isEqualTo(Map.of("sg-0a", WEB, "sg-0c", named));
        assertThat(fixture.table().securityGroups(SEOUL)).isEmpty();
    }

    @Test
    void what_did_not_change_is_not_written_again() {
        fixture.table().writeSecurityGroups(SCOPE, NOON, List.of(WEB, group("sg-0b")));
        fixture.proxy().forget();
        fixture.table()
                .writeSecurityGroups(
                        SCOPE, NOON.plus(Duration.ofHours(1)), List.of(group("sg-0b"), WEB));

        assertThat(fixture.proxy().calls())
                .extracting(call -> call.action())
                .containsOnly("GetItem");
    }

    @Test
    void older_facts_do_not_replace_newer_ones() {
        fixture.table().writeSecurityGroups(SCOPE, NOON, List.of(WEB));
        fixture.table().writeSecurityGroups(SCOPE, NOON.minusSeconds(60), List.of(group("sg-0b")));

        assertThat(fixture.table().securityGroups(SCOPE)).containsOnlyKeys("sg-0a");
    }

    @Test
    void of_more_than_an_item_holds_some_are_kept() {
        Random random = new Random(16);
        List<SecurityGroup> many = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            List<IngressRule> rules = new ArrayList<>();
            for (int j = 0; j < 60; j++) {
                rules.add(
                        tcp(
                                j,
                                j,
                                "10.%d.%d.0/24"
                                        .formatted(random.nextInt(256), random.nextInt(256))));
            }
            many.add(new SecurityGroup("sg-%017x".formatted(random.nextLong() >>> 4), "g", rules));
        }
        fixture.table().writeSecurityGroups(SCOPE, NOON, many);

        assertThat(fixture.table().securityGroups(SCOPE)).hasSizeBetween(100, 2_500);
    }

    @Test
    void an_item_that_was_edited_is_told() {
        fixture.table().writeSecurityGroups(SCOPE, NOON, List.of(WEB));
        fixture.edit(
                "SCOPE#123456789012#us-east-1",
                "SECURITY-GROUPS",
                Map.of("groups", AttributeValue.fromB(SdkBytes.fromUtf8String("no gzip"))));

        assertThatExceptionOfType(StoreException.CorruptItem.class)
                .isThrownBy(() -> fixture.table().securityGroups(SCOPE))
                .withMessageContaining("no security groups");
    }
}
