package io.muster.handlers.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.FakeQueues;
import io.muster.aws.fixture.TableFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Events that come late, twice and in any order, while the fleet moves on and EC2's answers lag
 * behind: the table ends as a scan of the whole scope would leave it.
 */
@Tag("slow")
class ChangeOrderTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final String HOST = "i-0aaaaaaaaaaaaaaa1";
    private static final String ROOT = "vol-0aaaaaaaaaaaaaaa1";
    private static final String DATA = "vol-0aaaaaaaaaaaaaaa2";
    private static final long SEED = 20261125;

    /** How many random lives are lived: some in each build, all in the profile nightly. */
    private static final int LIVES = Integer.getInteger("muster.lives", 25);

    /** A change of the fleet, and the event that tells of it. */
    private record Step(Runnable move, String event) {}

    /** What happens to instances, as EC2 and EBS tell it. */
    enum Story {
        LAUNCH(4, 1_000),
        STOP(2, 2_000),
        START(2, 3_000),
        RESIZE(3, 4_000),
        ATTACH(3, 5_000),
        DETACH(2, 6_000),
        TERMINATE(3, 7_000);

        private final int events;
        private final int firstAccount;

        Story(int events, int firstAccount) {
            this.events = events;
            this.firstAccount = firstAccount;
        }
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void whatever_the_order_of_a_storys_events_the_table_ends_the_same(Story story) {
        int account = story.firstAccount;
        for (List<Integer> order : permutations(story.events)) {
            try (ChangeRig rig = new ChangeRig(fixture, account++)) {
                before(story, rig).forEach(step -> step.move().run());
                rig.scan();
                List<Step> steps = steps(story, rig);
                steps.forEach(step -> step.move().run());
                for (int index : order) {
                    rig.deliver(steps.get(index).event());
                }
                rig.settle();
                assertAsScanned(rig, story + " in order " + order);
            }
        }
    }

    @Test
    void lives_with_late_and_doubled_events_and_a_lagging_ec2_end_as_a_scan_sees_them() {
        for (int life = 0; life < LIVES; life++) {
            try (ChangeRig rig = new ChangeRig(fixture, 100_000 + life)) {
                live(rig, new Random(SEED + life));
                assertAsScanned(rig, "life " + life);
            }
        }
    }

    private static void live(ChangeRig rig, Random random) {
        // Long before: an agent that does not register is not waited for, whatever the time.
        rig.fleet.launchedAt("2026-11-20T08:00:00Z");
        List<Step> steps = new ArrayList<>();
        for (Story story : Story.values()) {
            steps.addAll(steps(story, rig));
        }
        List<String> late = new ArrayList<>();
        // Some lives are watched to the end, some only so far.
        int end = 1 + random.nextInt(steps.size());
        for (Step step : steps.subList(0, end)) {
            step.move().run();
            IntStream.rangeClosed(0, random.nextInt(2)).forEach(copy -> late.add(step.event()));
            Collections.shuffle(late, random);
            rig.fleet.lagBy(random.nextInt(3));
            List<String> now = new ArrayList<>(late.subList(0, random.nextInt(late.size() + 1)));
            late.removeAll(now);
            if (!now.isEmpty()) {
                rig.deliver(now);
            }
            rig.fleet.lagBy(0);
            if (random.nextInt(4) == 0) {
                followUps(rig, random);
            }
        }
        if (!late.isEmpty()) {
            rig.deliver(late);
        }
        rig.settle();
    }

    private static void followUps(ChangeRig rig, Random random) {
        List<String> due = new ArrayList<>();
        rig.queues.drain().stream().map(FakeQueues.Message::body).forEach(due::add);
        Collections.shuffle(due, random);
        rig.wait(180);
        for (String each : due) {
            rig.deliver(each);
        }
    }

    private static void assertAsScanned(ChangeRig rig, String what) {
        SortedMap<String, String> told = rig.open();
        rig.wait(180);
        rig.scan();
        assertThat(told).as(what).isEqualTo(rig.open());
    }

    /** What happened before the story begins. */
    private static List<Step> before(Story story, ChangeRig rig) {
        List<Step> steps = new ArrayList<>();
        for (Story earlier : Story.values()) {
            if (earlier.compareTo(story) < 0) {
                steps.addAll(steps(earlier, rig));
            }
        }
        return steps;
    }

    private static List<Step> steps(Story story, ChangeRig rig) {
        MovingFleet fleet = rig.fleet;
        return switch (story) {
            case LAUNCH ->
                    List.of(
                            new Step(
                                    () -> fleet.disk(ROOT, "gp2", ""),
                                    rig.volumeEvent(ROOT, "createVolume", "available")),
                            state(rig, "pending", "m5.large"),
                            new Step(
                                    () -> fleet.disk(ROOT, "gp2", HOST),
                                    rig.volumeEvent(ROOT, "attachVolume", "attached")),
                            state(rig, "running", "m5.large"));
            case STOP ->
                    List.of(state(rig, "stopping", "m5.large"), state(rig, "stopped", "m5.large"));
            case START ->
                    List.of(state(rig, "pending", "m5.large"), state(rig, "running", "m5.large"));
            case RESIZE ->
                    List.of(
                            state(rig, "stopped", "m5.large"),
                            state(rig, "pending", "m7g.large"),
                            state(rig, "running", "m7g.large"));
            case ATTACH ->
                    List.of(
                            new Step(
                                    () -> fleet.disk(DATA, "gp3", ""),
                                    rig.volumeEvent(DATA, "createVolume", "available")),
                            new Step(
                                    () -> fleet.disk(DATA, "gp3", HOST),
                                    rig.volumeEvent(DATA, "attachVolume", "attached")),
                            new Step(
                                    () -> fleet.disk(ROOT, "gp3", HOST),
                                    rig.volumeEvent(ROOT, "modifyVolume", "optimizing")));
            case DETACH ->
                    List.of(
                            new Step(
                                    () -> fleet.disk(DATA, "gp3", ""),
                                    rig.volumeEvent(DATA, "detachVolume", "detached")),
                            new Step(
                                    () -> fleet.deleteDisk(DATA),
                                    rig.volumeEvent(DATA, "deleteVolume", "deleted")));
            case TERMINATE ->
                    List.of(
                            state(rig, "shutting-down", "m7g.large"),
                            new Step(
                                    () -> fleet.deleteDisk(ROOT),
                                    rig.volumeEvent(ROOT, "deleteVolume", "deleted")),
                            new Step(
                                    () -> fleet.forgetHost(HOST),
                                    rig.instanceEvent(HOST, "terminated")));
        };
    }

    private static Step state(ChangeRig rig, String state, String type) {
        return new Step(() -> rig.fleet.host(HOST, state, type), rig.instanceEvent(HOST, state));
    }

    private static List<List<Integer>> permutations(int size) {
        List<List<Integer>> all = List.of(List.of());
        for (int next = 0; next < size; next++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> some : all) {
                for (int at = 0; at <= some.size(); at++) {
                    List<Integer> one = new ArrayList<>(some);
                    one.add(at, next);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }
}
