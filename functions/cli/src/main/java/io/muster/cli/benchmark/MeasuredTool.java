package io.muster.cli.benchmark;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.text.Message;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Another tool that asks AWS. It finds the replayed one by the variables of the SDKs.
 *
 * @param line as a shell reads it
 */
record MeasuredTool(String line) implements Measured {

    /** The program that is run. */
    @Override
    public String name() {
        String program = line.strip().split("\\s", 2)[0];
        return program.substring(program.lastIndexOf('/') + 1);
    }

    @Override
    public List<String> command(URI endpoint) {
        return List.of("/bin/sh", "-c", line);
    }

    @Override
    public Map<String, String> environment(URI endpoint, Path folder) {
        Map<String, String> environment = Measured.usersVariables();
        environment.put("AWS_ENDPOINT_URL", endpoint.toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        return environment;
    }

    @Override
    public CommandFailure failure(MeasuredProcess.Ended ended) {
        return CommandFailure.error(
                Message.of("screen.benchmark-tool-failed")
                        .with("name", name())
                        .with("code", ended.exitCode())
                        .with("why", ended.lastError()),
                Message.of("screen.benchmark-tool-failed-next"));
    }
}
