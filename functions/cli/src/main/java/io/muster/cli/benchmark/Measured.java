package io.muster.cli.benchmark;

import io.muster.cli.session.CommandFailure;
import io.muster.local.replay.ReplayServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is measured while it reads a replayed fleet: a build of Muster, or another tool. */
sealed interface Measured permits MeasuredBuild, MeasuredTool {

    /** What the table calls it. */
    String name();

    /** What is run, as words. */
    List<String> command(URI endpoint);

    /**
     * All variables of the process.
     *
     * @param folder of this benchmark: where it runs, and keeps what it keeps
     */
    Map<String, String> environment(URI endpoint, Path folder);

    /** What is said when it ended with another exit code than 0. */
    CommandFailure failure(MeasuredProcess.Ended ended);

    /**
     * Runs it once.
     *
     * @throws CommandFailure when it fails, with its last error
     */
    default Measurement measure(ReplayServer server, Path folder)
            throws IOException, InterruptedException {
        long before = server.requests();
        MeasuredProcess.Ended ended =
                MeasuredProcess.run(
                        command(server.endpoint()), environment(server.endpoint(), folder), folder);
        if (ended.exitCode() != 0) {
            throw failure(ended);
        }
        Measurement took = ended.took();
        return new Measurement(
                server.requests() - before,
                took.wallSeconds(),
                took.cpuSeconds(),
                took.residentMebibytes());
    }

    /** A user's variables, without what would lead a tool to another AWS; with credentials. */
    static Map<String, String> usersVariables() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        return environment;
    }
}
