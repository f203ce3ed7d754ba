package io.muster.readiness.check.install;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.Images;
import io.muster.readiness.fleet.Source;
import org.junit.jupiter.api.Test;

class ImageAvailableTest {

    private static final ImageAvailable CHECK = new ImageAvailable();

    @Test
    void an_available_image_is_ready() {
        assertThat(judge(new Facts().with(Images.inState("available"))).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void an_image_that_ec2_no_longer_knows_is_not_ready() {
        Verdict verdict = judge(new Facts());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "ami-0123456789abcdef0 is deregistered or no longer shared with this"
                                + " account");
        assertThat(remedy(CHECK, instance().build(), verdict)).contains("aws ec2 create-image");
    }

    @Test
    void an_image_that_is_disabled_cannot_be_launched() {
        Verdict verdict = judge(new Facts().with(Images.inState("disabled")));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("ami-0123456789abcdef0 is in state disabled");
    }

    @Test
    void missing_images_are_unknown() {
        assertThat(judge(new Facts().without(Source.IMAGES)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void an_instance_whose_image_is_not_reported_is_unknown() {
        Instance host = instance().image(null).build();
        assertThat(CHECK.judge(host, new Facts().fleet(), Thresholds.defaults()).status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(Facts facts) {
        return CHECK.judge(instance().build(), facts.fleet(), Thresholds.defaults());
    }
}
