package io.muster.handlers.logs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsClients;
import io.muster.aws.logs.LogSettings;
import io.muster.aws.logs.Pause;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.ScopeFunction;
import io.muster.handlers.runtime.ScopeFunction.Worked;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Scope;
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
public final class LogAnalysisHandler implements RequestStreamHandler {

    private static final String FUNCTION = LambdaFunction.LOG_ANALYSIS.functionName();

    /** Left of Lambda's time to write down and judge what was read. */
    private static final Duration TO_END = Duration.ofSeconds(90);

    /** Where nothing says how long it may take. */
    private static final Duration LONGEST = Duration.ofMinutes(13);

    private final FunctionEnvironment functionEnvironment;
    private final Pause pause;

    /** The handler as Lambda makes it. */
    public LogAnalysisHandler() {
        this(FunctionEnvironment.ofLambda(), Pause.REAL);
    }

    /**
     * The handler somewhere else.
     *
     * @param pause between looks at queries that run
     */
    public LogAnalysisHandler(FunctionEnvironment functionEnvironment, Pause pause) {
        this.functionEnvironment = functionEnvironment;
        this.pause = pause;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        LogSettings settings = LogSettings.from(functionEnvironment.environment());
        Thresholds thresholds = Thresholds.from(functionEnvironment.environment());
        String account = functionEnvironment.account(context);
        Instant deadline = deadline(context);
        new ScopeFunction(FUNCTION, functionEnvironment)
                .handle(
                        in,
                        out,
                        context,
                        (scope, asked) ->
                                analyse(
                                        scope,
                                        account,
                                        settings,
                                        thresholds,
                                        deadline,
                                        asked.scheduled().scheduledAt()));
    }

    private Worked analyse(
            Scope scope,
            String account,
            LogSettings settings,
            Thresholds thresholds,
            Instant deadline,
            @Nullable String scheduledAt) {
        try (AwsClients clients = functionEnvironment.clients(scope, account)) {
            return new ScopeLogs(functionEnvironment, clients, scope, settings, thresholds, pause)
                    .analyse(deadline, scheduledAt);
        }
    }

    private Instant deadline(@Nullable Context context) {
        Duration left =
                context == null
                        ? LONGEST
                        : Duration.ofMillis(context.getRemainingTimeInMillis()).minus(TO_END);
        return functionEnvironment.clock().instant().plus(left);
    }
}
