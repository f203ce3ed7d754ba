package io.muster.cli.invoke;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda tells a function about an invocation, as far as it is true on this machine: mostly
 * there is no ARN, so that a function asks AWS for its account.
 *
 * @param invokedFunctionArn null where there is none
 */
public record LocalContext(
        String functionName, String requestId, PrintStream err, @Nullable String invokedFunctionArn)
        implements Context {

    private static final int FIFTEEN_MINUTES = 900_000;

    /** Without an ARN. */
    LocalContext(String functionName, String requestId, PrintStream err) {
        this(functionName, requestId, err, null);
    }

    /** Of a function that is called by an ARN that is good on this machine alone. */
    public static LocalContext of(String arn) {
        return new LocalContext("muster", "local", System.err, arn);
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + functionName;
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return functionName;
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public @Nullable String getInvokedFunctionArn() {
        return invokedFunctionArn;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return FIFTEEN_MINUTES;
    }

    @Override
    public int getMemoryLimitInMB() {
        return (int) (Runtime.getRuntime().maxMemory() >> 20);
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                err.println(message);
            }

            @Override
            public void log(byte[] message) {
                err.println(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
