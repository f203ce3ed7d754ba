package io.muster.local;

import io.muster.local.embedded.EmbeddedEmulator;
import io.muster.local.emulator.Emulators;
import io.muster.readiness.text.Message;
import java.util.Map;
import java.util.function.Consumer;

/** What can answer in the place of AWS. */
public enum Engine {
    /** Part of Muster: it needs nothing but this process. */
    EMBEDDED,
    /** moto as installed, else in an environment of its own. */
    MOTO,
    /** LocalStack in a container. */
    LOCALSTACK,
    /** What runs already at the address in {@code AWS_ENDPOINT_URL}. */
    ENDPOINT;

    /** The one that is taken where none is named: what runs already, if something is named so. */
    public static Engine usual(Map<String, String> environment) {
        return environment.getOrDefault("AWS_ENDPOINT_URL", "").isBlank() ? EMBEDDED : ENDPOINT;
    }

    /**
     * Starts it, or finds it. Takes an instant where it is part of Muster; another may take a
     * minute, and some minutes the first time, when moto must be installed or an image pulled.
     *
     * @param environment the process's environment variables
     * @param told gets a message about what takes long, and about operations that are not offered
     * @throws io.muster.local.emulator.NoEmulatorException when it is not to be had
     * @throws io.muster.local.front.NoPortException when no port of the loopback interface is
     */
    public LocalCloud start(Map<String, String> environment, Consumer<Message> told) {
        return switch (this) {
            case EMBEDDED -> LocalCloud.of(new EmbeddedEmulator(told));
            case MOTO -> LocalCloud.start(Emulators.moto(environment), told);
            case LOCALSTACK -> LocalCloud.start(Emulators.localStack(environment), told);
            case ENDPOINT -> LocalCloud.start(Emulators.given(environment), told);
        };
    }
}
