package io.muster.handlers.console;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.console.page.Endpoints;
import io.muster.console.page.Widget;
import io.muster.console.page.WidgetEvent;
import io.muster.handlers.output.Json;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.Priming;
import io.muster.handlers.runtime.PrimingRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code console}: answers the custom widget of a CloudWatch dashboard with pages of what the table
 * knows. It reads that table alone, and changes nothing. It answers every event with a page,
 * because people see what else comes as JSON.
 */
public record ConsoleHandler(FunctionEnvironment functionEnvironment)
        implements RequestStreamHandler {

    static final String FUNCTION = LambdaFunction.CONSOLE.functionName();

    /** The environment variable that holds the ARN of the function that records decisions. */
    public static final String DECIDE_VARIABLE = "MUSTER_DECIDE_FUNCTION";

    /** The handler as Lambda makes it. */
    public ConsoleHandler() {
        this(FunctionEnvironment.ofLambda());
        Priming.beforeSnapshot(FUNCTION, ConsoleHandler::prime);
    }

    /** What is run before a snapshot of the function is taken. */
    static void prime(PrimingRun run) throws IOException {
        ConsolePriming.play(run, new ConsoleHandler(run.functionEnvironment()));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        Endpoints endpoints =
                new Endpoints(
                        WidgetCall.arn(context, FUNCTION),
                        functionEnvironment.environment().getOrDefault(DECIDE_VARIABLE, ""),
                        WidgetCall.trail(functionEnvironment));
        Json.write(
                Widget.answer(
                        WidgetEvent.of(
                                WidgetCall.members(in, FUNCTION, functionEnvironment), endpoints),
                        this::fleet,
                        failure ->
                                functionEnvironment.log(
                                        LogLine.error("page not shown").with("error", failure))),
                out);
    }

    /** What the table knows, as of now. */
    StoredFleet fleet() {
        return new StoredFleet(
                functionEnvironment.findings(),
                functionEnvironment.guests(),
                functionEnvironment.clock().instant(),
                problem ->
                        functionEnvironment.log(
                                LogLine.warning("item not readable").with("problem", problem)));
    }
}
