package io.muster.handlers.logs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsClients;
import io.muster.aws.logs.LogSettings;
import io.muster.aws.logs.Pause;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.ScopeFunction;
import io.muster.readiness.check.Thresholds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code log-analysis}: reads what the logs of scopes have said since it was last asked, and brings
 * the findings about them up to date.
 *
 * <p>It takes the table's name, the variables of {@link LogSettings} and of {@link Thresholds} from
 * the environment; what it does with messages and with direct events is told in {@link
 * ScopeFunction}.
 */
public record LogAnalysisHandler(FunctionEnvironment functionEnvironment, Pause pause)
        implements RequestStreamHandler {

    private static final String FUNCTION = LambdaFunction.LOG_ANALYSIS.functionName();

    /** Left of Lambda's time to write down and judge what was read. */
    private static final Duration TO_END = Duration.ofSeconds(90);

    /** Where nothing says how long it may take. */
    private static final Duration LONGEST = Duration.ofMinutes(13);

    /** The handler as Lambda makes it. */
    public LogAnalysisHandler() {
        this(FunctionEnvironment.ofLambda(), Pause.REAL);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        LogSettings settings = LogSettings.from(functionEnvironment.environment());
        Thresholds thresholds = Thresholds.from(functionEnvironment.environment());
        String account = functionEnvironment.account(context);
        Instant deadline = deadline(context);
        ScopeFunction.Work work =
                (scope, asked) -> {
                    try (AwsClients clients = functionEnvironment.clients(scope, account)) {
                        return new ScopeLogs(
                                        functionEnvironment,
                                        clients,
                                        scope,
                                        settings,
                                        thresholds,
                                        pause)
                                .analyse(deadline, asked.scheduled().scheduledAt());
                    }
                };
        new ScopeFunction(FUNCTION, functionEnvironment).handle(in, out, context, work);
    }

    private Instant deadline(@Nullable Context context) {
        Duration left =
                context == null
                        ? LONGEST
                        : Duration.ofMillis(context.getRemainingTimeInMillis()).minus(TO_END);
        return functionEnvironment.clock().instant().plus(left);
    }
}
