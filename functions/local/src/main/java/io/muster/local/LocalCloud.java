package io.muster.local;

import io.muster.local.emulator.Emulator;
import io.muster.local.emulator.EmulatorSource;
import io.muster.local.emulator.Emulators;
import io.muster.local.front.Front;
import io.muster.local.lambda.EventSourceMappings;
import io.muster.local.logs.SimulatedLogs;
import io.muster.local.pricing.SimulatedPrices;
import io.muster.local.recorded.RecordedFleet;
import io.muster.local.ssm.EmulatorDocuments;
import io.muster.local.ssm.SimulatedSsm;
import io.muster.readiness.text.Message;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * An AWS on this machine: an emulator, of its own or in this process, and before it the front that
 * completes it.
 *
 * <p>What it starts ends with {@link #close()}, and with this JVM.
 */
public final class LocalCloud implements AutoCloseable {

    private static final String ACCESS_KEY = "test";

    private final Emulator emulator;
    private final Front front;
    private final SimulatedSsm ssm;
    private final SimulatedLogs logs;
    private final EmulatorDocuments documents;
    private final EventSourceMappings mappings;

    private LocalCloud(Emulator emulator) {
        this.emulator = emulator;
        this.documents = new EmulatorDocuments(emulator.endpoint());
        this.ssm = new SimulatedSsm(Clock.systemUTC(), documents);
        this.logs = new SimulatedLogs(emulator.endpoint(), fakeCredentials());
        this.mappings = new EventSourceMappings(Clock.systemUTC());
        this.front = anotherFront();
    }

    /**
     * Finds or starts an emulator. May take a minute; the first time, when moto must be installed
     * or an image pulled, some minutes.
     *
     * @param environment the process's environment variables
     * @param progress gets a message about what takes long
     * @throws io.muster.local.emulator.NoEmulatorException when there is none to be had, saying
     *     what was tried and what to install
     */
    public static LocalCloud start(Map<String, String> environment, Consumer<Message> progress) {
        return start(Emulators.inOrder(environment), progress);
    }

    static LocalCloud start(List<EmulatorSource> sources, Consumer<Message> progress) {
        return of(Emulators.start(sources, progress));
    }

    /** Completes an emulator, which is closed with it. */
    public static LocalCloud of(Emulator emulator) {
        try {
            return new LocalCloud(emulator);
        } catch (RuntimeException failed) {
            emulator.close();
            throw failed;
        }
    }

    /** The address of every service. */
    public URI endpoint() {
        return front.endpoint();
    }

    /** Which emulator it is, fit to be shown to a person. */
    public Message description() {
        return emulator.description();
    }

    /** What stands before the emulator, with the log of its calls. */
    public Front front() {
        return front;
    }

    /**
     * Another way into the same cloud, whose log has the calls of those alone who came by it. The
     * caller closes it.
     */
    public Front anotherFront() {
        return emulator.front(List.of(ssm, logs, new SimulatedPrices(), mappings));
    }

    /** Where the sample fleet's recording goes; empty for a cloud in which the fleet is made. */
    public Optional<RecordedFleet> recorded() {
        return emulator.recorded();
    }

    /** Which queues and streams start which functions. */
    public EventSourceMappings eventSourceMappings() {
        return mappings;
    }

    /** Systems Manager's agents: which there are, and how they are to behave. */
    public SimulatedSsm ssm() {
        return ssm;
    }

    /** CloudWatch Logs' queries: how they are to behave, and what groups have been. */
    public SimulatedLogs logs() {
        return logs;
    }

    /** Credentials that every emulator takes, and AWS does not. */
    public AwsCredentialsProvider credentials() {
        return fakeCredentials();
    }

    private static AwsCredentialsProvider fakeCredentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, "test"));
    }

    /** What a child process needs in its environment to find this cloud. */
    public Map<String, String> variables(String region) {
        return variables(region, endpoint());
    }

    /** The same, by a way of its own: see {@link #anotherFront()}. */
    public Map<String, String> variables(String region, URI endpoint) {
        return Map.of(
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                "test",
                "AWS_REGION",
                region);
    }

    @Override
    public void close() {
        front.close();
        logs.close();
        ssm.close();
        documents.close();
        emulator.close();
    }
}
