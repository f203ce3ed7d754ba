package io.muster.cli.console;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsAccess;
import io.muster.cli.session.Session;
import io.muster.handlers.console.ConsoleHandler;
import io.muster.handlers.console.DecideHandler;
import io.muster.handlers.runtime.FunctionEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The functions behind the widget, by the ARNs that its actions name: those that Lambda runs, in
 * this process.
 *
 * @param show the ARN of the one that shows pages
 */
record WidgetFunctions(String show, Map<String, RequestStreamHandler> handlers) {

    WidgetFunctions {
        handlers = Map.copyOf(handlers);
    }

    /**
     * Those over a table.
     *
     * @param log gets the lines that the functions log
     */
    static WidgetFunctions over(
            Session session, AwsAccess access, ConsoleCommand.Served served, Consumer<String> log) {
        String region = served.region();
        Map<String, String> variables = new HashMap<>(session.environment());
        variables.put("AWS_REGION", region);
        variables.put(FunctionEnvironment.TABLE_VARIABLE, served.table());
        String show = arn(region, "console");
        String decide = arn(region, "decide");
        variables.put(ConsoleHandler.DECIDE_VARIABLE, served.decides() ? decide : "");
        variables.put(DecideHandler.SHOW_VARIABLE, show);
        FunctionEnvironment here =
                new FunctionEnvironment(variables, access.clientsByRegion(), session.clock(), log);
        return new WidgetFunctions(
                show,
                served.decides()
                        ? Map.of(show, new ConsoleHandler(here), decide, new DecideHandler(here))
                        : Map.of(show, new ConsoleHandler(here)));
    }

    private static String arn(String region, String function) {
        return "arn:aws:lambda:%s:000000000000:function:muster-%s:live".formatted(region, function);
    }

    /** The function of an ARN; empty for one that the widget does not call. */
    Optional<RequestStreamHandler> named(String arn) {
        return Optional.ofNullable(handlers.get(arn));
    }
}
