package io.muster.aws.client;

import io.muster.aws.client.AwsAccessException.Reason;
import io.muster.readiness.text.Message;

/** The person who has an MFA device. */
@FunctionalInterface
public interface MfaPrompt {

    /** Where there is none to ask. */
    MfaPrompt NONE =
            device -> {
                throw unasked(device);
            };

    /**
     * Asks for the code that a device shows now.
     *
     * @param device its serial number or ARN
     * @throws AwsAccessException if it cannot be asked for
     */
    String code(String device);

    /** Why a code cannot be asked for without a terminal, and what does without one. */
    static AwsAccessException unasked(String device) {
        return new AwsAccessException(
                Reason.MFA,
                Message.of("screen.mfa-no-terminal").with("device", device),
                Message.of("screen.mfa-no-terminal-next").with("device", device),
                null);
    }
}
