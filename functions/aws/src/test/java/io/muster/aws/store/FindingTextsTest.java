package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.TUESDAY;
import static io.muster.aws.store.Findings.finding;
import static io.muster.aws.store.Findings.open;
import static io.muster.aws.store.Findings.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Statement;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FindingChange.Changed;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.text.Language;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Rendering;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The texts of findings in the table: English to read, codes and arguments to render. */
class FindingTextsTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Rendering KOREAN = new Rendering(Language.KOREAN, ZoneOffset.UTC);
    private static final String PK = "SCOPE#123456789012#us-east-1";
    private static final String SK = "FINDING#instance#i-0abc#imdsv2-required";
    private static final Message LINUX = Message.of("facts.guest-not-linux");
    private static final Message STOPPED = Message.of("facts.instance-not-running");

    private static Finding saying(Instant at, Message... reasons) {
        Finding base = finding("i-0abc", at);
        return new Finding(
                base.scope(),
                base.resource(),
                base.rule(),
                base.workload(),
                base.title(),
                new Finding.Answer(
                        Status.NOT_READY,
                        new Statement(
                                Message.of("common.share-at-least").with("percent", 95),
                                Message.all(List.of(reasons), "; "),
                                List.of(Message.of("common.not-seen").with("why", LINUX))),
                        HiddenChecks.NONE),
                Instructions.of(Message.of("common.remedy-too-long")),
                at);
    }

    private static StoredFinding stored() {
        return fixture.table().findings(SCOPE).next();
    }

    @Test
    void a_finding_with_codes_comes_back_as_it_was_written() {
        Finding finding = saying(MONDAY, LINUX, STOPPED);
        fixture.table().write(opened(finding));

        assertThat(stored()).isEqualTo(open(finding, MONDAY));
    }

    @Test
    void what_a_remedy_saves_comes_back_and_goes_with_the_figure() {
        Finding saves = saving(saying(MONDAY, LINUX), new BigDecimal("13.87"));
        fixture.table().write(opened(saves));
        StoredFinding before = stored();
        assertThat(before).isEqualTo(open(saves, MONDAY));

        Finding later = saying(TUESDAY, LINUX);
        fixture.table().write(new Changed(later, before));
        assertThat(stored().finding().answer().monthlySaving()).isNull();
    }

    private static Finding saving(Finding finding, BigDecimal usd) {
        return new Finding(
                finding.scope(),
                finding.resource(),
                finding.rule(),
                finding.workload(),
                finding.title(),
                new Finding.Answer(
                        finding.status(), finding.answer().says(), HiddenChecks.NONE, usd),
                finding.instructions(),
                finding.observedAt());
    }

    @Test
    void an_item_has_the_english_for_its_readers() {
        fixture.table().write(opened(saying(MONDAY, LINUX, STOPPED)));

        String english = LINUX.english() + "; " + STOPPED.english();
        assertThat(fixture.items().values())
                .singleElement()
                .extracting(item -> item.get("actual"))
                .isEqualTo(AttributeValue.fromS(english));
    }

    @Test
    void a_stored_finding_can_be_read_in_korean() {
        fixture.table().write(opened(saying(MONDAY, LINUX)));
        Finding read = stored().finding();

        assertThat(read.answer().actual(KOREAN)).isEqualTo(LINUX.in(KOREAN)).contains("운영 체제");
        assertThat(read.answer().expected(KOREAN)).isEqualTo("95% 이상");
        assertThat(read.instructions().in(Language.KOREAN)).startsWith("# 명령이");
    }

    @Test
    void an_item_of_an_older_muster_is_read_in_english() {
        fixture.table().write(opened(saying(MONDAY, LINUX)));
        fixture.strip(PK, SK, "reasons");
        fixture.strip(PK, SK, "texts");

        assertThat(stored().finding().answer().actual(KOREAN)).isEqualTo(LINUX.english());
    }

    @Test
    void codes_beside_other_english_than_todays_are_written_again_and_no_change() {
        Finding monday = saying(MONDAY, LINUX);
        fixture.table().write(opened(monday));
        fixture.edit(PK, SK, Map.of("actual", AttributeValue.fromS("the words of last year")));
        StoredFinding before = stored();
        fixture.table().write(new Changed(saying(TUESDAY, LINUX), before));

        assertThat(before.outdated()).isTrue();
        assertThat(stored().finding().answer().actual()).isEqualTo(LINUX.english());
        assertThat(stored().outdated()).isFalse();
        assertThat(stored().changedAt()).isEqualTo(MONDAY);
    }

    @Test
    void another_reason_is_a_change() {
        Finding monday = saying(MONDAY, LINUX);
        fixture.table().write(opened(monday));
        fixture.table().write(new Changed(saying(TUESDAY, STOPPED), stored()));

        assertThat(stored().changedAt()).isEqualTo(TUESDAY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reasons | no json",
                "reasons | {}",
                "reasons | [1]",
                "texts | []",
                "texts | {}",
                "texts | {\"expected\":{\"code\":1}}"
            })
    void codes_that_were_edited_make_an_item_that_cannot_be_read(String attribute, String text) {
        fixture.table().write(opened(saying(MONDAY, LINUX)));
        fixture.edit(PK, SK, Map.of(attribute, AttributeValue.fromS(text)));

        assertThatThrownBy(FindingTextsTest::stored)
                .isInstanceOf(StoreException.CorruptItem.class)
                .hasMessageContaining(attribute);
    }
}
