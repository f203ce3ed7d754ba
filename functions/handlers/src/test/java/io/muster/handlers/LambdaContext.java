package io.muster.handlers;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What Lambda tells a function about an invocation, as far as a test says it. */
record LambdaContext(@Nullable String arn) implements Context {

    static final LambdaContext HERE =
            new LambdaContext("arn:aws:lambda:us-east-1:123456789012:function:muster-fleet-scan");

    @Override
    public String getAwsRequestId() {
        return "b5e0c2a4-0000-4000-8000-000000000000";
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/muster-fleet-scan";
    }

    @Override
    public String getLogStreamName() {
        return "2026/11/22/[$LATEST]0";
    }

    @Override
    public String getFunctionName() {
        return "muster-fleet-scan";
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public @Nullable String getInvokedFunctionArn() {
        return arn;
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
        return 900_000;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1_769;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                System.out.println(message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
