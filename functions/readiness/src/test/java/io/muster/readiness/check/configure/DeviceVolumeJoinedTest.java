package io.muster.readiness.check.configure;

import static io.muster.readiness.fixture.GuestBuilder.ROOT_VOLUME;
import static io.muster.readiness.fixture.GuestBuilder.disk;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.VolumeBuilder.volume;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Volume.Attachment;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceVolumeJoinedTest {

    private static final DeviceVolumeJoined CHECK = new DeviceVolumeJoined();
    private static final Instance HOST = instance().build();

    @Test
    void the_same_volumes_on_both_sides_are_ready() {
        assertThat(judge(CHECK, HOST, facts(guest(), attached(ROOT_VOLUME))).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_volume_that_the_guest_does_not_see_is_not_ready() {
        Verdict verdict =
                judge(CHECK, HOST, facts(guest(), attached(ROOT_VOLUME), attached("vol-0b")));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("vol-0b is attached, but the instance has no disk for it");
        assertThat(remedy(CHECK, verdict))
                .contains("Name=attachment.instance-id,Values=" + HOST.id());
    }

    @Test
    void a_disk_that_ec2_does_not_list_is_not_ready() {
        assertThat(judge(CHECK, HOST, facts(guest())).actual())
                .isEqualTo(
                        ROOT_VOLUME
                                + " is a disk of the instance, but EC2 does not list it as attached");
    }

    @Test
    void disks_of_xen_do_not_tell_and_are_unknown() {
        GuestBuilder xen = guest().blocks(seen(disk("xvda", 30, null)));
        Verdict verdict = judge(CHECK, HOST, facts(xen, attached(ROOT_VOLUME)));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("/dev/xvda");
    }

    @Test
    void a_volume_on_its_way_in_or_out_is_no_difference() {
        Volume leaving = attachment(ROOT_VOLUME, "detaching");
        Volume coming = attachment("vol-0b", "attaching");
        assertThat(judge(CHECK, HOST, facts(guest(), leaving, coming)).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void missing_volumes_and_disks_are_unknown() {
        assertThat(judge(CHECK, HOST, facts(guest()).without(Source.VOLUMES)).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(CHECK, HOST, facts(guest().blocks(unseen()), attached(ROOT_VOLUME)))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static Volume attached(String id) {
        return volume(id).attachedTo(HOST.id()).build();
    }

    private static Volume attachment(String id, String state) {
        Volume volume = volume(id).build();
        return new Volume(
                id,
                new Volume.Specification(volume.type(), 30, null, null, true),
                "in-use",
                null,
                List.of(new Attachment(HOST.id(), state)),
                null,
                Map.of());
    }

    private static Facts facts(GuestBuilder guest, Volume... volumes) {
        return new Facts().with(guest.build()).with((Object[]) volumes);
    }
}
