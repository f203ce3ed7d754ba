package io.muster.local.emulator;

import io.muster.readiness.text.Message;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack, in a container that Testcontainers starts and removes. */
record LocalStackInDocker(DockerEngine docker) implements EmulatorSource {

    /** The last image that starts without an account and its token. */
    private static final String IMAGE = "localstack/localstack:4.14.0";

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @Override
    public Message name() {
        return Message.of("screen.emulator-docker");
    }

    @Override
    public Attempt start(Consumer<Message> progress) {
        if (!docker.answers()) {
            return new Attempt.NotHere(
                    Message.of("screen.emulator-no-docker").with("places", docker.places()),
                    Message.of("screen.emulator-no-docker-next"));
        }
        progress.accept(Message.of("screen.emulator-image").with("image", IMAGE));
        LocalStackContainer container =
                new LocalStackContainer(DockerImageName.parse(IMAGE))
                        // The sample fleet copies its images from Amazon's.
                        .withEnv("MOTO_EC2_LOAD_DEFAULT_AMIS", "true")
                        .withStartupTimeout(TIMEOUT)
                        .withStartupAttempts(1);
        try {
            container.start();
        } catch (RuntimeException failed) {
            // Testcontainers throws all kinds: no image, no network, no memory, a time-out.
            container.stop();
            return new Attempt.NotHere(
                    Message.of("screen.emulator-no-image")
                            .with("image", IMAGE)
                            .with("why", root(failed)),
                    Message.of("screen.emulator-no-image-next").with("image", IMAGE));
        }
        return new Attempt.Started(new Running(container));
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < 20 && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private record Running(LocalStackContainer container) implements Emulator {

        @Override
        public URI endpoint() {
            return container.getEndpoint();
        }

        @Override
        public Message description() {
            return Message.of("screen.emulator-localstack-at")
                    .with("image", IMAGE)
                    .with("endpoint", endpoint().toString());
        }

        @Override
        public void close() {
            container.stop();
        }
    }
}
