package io.muster.handlers.guest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsClients;
import io.muster.aws.guest.ProbeSettings;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.ScopeFunction;
import io.muster.handlers.runtime.ScopeFunction.Worked;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code guest-probe}: collects the answers whose events were missed, then sends the probe to the
 * guests of scopes; what it does with messages and with direct events is told in {@link
 * ScopeFunction}.
 */
public record GuestProbeHandler(FunctionEnvironment functionEnvironment)
        implements RequestStreamHandler {

    private static final String FUNCTION = LambdaFunction.GUEST_PROBE.functionName();

    /** The handler as Lambda makes it. */
    public GuestProbeHandler() {
        this(FunctionEnvironment.ofLambda());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        ProbeSettings settings = ProbeSettings.from(functionEnvironment.environment());
        Thresholds thresholds = Thresholds.from(functionEnvironment.environment());
        String account = functionEnvironment.account(context);
        ScopeFunction.Work work = (scope, asked) -> probe(scope, account, settings, thresholds);
        new ScopeFunction(FUNCTION, functionEnvironment).handle(in, out, context, work);
    }

    private Worked probe(
            Scope scope, String account, ProbeSettings settings, Thresholds thresholds) {
        try (AwsClients clients = functionEnvironment.clients(scope, account)) {
            boolean own = functionEnvironment.own(scope, account);
            return new ScopeProbe(functionEnvironment, clients, scope, own, settings, thresholds)
                    .run();
        }
    }
}
