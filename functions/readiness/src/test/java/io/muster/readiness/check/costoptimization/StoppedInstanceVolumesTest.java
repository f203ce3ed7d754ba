package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.VolumeBuilder.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fleet.Source;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoppedInstanceVolumesTest {

    private static final StoppedInstanceVolumes CHECK = new StoppedInstanceVolumes();
    private static final Duration LIMIT = Thresholds.defaults().get(Setting.STOPPED_MAXIMUM_DAYS);
    private static final Instant LIMIT_AGO = Facts.NOW.minus(LIMIT);

    @Test
    void a_host_stopped_no_longer_than_the_limit_is_ready() {
        assertThat(judge(stopped().stateChangedAt(LIMIT_AGO)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_host_stopped_for_longer_is_not_ready_and_says_what_is_paid() {
        Instance host = stopped().stateChangedAt(LIMIT_AGO.minusSeconds(1)).build();
        Verdict verdict = judge(host, facts(host));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("stopped since 2026-11-08, with 108 GiB on 2 volumes");
        assertThat(verdict.evidence())
                .containsExactly("vol-0a: gp3, 8 GiB", "vol-0b: st1, 100 GiB");
        assertThat(remedy(CHECK, host, verdict))
                .contains("--instance-ids i-0aaaaaaaaaaaaaaaa --dry-run");
    }

    @Test
    void a_volume_that_other_hosts_share_is_not_this_hosts_to_give_up() {
        Instance host = stopped().stateChangedAt(Instant.EPOCH).build();
        Facts shared =
                new Facts().with(volume("vol-0c").attachedTo(host.id()).attachedTo("i-0b").build());
        Verdict verdict = judge(host, shared);
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.evidence())
                .containsExactly(
                        "vol-0c: gp3, 100 GiB, not counted because other instances use it, too");
    }

    @Test
    void a_stopped_host_without_volumes_is_ready() {
        assertThat(judge(stopped().stateChangedAt(null).build(), new Facts()).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_host_stopped_at_an_unknown_time_is_unknown() {
        Verdict verdict = judge(stopped().stateChangedAt(null));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual())
                .startsWith("could not be evaluated: EC2 does not report when")
                .endsWith("with 108 GiB on 2 volumes");
    }

    @Test
    void missing_volumes_are_unknown() {
        Instance host = stopped().build();
        assertThat(judge(host, facts(host).without(Source.VOLUMES)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_host_that_runs_is_not_asked() {
        assertThat(judge(instance()).status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(judge(instance().state(State.PENDING)).status())
                .isEqualTo(Status.NOT_APPLICABLE);
        assertThat(judge(instance().state(State.TERMINATED)).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_state_that_muster_does_not_know_is_unknown() {
        assertThat(judge(instance().state(State.UNRECOGNISED)).status()).isEqualTo(Status.UNKNOWN);
    }

    private static InstanceBuilder stopped() {
        return instance().state(State.STOPPED);
    }

    private static Facts facts(Instance host) {
        return new Facts()
                .with(
                        volume("vol-0b").type("st1").attachedTo(host.id()).build(),
                        volume("vol-0a").sizeGib(8).attachedTo(host.id()).build());
    }

    private static Verdict judge(InstanceBuilder builder) {
        Instance host = builder.build();
        return judge(host, facts(host));
    }

    private static Verdict judge(Instance host, Facts facts) {
        return CHECK.judge(host, facts.fleet(), Thresholds.defaults());
    }
}
