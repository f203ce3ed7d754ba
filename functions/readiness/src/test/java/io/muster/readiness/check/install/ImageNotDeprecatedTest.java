package io.muster.readiness.check.install;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.Images;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageNotDeprecatedTest {

    private static final ImageNotDeprecated CHECK = new ImageNotDeprecated();

    @Test
    void an_image_without_a_deprecation_date_is_ready() {
        assertThat(judge(new Facts().with(Images.deprecated(null))).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void an_image_that_will_be_deprecated_is_ready_and_says_when() {
        Verdict verdict = judge(new Facts().with(Images.deprecated(Facts.NOW.plusSeconds(86_400))));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual())
                .isEqualTo("ami-0123456789abcdef0 will be deprecated on 2026-11-23");
    }

    @Test
    void an_image_that_is_deprecated_is_not_ready() {
        Verdict verdict = judge(new Facts().with(Images.deprecated(Facts.NOW)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("ami-0123456789abcdef0 was deprecated on 2026-11-22");
        assertThat(remedy(CHECK, instance().build(), verdict))
                .contains("--owners 137112412989")
                .contains("Values=arm64");
    }

    @Test
    void a_deprecation_time_that_is_none_is_unknown() {
        Image unreadable =
                new Image(
                        Images.ID,
                        null,
                        null,
                        "available",
                        new Image.Dates(
                                Facts.NOW,
                                Fact.missing(Fact.Why.NOT_REPORTED, Message.literal("no time"))),
                        null,
                        null,
                        List.of());
        assertThat(judge(new Facts().with(unreadable)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_deregistered_image_is_unknown() {
        assertThat(judge(new Facts()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void missing_images_are_unknown() {
        assertThat(judge(new Facts().without(Source.IMAGES)).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(Facts facts) {
        return CHECK.judge(instance().build(), facts.fleet(), Thresholds.defaults());
    }
}
