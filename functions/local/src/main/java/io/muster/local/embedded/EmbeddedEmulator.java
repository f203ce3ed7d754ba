package io.muster.local.embedded;

import io.muster.local.dynamodb.SimulatedDynamoDb;
import io.muster.local.emulator.Emulator;
import io.muster.local.front.Call;
import io.muster.local.front.Front;
import io.muster.local.front.Simulation;
import io.muster.local.logs.SimulatedLogGroups;
import io.muster.local.recorded.RecordedFleet;
import io.muster.readiness.text.Message;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The emulator that is part of Muster: the sample fleet as it was recorded, and tables and log
 * groups in memory. It offers what Muster's commands ask of AWS, and says of each other operation
 * that it does not.
 */
public final class EmbeddedEmulator implements Emulator {

    private final RecordedFleet fleet = new RecordedFleet();
    private final SimulatedDynamoDb tables = new SimulatedDynamoDb(Clock.systemUTC());
    private final List<Simulation> simulations;
    private final Consumer<Message> told;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Front own;

    /**
     * Starts it.
     *
     * @param told gets a message about each operation that it does not offer, once
     * @throws io.muster.local.front.NoPortException when no port of the loopback interface can be
     *     had
     */
    public EmbeddedEmulator(Consumer<Message> told) {
        this(List.of(), told);
    }

    /**
     * Starts it with more than the demo needs.
     *
     * @param more what answers before the rest
     * @param told as above
     * @throws io.muster.local.front.NoPortException as above
     */
    public EmbeddedEmulator(List<Simulation> more, Consumer<Message> told) {
        this.told = told;
        this.simulations =
                Stream.concat(
                                more.stream(),
                                Stream.of(
                                        fleet,
                                        tables,
                                        new SimulatedLogGroups(Clock.systemUTC()),
                                        new AccountAnswers()))
                        .toList();
        this.own = Front.alone(simulations, this::refuse);
    }

    private void refuse(Call call) {
        if (refused.add(call.action())) {
            told.accept(Message.of("screen.emulator-not-offered").with("operation", call.action()));
        }
    }

    @Override
    public URI endpoint() {
        return own.endpoint();
    }

    @Override
    public Message description() {
        return Message.of("screen.emulator-embedded");
    }

    @Override
    public Front front(List<Simulation> first) {
        return Front.alone(
                Stream.concat(first.stream(), simulations.stream()).toList(), this::refuse);
    }

    @Override
    public Optional<RecordedFleet> recorded() {
        return Optional.of(fleet);
    }

    /** Its tables, which know what their requests have cost. */
    public SimulatedDynamoDb tables() {
        return tables;
    }

    @Override
    public void close() {
        own.close();
    }
}
