package io.muster.aws.client;

import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.ExplainedException;
import io.muster.readiness.text.Message;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * AWS cannot be asked anything at all with what the caller has. The messages name the cause and the
 * next step, and hold no secret.
 */
public final class AwsAccessException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    AwsAccessException(
            Reason reason, Message whatIsWrong, Message next, @Nullable Throwable cause) {
        super(whatIsWrong, next, cause);
        this.reason = reason;
    }

    /** AWS was asked, and gave no answer that helps. */
    static AwsAccessException of(String action, SdkException failure) {
        AwsFailure words = AwsFailure.of(action, failure);
        Reason reason = words.why() == Why.DENIED ? Reason.DENIED : Reason.FAILED;
        boolean silent = words.why() == Why.UNREACHABLE;
        return new AwsAccessException(
                silent ? Reason.UNREACHABLE : reason, words.detail(), Message.EMPTY, failure);
    }

    public Reason reason() {
        return reason;
    }

    /** Why AWS cannot be asked. */
    public enum Reason {
        /** The credential chain ends without credentials. */
        NO_CREDENTIALS,
        /** The profile that was asked for is in no file, or the file cannot be read. */
        NO_PROFILE,
        /** There are credentials, but their time is over. */
        EXPIRED,
        /** AWS does not know the key, or its secret does not match. */
        NOT_RECOGNISED,
        /** AWS knows the caller and says no. */
        DENIED,
        /** IAM Identity Center has no session of a profile that is good. */
        LOGIN_NEEDED,
        /** The program that a profile gets its credentials from failed. */
        PROGRAM_FAILED,
        /** A role is asked for, and not given. */
        ROLE_REFUSED,
        /** A device's code is asked for, and there is no terminal to ask on, or it is wrong. */
        MFA,
        /** Nothing answers. */
        UNREACHABLE,
        /** Something answered, but not with who the caller is. */
        FAILED
    }
}
