package io.muster.local.lambda;

import java.time.Duration;
import java.util.Map;

/**
 * A function's published version, as Lambda describes it.
 *
 * @param arn of what is invoked: the function's with the alias
 * @param handler the class that Lambda starts
 * @param environment the variables that were set, without those that Lambda adds
 * @param codeSha256 of the zip in base 64
 */
public record DeployedFunction(
        String name,
        String arn,
        String version,
        String handler,
        int memoryMib,
        Duration timeout,
        Map<String, String> environment,
        String codeSha256) {

    public DeployedFunction {
        environment = Map.copyOf(environment);
    }

    /** The log group that it writes to. */
    public String logGroup() {
        return "/aws/lambda/" + name;
    }

    /** The region that it runs in. */
    public String region() {
        return arn.split(":", -1)[3];
    }

    /** The same with another timeout. */
    public DeployedFunction within(Duration limit) {
        return new DeployedFunction(
                name, arn, version, handler, memoryMib, limit, environment, codeSha256);
    }
}
