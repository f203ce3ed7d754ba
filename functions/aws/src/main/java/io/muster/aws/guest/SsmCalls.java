package io.muster.aws.guest;

import io.muster.aws.client.AwsFailure;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.InvalidDocumentException;
import software.amazon.awssdk.services.ssm.model.InvocationDoesNotExistException;

/** Paced calls of Systems Manager, with a message for each failure. */
record SsmCalls(Supplier<SsmClient> ssm, Pace pace) {

    /**
     * Makes a call.
     *
     * @param action as IAM names it, such as {@code ssm:SendCommand}
     * @return the answer, or why there is none
     * @throws InvocationDoesNotExistException as it comes: it says that it is too early to ask
     * @throws InvalidDocumentException as it comes: the caller knows which document is not there
     */
    <T> Fact<T> call(String action, Function<SsmClient, T> call) {
        try {
            pace.await();
            return Fact.known(call.apply(ssm.get()));
        } catch (InvocationDoesNotExistException | InvalidDocumentException tellsMore) {
            throw tellsMore;
        } catch (SdkException failure) {
            return AwsFailure.of(action, failure).missing();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Fact.missing(Why.FAILED, Message.of("facts.stopped").with("operation", action));
        }
    }
}
