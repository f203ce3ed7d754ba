package io.muster.aws.client;

import java.time.Duration;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** The calls that wait for an answer, with their retries: an endpoint may accept and be silent. */
public final class CallsUnderWay implements ExecutionInterceptor {

    private final LongSupplier nanoseconds;

    /** By the call's attributes themselves, which equal others, and change while it is made. */
    private final IdentityHashMap<ExecutionAttributes, Begun> begun = new IdentityHashMap<>();

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
        synchronized (begun) {
            return begun.values().stream()
                    .max(Comparator.comparingLong(call -> now - call.at()))
                    .map(call -> new Waiting(call.operation(), Duration.ofNanos(now - call.at())));
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
        begin(attributes);
    }

    void begin(ExecutionAttributes attributes) {
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Begun call =
                new Begun(
                        CallLedger.iamPrefix(String.valueOf(service)) + ":" + operation,
                        nanoseconds.getAsLong());
        synchronized (begun) {
            begun.put(attributes, call);
        }
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
        synchronized (begun) {
            begun.remove(attributes);
        }
    }
}
