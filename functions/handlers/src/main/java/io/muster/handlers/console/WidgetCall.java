package io.muster.handlers.console;

import com.amazonaws.services.lambda.runtime.Context;
import io.muster.handlers.event.Event;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.runtime.FunctionEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How CloudWatch calls the functions of the dashboard's widget. */
final class WidgetCall {

    private static final String TRAIL_VARIABLE = "MUSTER_DECISION_TRAIL";

    private WidgetCall() {}

    /** The CloudTrail trail that records who decides; empty where there is none. */
    static String trail(FunctionEnvironment environment) {
        return environment.environment().getOrDefault(TRAIL_VARIABLE, "");
    }

    /** The members of the event; none where it is no event, so that the first page is shown. */
    static Map<?, ?> members(InputStream in, String function, FunctionEnvironment environment)
            throws IOException {
        try {
            return Event.read(in, function).members();
        } catch (IllegalArgumentException malformed) {
            environment.log(LogLine.warning("event not readable").with("error", malformed));
            return Map.of();
        }
    }

    /** The ARN of the function as it was called; one of no account where it is primed. */
    static String arn(@Nullable Context context, String function) {
        String arn = context == null ? null : context.getInvokedFunctionArn();
        return arn == null ? "arn:aws:lambda:us-east-1:000000000000:function:" + function : arn;
    }
}
