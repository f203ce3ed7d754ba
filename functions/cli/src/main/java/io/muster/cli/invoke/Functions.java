package io.muster.cli.invoke;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsAccess;
import io.muster.aws.logs.Pause;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.Session;
import io.muster.handlers.change.InstanceChangeHandler;
import io.muster.handlers.console.ConsoleHandler;
import io.muster.handlers.console.DecideHandler;
import io.muster.handlers.dispatch.DispatchHandler;
import io.muster.handlers.guest.GuestProbeHandler;
import io.muster.handlers.guest.GuestResultsHandler;
import io.muster.handlers.logs.LogAnalysisHandler;
import io.muster.handlers.notice.NotifyHandler;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.scan.FleetScanHandler;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The Lambda functions, run in this process on this machine's access to AWS. */
public final class Functions {

    static final List<String> NAMES =
            Stream.of(LambdaFunction.values()).map(LambdaFunction::functionName).toList();

    private final Session session;
    private final AwsAccess access;
    private final Consumer<String> log;
    private final Map<String, String> environment;

    /**
     * @param region where the functions would run, and where their table is
     * @param table its name
     * @param log gets the lines that a function logs
     */
    public Functions(
            Session session, AwsAccess access, String region, String table, Consumer<String> log) {
        this.session = session;
        this.access = access;
        this.log = log;
        this.environment = new HashMap<>(session.environment());
        environment.put("AWS_REGION", region);
        environment.put(FunctionEnvironment.TABLE_VARIABLE, table);
    }

    /**
     * Runs a function on an event.
     *
     * @return its answer
     * @throws CommandFailure when it fails
     */
    public String invoke(LambdaFunction function, InputStream event) {
        String name = function.functionName();
        RequestStreamHandler handler = handler(function);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    event, answer, new LocalContext(name, session.scanIds().get(), session.err()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (RuntimeException failure) {
            throw CommandFailure.error(
                    Message.of("screen.function-failed")
                            .with("function", name)
                            .with("why", String.valueOf(failure.getMessage())),
                    Message.of("screen.function-failed-next"),
                    failure);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    RequestStreamHandler handler(LambdaFunction function) {
        FunctionEnvironment here =
                new FunctionEnvironment(
                        environment, access.clientsByRegion(), session.clock(), log);
        return switch (function) {
            case CONSOLE -> new ConsoleHandler(here);
            case DECIDE -> new DecideHandler(here);
            case DISPATCH -> new DispatchHandler(here);
            case FLEET_SCAN -> new FleetScanHandler(here);
            case GUEST_PROBE -> new GuestProbeHandler(here);
            case GUEST_RESULTS -> new GuestResultsHandler(here);
            case INSTANCE_CHANGE -> new InstanceChangeHandler(here);
            case LOG_ANALYSIS -> new LogAnalysisHandler(here, Pause.REAL);
            case NOTIFY -> new NotifyHandler(here);
        };
    }

    /**
     * The function of a name.
     *
     * @throws CommandFailure when there is none
     */
    static LambdaFunction named(String name) {
        return LambdaFunction.named(name)
                .orElseThrow(
                        () ->
                                CommandFailure.usage(
                                        Message.of("screen.unknown-function").with("name", name),
                                        Nearest.to(name, NAMES)
                                                .map(
                                                        near ->
                                                                Message.of("screen.did-you-mean")
                                                                        .with("name", near))
                                                .orElse(
                                                        Message.of("screen.functions")
                                                                .with(
                                                                        "names",
                                                                        String.join(
                                                                                ", ", NAMES)))));
    }
}
