package io.muster.local.emulator;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** moto's server, as installed on the machine. */
record MotoOnPath(Map<String, String> environment) implements EmulatorSource {

    private static final String PROGRAM = "moto_server";
    private static final String REMEDY =
            "install moto's server so that '"
                    + PROGRAM
                    + "' is on the PATH: pip install 'moto[server]'";

    @Override
    public String name() {
        return PROGRAM + " on the PATH";
    }

    @Override
    public Attempt start(Consumer<String> progress) {
        Optional<Path> program = SearchPath.find(PROGRAM, environment);
        if (program.isEmpty()) {
            return new Attempt.NotHere("there is none", REMEDY);
        }
        try {
            return new Attempt.Started(MotoServer.start(program.get(), environment));
        } catch (MotoServer.DoesNotStartException failed) {
            return new Attempt.NotHere(failed.reason(), REMEDY);
        }
    }
}
