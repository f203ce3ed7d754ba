package io.muster.aws.client;

import java.net.ConnectException;
import java.net.UnknownHostException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Tries again as another strategy does, but only what the service surely did not do: for an
 * operation that does its work a second time when it is asked a second time, and takes no token by
 * which it would know.
 *
 * @param strategy decides about all that was refused
 */
record RetryOfRefused(RetryStrategy strategy) implements RetryStrategy {

    /** Errors of the service itself, which say nothing of how far it came. */
    private static final int SERVER_ERRORS = 500;

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return strategy.acquireInitialToken(request);
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        if (!refused(request.failure())) {
            throw new TokenAcquisitionFailedException(
                    "it may have been done", request.token(), request.failure());
        }
        return strategy.refreshRetryToken(request);
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return strategy.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return strategy.maxAttempts();
    }

    /** What the SDK would add to it are further reasons to try again. */
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public RetryStrategy.Builder<?, ?> toBuilder() {
        return strategy.toBuilder();
    }

    private static boolean refused(Throwable failure) {
        if (failure instanceof SdkServiceException answered) {
            return answered.isThrottlingException() || answered.statusCode() < SERVER_ERRORS;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
