package io.muster.local.front;

/**
 * A query request, on its way to the emulator.
 *
 * @param accessKey whose signature it carries: emulators tell accounts apart by it
 */
public record Question(Call call, Form form, String accessKey) {

    private static final String EC2_VERSION = "2016-11-15";
    private static final String AUTO_SCALING_VERSION = "2011-01-01";

    /** The same operation with other fields. */
    public Question with(Form changed) {
        return new Question(call, changed, accessKey);
    }

    /** Another question to EC2, by the same caller in the same region. */
    public Question toEc2(String operation, Form fields) {
        return new Question(
                new Call("ec2", operation, call.region()),
                fields.with("Action", operation).with("Version", EC2_VERSION),
                accessKey);
    }

    /** Another question to Auto Scaling, by the same caller in the same region. */
    public Question toAutoScaling(String operation, Form fields) {
        return new Question(
                new Call("autoscaling", operation, call.region()),
                fields.with("Action", operation).with("Version", AUTO_SCALING_VERSION),
                accessKey);
    }
}
