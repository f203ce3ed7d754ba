package io.muster.readiness.check.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import io.muster.readiness.fixture.Facts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogGroupEncryptedTest {

    @Test
    void a_key_of_the_account_is_ready() {
        assertThat(judge("arn:aws:kms:us-east-1:123456789012:key/a").status())
                .isEqualTo(Status.READY);
    }

    @Test
    void the_services_own_key_is_not() {
        assertThat(judge(null).status()).isEqualTo(Status.NOT_READY);
    }

    private static Verdict judge(@Nullable String key) {
        LogGroup group = new LogGroup("/app", LogClass.STANDARD, 30, key, 1L, Facts.NOW);
        return new LogGroupEncrypted()
                .judge(group, new Facts().with(group).fleet(), Thresholds.defaults());
    }
}
