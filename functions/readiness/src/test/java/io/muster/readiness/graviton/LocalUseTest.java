package io.muster.readiness.graviton;

import static io.muster.readiness.fact.Fact.known;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.InstanceType.LocalDisks;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalUseTest {

    private static final LocalDisks TWO_OF_75 = new LocalDisks(150, 0, 150);
    private static final BlockDevice EBS =
            new BlockDevice(
                    "nvme0n1",
                    "disk",
                    30L << 30,
                    null,
                    List.of("/"),
                    "Amazon Elastic Block Store",
                    "vol-0a",
                    List.of());

    @Test
    void what_is_mounted_counts_and_what_is_not_does_not() {
        assertThat(use(EBS, local("nvme1n1", "xfs", "/scratch"), local("nvme2n1", null)))
                .contains(75L);
        assertThat(use(EBS, local("nvme1n1", null), local("nvme2n1", null))).contains(0L);
    }

    @Test
    void a_disk_under_a_raid_or_in_a_pool_counts() {
        BlockDevice raid =
                local("nvme1n1", "linux_raid_member")
                        .withChildren(List.of(local("md0", "xfs", "/data")));
        assertThat(use(raid, local("nvme2n1", "zfs_member"))).contains(150L);
    }

    @Test
    void a_disk_that_was_not_seen_may_be_mounted() {
        assertThat(use(EBS, local("nvme1n1", null))).isEmpty();
    }

    @Test
    void disks_that_do_not_introduce_themselves_tell_nothing() {
        BlockDevice xen =
                new BlockDevice(
                        "xvdb", "disk", 150_000_000_000L, null, List.of(), null, null, List.of());
        assertThat(use(xen)).isEmpty();
    }

    @Test
    void a_listing_that_is_cut_or_missing_tells_nothing() {
        Listing<BlockDevice> cut =
                Listing.of(List.of(local("nvme1n1", null), local("nvme2n1", null))).asCut();
        assertThat(use(known(cut))).isEmpty();
        assertThat(use(Fact.missing(Why.FAILED, Message.literal("no lsblk")))).isEmpty();
    }

    private static BlockDevice local(
            String name, @Nullable String fileSystem, String... mountPoints) {
        return new BlockDevice(
                name,
                "disk",
                75_000_000_000L,
                fileSystem,
                List.of(mountPoints),
                "Amazon EC2 NVMe Instance Storage",
                null,
                List.of());
    }

    private static Optional<Long> use(BlockDevice... disks) {
        return use(known(Listing.of(List.of(disks))));
    }

    private static Optional<Long> use(Fact<Listing<BlockDevice>> disks) {
        return LocalUse.ofGb(guest().blocks(disks).facts(), TWO_OF_75);
    }
}
