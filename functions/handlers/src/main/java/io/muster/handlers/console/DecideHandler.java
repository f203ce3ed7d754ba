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
import io.muster.readiness.check.Thresholds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code decide}: records what people decide in the custom widget of a CloudWatch dashboard, and
 * answers with the page as it is then. It writes decisions and nothing else.
 *
 * <p>Nothing in the event tells who decides: the name that is given is recorded as such.
 */
public record DecideHandler(FunctionEnvironment functionEnvironment)
        implements RequestStreamHandler {

    static final String FUNCTION = LambdaFunction.DECIDE.functionName();

    /** The environment variable that holds the ARN of the function that shows pages. */
    public static final String SHOW_VARIABLE = "MUSTER_CONSOLE_FUNCTION";

    /** The handler as Lambda makes it. */
    public DecideHandler() {
        this(FunctionEnvironment.ofLambda());
        Priming.beforeSnapshot(FUNCTION, DecideHandler::prime);
    }

    /** A decision that names nothing is refused, and the overview shown. */
    static void prime(PrimingRun run) throws IOException {
        run.event(new DecideHandler(run.functionEnvironment()), Map.of("do", "waive"));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        String own = WidgetCall.arn(context, FUNCTION);
        WidgetEvent event =
                WidgetEvent.of(
                        WidgetCall.members(in, FUNCTION, functionEnvironment),
                        new Endpoints(
                                functionEnvironment.environment().getOrDefault(SHOW_VARIABLE, own),
                                own,
                                WidgetCall.trail(functionEnvironment)));
        WidgetDecision decision =
                new WidgetDecision(
                        event,
                        functionEnvironment.findings(),
                        Thresholds.from(functionEnvironment.environment()),
                        functionEnvironment.clock().instant());
        Json.write(
                Widget.page(
                        event,
                        decision::record,
                        () ->
                                new StoredFleet(
                                        functionEnvironment.findings(),
                                        functionEnvironment.guests(),
                                        functionEnvironment.clock().instant(),
                                        this::unreadable),
                        failure ->
                                functionEnvironment.log(
                                        LogLine.error("page not shown").with("error", failure))),
                out);
    }

    private void unreadable(String problem) {
        functionEnvironment.log(LogLine.warning("item not readable").with("problem", problem));
    }
}
