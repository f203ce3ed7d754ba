package io.muster.local.lambda;

import io.muster.local.emulator.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A function's process, as Lambda starts it: its own JVM, AWS's runtime interface client, the
 * unpacked zip as working directory, and no variable but Lambda's and the function's.
 *
 * <p>It takes one event at a time, and ends with {@link #close()} or with this JVM.
 */
public final class RunningFunction implements AutoCloseable {

    /** Of Lambda's memory the Java heap gets this much, as Lambda has it. */
    private static final double HEAP = 0.85;

    private static final String CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** The client loads the native code that this property names instead of its own. */
    private static final String LIBRARY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final DeployedFunction function;
    private final RuntimeApi api;
    private final CredentialsApi credentials;
    private final ChildProcess process;

    private RunningFunction(
            DeployedFunction function,
            RuntimeApi api,
            CredentialsApi credentials,
            ChildProcess process) {
        this.function = function;
        this.api = api;
        this.credentials = credentials;
        this.process = process;
    }

    /**
     * The machine that functions run on.
     *
     * @param java home of the JDK
     * @param client the jars of AWS's runtime interface client and what it depends on
     * @param library the client's native code
     * @param cloud variables with which the function finds the local cloud: endpoint, credentials
     */
    public record Machine(Path java, List<Path> client, Path library, Map<String, String> cloud) {

        public Machine {
            client = List.copyOf(client);
            cloud = Map.copyOf(cloud);
        }
    }

    /** What Lambda does with the process once the function is loaded. */
    public enum Start {
        ON_DEMAND("on-demand"),

        /**
         * Runs the function's hooks and waits there for the first event. The function gets no keys,
         * but an address where it can ask for them.
         */
        SNAP_START("snap-start");

        private final String type;

        Start(String type) {
            this.type = type;
        }
    }

    /**
     * Starts the process, and does not wait for it.
     *
     * @throws UncheckedIOException if it cannot be started
     */
    public static RunningFunction start(
            DeployedFunction function, FunctionCode code, Machine machine, Start start) {
        RuntimeApi api = new RuntimeApi(function, Clock.systemUTC());
        CredentialsApi credentials = new CredentialsApi(machine.cloud(), Clock.systemUTC());
        Map<String, String> cloud =
                switch (start) {
                    case ON_DEMAND -> machine.cloud();
                    case SNAP_START -> credentials.instead(machine.cloud());
                };
        try {
            return new RunningFunction(
                    function,
                    api,
                    credentials,
                    ChildProcess.start(
                            command(function, machine),
                            environment(function, code, cloud, start, api.address()),
                            code.folder()));
        } catch (IOException cannotStart) {
            credentials.close();
            api.close();
            throw new UncheckedIOException(cannotStart);
        }
    }

    private static List<String> command(DeployedFunction function, Machine machine) {
        return List.of(
                machine.java().resolve("bin").resolve("java").toString(),
                // As Lambda does: one processor, short runs.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx%dm".formatted((int) (function.memoryMib() * HEAP)),
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                // Where hooks are registered; else org.crac looks for others and finds none.
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-Djava.net.preferIPv4Stack=true",
                "-D%s=%s".formatted(LIBRARY, machine.library()),
                "-cp",
                machine.client().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)),
                CLIENT,
                function.handler());
    }

    private static Map<String, String> environment(
            DeployedFunction function,
            FunctionCode code,
            Map<String, String> cloud,
            Start start,
            String address) {
        Map<String, String> variables = new TreeMap<>(cloud);
        variables.putAll(function.environment());
        variables.put("AWS_LAMBDA_RUNTIME_API", address);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMib()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logGroup());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/01/01/[1]local");
        variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        variables.put("AWS_LAMBDA_LOG_LEVEL", "INFO");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", start.type);
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java21");
        variables.put("AWS_REGION", function.region());
        variables.put("AWS_DEFAULT_REGION", function.region());
        variables.put("LAMBDA_TASK_ROOT", code.folder().toString());
        variables.put("_HANDLER", function.handler());
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        return variables;
    }

    /**
     * Waits until the function is loaded, and with SnapStart its hooks have run.
     *
     * @return whether it was in time
     */
    public boolean loadedWithin(Duration timeout) {
        try {
            CompletableFuture.anyOf(api.ready(), api.failedStart(), process.ended())
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        return api.ready().isDone();
    }

    /**
     * Gives the function an event and waits for its result, as long as its timeout.
     *
     * <p>A function that did not answer in time is ended and takes no further event.
     */
    public Outcome invoke(String event) {
        CompletableFuture<Outcome> answer = api.submit(event);
        CompletableFuture<Outcome> exit =
                process.ended().thenApply(status -> new Outcome.Exited(status, process.output()));
        try {
            return (Outcome)
                    CompletableFuture.anyOf(answer, api.failedStart(), exit)
                            .get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            process.close();
            return new Outcome.TimedOut();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + function.name() + " ran");
        }
    }

    /** The processor's time that the process has taken so far; zero where it is not counted. */
    public Duration cpu() {
        return process.cpu();
    }

    /** Ends the process in the midst of what it does, as Lambda may at any time. */
    public void kill() {
        process.kill();
    }

    /** The last lines that the function wrote. */
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
        api.close();
        credentials.close();
    }
}
