package io.muster.local.emulator;

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
    public String name() {
        return "LocalStack in Docker";
    }

    @Override
    public Attempt start(Consumer<String> progress) {
        if (!docker.answers()) {
            return new Attempt.NotHere(
                    "no Docker engine answers at " + docker.places(), "start a Docker engine");
        }
        progress.accept("starting " + IMAGE + " (its first start pulls the image)");
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
                    IMAGE + " does not start: " + root(failed),
                    "see that 'docker run " + IMAGE + "' works");
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
        public String description() {
            return "LocalStack (" + IMAGE + ") at " + endpoint();
        }

        @Override
        public void close() {
            container.stop();
        }
    }
}
