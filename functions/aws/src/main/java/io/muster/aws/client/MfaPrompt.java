package io.muster.aws.client;

import io.muster.aws.client.AwsAccessException.Reason;

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
                "the role asks for a code of the MFA device %s, and there is no terminal to ask on"
                        .formatted(device),
                null);
    }
}
