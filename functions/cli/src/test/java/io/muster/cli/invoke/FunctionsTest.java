package io.muster.cli.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsAccess;
import io.muster.cli.session.Session;
import io.muster.cli.session.Terminal;
import io.muster.handlers.runtime.LambdaFunction;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionsTest {

    @ParameterizedTest
    @EnumSource
    void each_function_is_run_by_the_handler_that_lambda_starts(LambdaFunction function) {
        Session session =
                Session.of(
                        Map.of(),
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        System.err,
                        Terminal.none(),
                        Clock.systemUTC(),
                        () -> "scan");
        Functions functions =
                new Functions(
                        session,
                        AwsAccess.of(Map.of(), null, null),
                        "us-east-1",
                        "muster",
                        line -> {});
        assertThat(functions.handler(function).getClass().getName()).isEqualTo(function.handler());
    }
}
