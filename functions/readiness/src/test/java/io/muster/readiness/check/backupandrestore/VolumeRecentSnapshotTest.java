package io.muster.readiness.check.backupandrestore;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.SnapshotBuilder.snapshot;
import static io.muster.readiness.fixture.VolumeBuilder.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VolumeRecentSnapshotTest {

    private static final VolumeRecentSnapshot CHECK = new VolumeRecentSnapshot();
    private static final Duration LIMIT =
            Thresholds.defaults().get(Setting.SNAPSHOT_MAXIMUM_AGE_DAYS);
    private static final Instant LIMIT_AGO = Facts.NOW.minus(LIMIT);

    @Test
    void a_recent_snapshot_is_ready() {
        Verdict verdict =
                judge(new Facts().with(snapshot().startedAt(LIMIT_AGO.plusSeconds(1)).build()));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual())
                .isEqualTo("the newest snapshot snap-0aaaaaaaaaaaaaaaa was taken on 2026-11-15");
    }

    @Test
    void an_old_snapshot_is_not_ready() {
        Verdict verdict = judge(new Facts().with(snapshot().startedAt(LIMIT_AGO).build()));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.expected()).isEqualTo("a completed snapshot younger than 7 days");
        assertThat(remedy(CHECK, volume().build(), verdict)).contains("aws ec2 create-snapshot");
    }

    @Test
    void the_newest_completed_snapshot_counts() {
        Verdict verdict =
                judge(
                        new Facts()
                                .with(snapshot("snap-0old").startedAt(LIMIT_AGO).build())
                                .with(snapshot("snap-0new").build())
                                .with(
                                        snapshot("snap-0failed")
                                                .startedAt(Facts.NOW)
                                                .state("error")
                                                .build()));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).contains("snap-0new");
        assertThat(verdict.evidence()).containsExactly("not completed: snap-0failed (state error)");
    }

    @Test
    void of_two_that_began_together_the_answer_does_not_depend_on_their_order() {
        var one = snapshot("snap-0a").build();
        var other = snapshot("snap-0b").build();
        assertThat(judge(new Facts().with(one, other)))
                .isEqualTo(judge(new Facts().with(other, one)));
    }

    @Test
    void no_snapshot_is_not_ready() {
        Verdict verdict = judge(new Facts());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("no completed snapshot in this account and region");
    }

    @Test
    void a_pending_snapshot_is_not_one_yet() {
        Verdict verdict = judge(new Facts().with(snapshot().state("pending").build()));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence())
                .containsExactly("not completed: snap-0aaaaaaaaaaaaaaaa (state pending)");
    }

    @Test
    void a_snapshot_of_another_volume_does_not_count() {
        assertThat(judge(new Facts().with(snapshot().of("vol-0other").build())).status())
                .isEqualTo(Status.NOT_READY);
        assertThat(judge(new Facts().with(snapshot().of(null).build())).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_volume_too_young_for_its_first_snapshot_is_unknown() {
        Volume young = volume().createdAt(Instant.parse("2026-11-20T08:00:00Z")).build();
        Verdict verdict = judge(young, new Facts());
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual())
                .isEqualTo(
                        "could not be evaluated yet: no completed snapshot, but the volume was created"
                                + " on 2026-11-20 and its first snapshot is due by 2026-11-27");
    }

    @Test
    void a_volume_of_unknown_age_without_a_snapshot_is_not_ready() {
        assertThat(judge(volume().createdAt(null).build(), new Facts()).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void attached_to_nothing_to_one_or_to_several_hosts_is_judged_alike() {
        for (Volume volume :
                new Volume[] {
                    volume().build(),
                    volume().attachedTo("i-0a").build(),
                    volume().type("io2").attachedTo("i-0a").attachedTo("i-0b").build()
                }) {
            assertThat(judge(volume, new Facts()).status()).isEqualTo(Status.NOT_READY);
            assertThat(judge(volume, new Facts().with(snapshot().build())).status())
                    .isEqualTo(Status.READY);
        }
    }

    @Test
    void a_snapshot_without_a_time_is_unknown() {
        assertThat(judge(new Facts().with(snapshot().startedAt(null).build())).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void missing_snapshots_are_unknown() {
        assertThat(judge(new Facts().without(Source.SNAPSHOTS)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_volume_that_goes_with_a_group_s_member_needs_none() {
        Volume volume = volume("vol-0root").attachedTo("i-0a").build();
        Facts facts =
                new Facts()
                        .with(instance("i-0a").blockDevice("/dev/xvda", "vol-0root").build())
                        .with(group().member("i-0a", "1").build());
        assertThat(judge(volume, facts).status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(judge(volume, facts.with(snapshot().of("vol-0root").build())).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_volume_of_an_instance_without_a_group_is_not_ready() {
        Volume volume = volume("vol-0root").attachedTo("i-0a").build();
        Facts facts =
                new Facts().with(instance("i-0a").blockDevice("/dev/xvda", "vol-0root").build());
        assertThat(judge(volume, facts).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(volume, facts.without(Source.AUTO_SCALING_GROUPS)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(Facts facts) {
        return judge(volume().build(), facts);
    }

    private static Verdict judge(Volume volume, Facts facts) {
        return CHECK.judge(volume, facts.fleet(), Thresholds.defaults());
    }
}
