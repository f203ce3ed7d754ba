package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.SnapshotBuilder.snapshot;
import static io.muster.readiness.fixture.VolumeBuilder.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.Images;
import io.muster.readiness.fixture.SnapshotBuilder;
import io.muster.readiness.fleet.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotVolumeExistsTest {

    private static final SnapshotVolumeExists CHECK = new SnapshotVolumeExists();

    @Test
    void a_snapshot_of_a_volume_that_exists_is_ready() {
        assertThat(judge(snapshot(), new Facts().with(volume().build())).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_snapshot_of_a_deleted_volume_is_not_ready() {
        Snapshot snapshot = snapshot().build();
        Verdict verdict = judge(snapshot(), new Facts());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("the source volume vol-0aaaaaaaaaaaaaaaa no longer exists");
        assertThat(verdict.evidence())
                .containsExactly(
                        "created on: 2026-11-21",
                        "volume size: 100 GiB, of which the snapshot may store less");
        assertThat(remedy(CHECK, snapshot, verdict)).contains("--storage-tier archive");
    }

    @Test
    void a_snapshot_that_an_image_in_use_was_registered_from_is_needed() {
        Image image =
                new Image(
                        Images.ID,
                        null,
                        "123456789012",
                        "available",
                        Image.Dates.created(Facts.NOW),
                        null,
                        null,
                        List.of("snap-0other", snapshot().build().id()));
        Verdict verdict = judge(snapshot().description("by hand"), new Facts().with(image));
        assertThat(verdict.status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(verdict.actual()).contains(Images.ID);
    }

    @Test
    void whether_an_image_needs_it_is_unknown_without_the_images() {
        assertThat(judge(snapshot(), new Facts().without(Source.IMAGES)).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(snapshot(), new Facts().with(volume().build()).without(Source.IMAGES))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void what_ec2_leaves_out_is_said_to_be_left_out() {
        assertThat(judge(snapshot().startedAt(null).sizeGib(null), new Facts()).evidence())
                .containsExactly(
                        "created on: not reported by EC2", "volume size: not reported by EC2");
    }

    @Test
    void missing_volumes_are_unknown() {
        assertThat(judge(snapshot(), new Facts().without(Source.VOLUMES)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_snapshot_of_nothing_reported_is_unknown() {
        assertThat(judge(snapshot().of(null), new Facts()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_copied_snapshot_has_no_volume() {
        assertThat(judge(snapshot().of("vol-ffffffff"), new Facts()).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_recovery_point_is_aws_backups_to_delete() {
        assertThat(
                        judge(
                                        snapshot()
                                                .tag(
                                                        "aws:backup:source-resource",
                                                        "arn:aws:ec2:us-east-1:123456789012:volume/vol-0a"),
                                        new Facts())
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Created by CreateImage(i-0aaaaaaaaaaaaaaaa) for ami-0123456789abcdef0",
                "Created by CreateImage(i-0aaaaaaa) for ami-0123456789abcdef0 from vol-0aaaaaaa",
                "Copied for DestinationAmi ami-0123456789abcdef0 from SourceAmi ami-0fedcba9876543210"
                        + " for SourceSnapshot snap-0aaaaaaaaaaaaaaaa."
            })
    void a_snapshot_of_an_image_is_judged_by_the_image(String description) {
        SnapshotBuilder ofImage = snapshot().of("vol-ffffffff").description(description);
        assertThat(judge(ofImage, new Facts().with(Images.inState("available"))).status())
                .isEqualTo(Status.NOT_APPLICABLE);
        Verdict verdict = judge(ofImage, new Facts());
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("ami-0123456789abcdef0");
        assertThat(judge(ofImage, new Facts().without(Source.IMAGES)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_description_that_only_mentions_an_image_is_a_persons() {
        assertThat(
                        judge(snapshot().description("before ami-0123456789abcdef0"), new Facts())
                                .status())
                .isEqualTo(Status.NOT_READY);
    }

    private static Verdict judge(SnapshotBuilder snapshot, Facts facts) {
        return CHECK.judge(snapshot.build(), facts.fleet(), Thresholds.defaults());
    }
}
