package io.muster.readiness.check.install;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.Images;
import io.muster.readiness.fleet.Source;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImageAgeTest {

    private static final ImageAge CHECK = new ImageAge();
    private static final Duration LIMIT = Thresholds.defaults().get(Setting.IMAGE_MAXIMUM_AGE_DAYS);

    @Test
    void an_image_just_below_the_limit_is_ready() {
        Verdict verdict = judge(created(Facts.NOW.minus(LIMIT).plusSeconds(1)));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.evidence()).containsExactly("image name: al2023-ami-2023.9");
    }

    @Test
    void an_image_of_the_limits_age_is_not_ready() {
        Verdict verdict = judge(created(Facts.NOW.minus(LIMIT)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(remedy(CHECK, instance().build(), verdict))
                .contains("/aws/service/ami-amazon-linux-latest");
    }

    @Test
    void the_words_name_the_day_and_the_limit_and_hold_still() {
        Verdict verdict = judge(created(Instant.parse("2025-03-04T23:59:59Z")));
        assertThat(verdict.expected()).isEqualTo("an image younger than 180 days");
        assertThat(verdict.actual()).isEqualTo("ami-0123456789abcdef0 was created on 2025-03-04");
    }

    @Test
    void an_image_without_a_date_is_unknown() {
        assertThat(judge(created(null)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_deregistered_image_is_unknown() {
        Verdict verdict = judge(new Facts());
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("deregistered or no longer shared");
    }

    @Test
    void missing_images_are_unknown() {
        assertThat(judge(new Facts().without(Source.IMAGES)).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Facts created(@Nullable Instant at) {
        return new Facts().with(Images.created(at));
    }

    private static Verdict judge(Facts facts) {
        return CHECK.judge(instance().build(), facts.fleet(), Thresholds.defaults());
    }
}
