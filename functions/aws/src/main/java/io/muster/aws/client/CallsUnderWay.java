package io.muster.aws.client;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** The calls that wait for an answer, with their retries: an endpoint may accept and be silent. */
public final class CallsUnderWay implements ExecutionInterceptor {

    private final LongSupplier nanoseconds;
    private final Map<ExecutionAttributes, Begun> begun = new ConcurrentHashMap<>();

    private record Begun(String operation, long at) {}

    /**
     * A call that waits.
     *
     * @param operation as IAM names it
     * @param since how long it has waited
     */
    public record Waiting(String operation, Duration since) {}

    CallsUnderWay() {
        this(System::nanoTime);
    }

    CallsUnderWay(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    /** The call that waits longest; empty where none waits. */
    public Optional<Waiting> longest() {
        long now = nanoseconds.getAsLong();
        return begun.values().stream()
                .max(Comparator.comparingLong(call -> now - call.at()))
                .map(call -> new Waiting(call.operation(), Duration.ofNanos(now - call.at())));
    }

    @Override
    public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
        begin(attributes);
    }

    void begin(ExecutionAttributes attributes) {
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        begun.put(
                attributes,
                new Begun(
                        CallLedger.iamPrefix(String.valueOf(service)) + ":" + operation,
                        nanoseconds.getAsLong()));
    }

    @Override
    public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
        end(attributes);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution call, ExecutionAttributes attributes) {
        end(attributes);
    }

    void end(ExecutionAttributes attributes) {
        begun.remove(attributes);
    }
}
