package io.muster.aws.guest;

import io.muster.aws.client.AnswerShapes;
import io.muster.aws.scan.GuestJudge;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.SentProbe;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsResponse;

/**
 * Collects a probe: reads its answers, stores them, judges the guests that answered, and deletes
 * the probe when nothing more is to come. It is idempotent: interrupted anywhere, it can be
 * repeated.
 */
public record ProbeCollector(ProbeReader reader, GuestStore store, GuestJudge judge) {

    /**
     * What became of a probe.
     *
     * @param answered guests whose newest answer is this probe's now
     * @param ended guests on which it has ended, those that answered among them
     * @param waiting guests that are left for the next time
     * @param changes in the findings
     */
    public record Collected(
            SentProbe probe, int answered, int ended, List<String> waiting, ChangeCounts changes) {

        public Collected {
            waiting = List.copyOf(waiting);
        }

        /** How many guests are left for the next time. */
        public int open() {
            return waiting.size();
        }
    }

    /**
     * Collects what there is of a probe's answers.
     *
     * @param pollDelays see {@link ProbeReader#read}
     * @return what became of it, or why Systems Manager or EC2 could not be asked
     * @throws io.muster.aws.store.StoreException if the table cannot be read or written
     */
    public Fact<Collected> collect(SentProbe probe, List<Duration> pollDelays) {
        return reader.read(probe, pollDelays).flatMap(this::collect);
    }

    /**
     * Asks what is asked about a probe, of one that was not sent to guests that there are not, and
     * writes nothing: what Systems Manager answers to that, and whether it does, is all the same.
     *
     * @throws IllegalStateException if EC2 could not be asked about the guests
     */
    public void prime(SentProbe unsent) {
        reader.read(unsent, List.of());
        Fact<GuestFacts> none = Fact.missing(Why.NOT_COLLECTED, Message.EMPTY);
        List<GuestObservation> guests =
                unsent.instances().stream()
                        .map(
                                id ->
                                        new GuestObservation(
                                                id, unsent.sentAt(), none, DiskHistory.NONE))
                        .toList();
        if (judge.judge(unsent.scope(), guests) instanceof Missing<ChangeCounts> missing) {
            throw new IllegalStateException(missing.detail().english());
        }
        AnswerShapes.load(
                ListCommandInvocationsResponse.builder(),
                DescribeInstancesResponse.builder(),
                DescribeVolumesResponse.builder(),
                DescribeSecurityGroupsResponse.builder(),
                DescribeAddressesResponse.builder());
    }

    private Fact<Collected> collect(ProbeReading reading) {
        SentProbe probe = reading.probe();
        List<GuestObservation> guests = store.record(probe, reading.ended());
        Fact<ChangeCounts> judged =
                guests.isEmpty()
                        ? Fact.known(ChangeCounts.NONE)
                        : judge.judge(probe.scope(), guests);
        return judged.map(
                changes -> {
                    // Only now: a judgement that failed is made up for when it is collected again.
                    if (reading.complete()) {
                        store.forget(probe);
                    }
                    return new Collected(
                            probe, guests.size(), reading.ended().size(), reading.open(), changes);
                });
    }
}
