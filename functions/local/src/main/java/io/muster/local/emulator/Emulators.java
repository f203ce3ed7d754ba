package io.muster.local.emulator;

import io.muster.local.emulator.EmulatorSource.Attempt;
import io.muster.local.emulator.NoEmulatorException.Tried;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The sources of an emulator, in the order in which they are tried. */
public final class Emulators {

    private Emulators() {}

    /**
     * The order: what the caller runs already, then LocalStack, then moto as installed, then moto
     * in an environment of its own.
     *
     * @param environment the process's environment variables
     */
    public static List<EmulatorSource> inOrder(Map<String, String> environment) {
        return Stream.of(given(environment), localStack(environment), moto(environment))
                .flatMap(List::stream)
                .toList();
    }

    /** What runs already at the address in {@code AWS_ENDPOINT_URL}. */
    public static List<EmulatorSource> given(Map<String, String> environment) {
        return List.of(new GivenEndpoint(environment));
    }

    /** LocalStack in a container. */
    public static List<EmulatorSource> localStack(Map<String, String> environment) {
        return List.of(new LocalStackInDocker(DockerEngine.of(environment)));
    }

    /** moto as installed, else in an environment of its own. */
    public static List<EmulatorSource> moto(Map<String, String> environment) {
        return List.of(new MotoOnPath(environment), new MotoInVenv(environment));
    }

    /**
     * The first emulator that answers.
     *
     * @throws NoEmulatorException when none does
     */
    public static Emulator start(List<EmulatorSource> sources, Consumer<Message> progress) {
        List<Tried> tried = new ArrayList<>();
        for (EmulatorSource source : sources) {
            switch (source.start(progress)) {
                case Attempt.Started started -> {
                    return started.emulator();
                }
                case Attempt.NotHere not ->
                        tried.add(new Tried(source.name(), not.why(), not.remedy()));
                case Attempt.Broken broken ->
                        throw new NoEmulatorException(
                                List.of(new Tried(source.name(), broken.why(), broken.remedy())));
            }
        }
        throw new NoEmulatorException(tried);
    }
}
