package io.muster.local.emulator;

import io.muster.readiness.text.Message;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** moto's server, as installed on the machine. */
record MotoOnPath(Map<String, String> environment) implements EmulatorSource {

    private static final String PROGRAM = "moto_server";
    private static final Message REMEDY = Message.of("screen.emulator-no-moto-next");

    @Override
    public Message name() {
        return Message.of("screen.emulator-path");
    }

    @Override
    public Attempt start(Consumer<Message> progress) {
        Optional<Path> program = SearchPath.find(PROGRAM, environment);
        if (program.isEmpty()) {
            return new Attempt.NotHere(Message.of("screen.emulator-no-moto"), REMEDY);
        }
        try {
            return new Attempt.Started(MotoServer.start(program.get(), environment));
        } catch (MotoServer.DoesNotStartException failed) {
            return new Attempt.NotHere(failed.reason(), REMEDY);
        }
    }
}
