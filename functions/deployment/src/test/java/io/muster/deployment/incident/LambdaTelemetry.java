package io.muster.deployment.incident;

import io.muster.deployment.Deployed;
import io.muster.deployment.incident.Telemetry.Metric;
import io.muster.deployment.incident.Telemetry.Series;

/** What Lambda tells CloudWatch of a function. */
final class LambdaTelemetry {

    private final Series invocations;
    private final Series errors;
    private final Series throttles;
    private final Series age;

    LambdaTelemetry(Deployed deployed, String name, Telemetry telemetry) {
        String function =
                String.valueOf(deployed.of(name, "aws_lambda_function").get("function_name"));
        this.invocations = telemetry.of(Metric.ofFunction("Invocations", function));
        this.errors = telemetry.of(Metric.ofFunction("Errors", function));
        this.throttles = telemetry.of(Metric.ofFunction("Throttles", function));
        this.age = telemetry.of(Metric.ofFunction("IteratorAge", function));
    }

    void throttled(int minute) {
        throttles.tell(minute, 1);
    }

    void ran(int minute, boolean broken) {
        invocations.tell(minute, 1);
        errors.tell(minute, broken ? 1 : 0);
    }

    /**
     * A run got records of a stream.
     *
     * @param seconds the age of the oldest
     */
    void read(int minute, int seconds) {
        age.tell(minute, seconds * 1000.0);
    }
}
