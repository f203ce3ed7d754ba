package io.muster.aws.client;

import io.muster.aws.client.AwsAccessException.Reason;
import io.muster.readiness.text.Message;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/** The way in which a profile comes by its credentials, and what its failures mean. */
sealed interface CredentialsWay {

    /** How far a chain of profiles is followed; a longer one, or a circle, the SDK refuses. */
    int MAX_PROFILES = 5;

    /** What to tell of a failure on this way; the failure itself where that tells all there is. */
    RuntimeException told(RuntimeException failure);

    /** The way of a profile. */
    static CredentialsWay of(Profile profile, ProfileFile profiles) {
        return of(profile, profiles, MAX_PROFILES);
    }

    private static CredentialsWay of(Profile profile, ProfileFile profiles, int left) {
        String arn = profile.property("role_arn").orElse(null);
        if (arn != null) {
            CredentialsWay source =
                    left == 0
                            ? new Keys()
                            : profile.property("source_profile")
                                    .filter(name -> !name.equals(profile.name()))
                                    .flatMap(profiles::profile)
                                    .<CredentialsWay>map(from -> of(from, profiles, left - 1))
                                    .orElseGet(Keys::new);
            return new Chain(source, new Role(arn, profile.property("mfa_serial").orElse(null)));
        }
        if (profile.property("sso_session").isPresent()
                || profile.property("sso_account_id").isPresent()) {
            return new Login(profile.name());
        }
        return profile.property("credential_process").isPresent()
                ? new Program(profile.name())
                : new Keys();
    }

    /** Keys as they stand, or what a machine gives. */
    record Keys() implements CredentialsWay {
        @Override
        public RuntimeException told(RuntimeException failure) {
            return failure;
        }
    }

    /** A program that prints them. */
    record Program(String profile) implements CredentialsWay {
        @Override
        public RuntimeException told(RuntimeException failure) {
            return new AwsAccessException(
                    Reason.PROGRAM_FAILED,
                    Message.of("screen.process-failed")
                            .with("profile", profile)
                            .with("why", AwsFailure.cause(failure)),
                    Message.of("screen.process-failed-next"),
                    failure);
        }
    }

    /** A session of IAM Identity Center. */
    record Login(String profile) implements CredentialsWay {
        @Override
        public RuntimeException told(RuntimeException failure) {
            if (failure instanceof AwsServiceException answered && answered.statusCode() == 403) {
                return new AwsAccessException(
                        Reason.DENIED,
                        Message.of("screen.sso-denied")
                                .with("profile", profile)
                                .with("why", AwsFailure.words(answered)),
                        Message.of("screen.sso-denied-next"),
                        failure);
            }
            if (failure instanceof SdkException unanswered
                    && !(failure instanceof AwsServiceException)
                    && AwsFailure.isNetwork(failure)
                    && !unread(failure)) {
                return AwsAccessException.of("sso:GetRoleCredentials", unanswered);
            }
            return new AwsAccessException(
                    Reason.LOGIN_NEEDED,
                    Message.of("screen.sso-login").with("profile", profile),
                    Message.of("screen.sso-login-next").with("profile", profile),
                    failure);
        }

        /** Whether the file of the session could not be read. */
        private static boolean unread(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof FileSystemException) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * A role that is assumed.
     *
     * @param device the MFA device whose code is sent along; null for none
     */
    record Role(String arn, @Nullable String device) implements CredentialsWay {

        private static final String ACTION = "sts:AssumeRole";

        @Override
        public RuntimeException told(RuntimeException failure) {
            if (!(failure instanceof SdkException sdk)) {
                return failure;
            }
            if (!(failure instanceof AwsServiceException answered)) {
                return AwsAccessException.of(ACTION, sdk);
            }
            String words = AwsFailure.words(answered);
            if (device != null && words.contains("MultiFactorAuthentication")) {
                return new AwsAccessException(
                        Reason.MFA,
                        Message.of("screen.mfa-refused").with("device", device).with("why", words),
                        Message.of("screen.mfa-refused-next"),
                        failure);
            }
            String code = AwsFailure.code(answered);
            if (AwsFailure.EXPIRED.contains(code) || AwsFailure.NOT_RECOGNISED.contains(code)) {
                return CallerIdentity.refused(ACTION, answered);
            }
            if (answered.statusCode() == 403) {
                return new AwsAccessException(
                        Reason.ROLE_REFUSED,
                        Message.of("screen.role-refused")
                                .with("role", arn)
                                .with("code", code)
                                .with("why", words),
                        Message.of("screen.role-refused-next"),
                        failure);
            }
            return AwsAccessException.of(ACTION, answered);
        }
    }

    /** A role that is assumed with the credentials of another profile. */
    record Chain(CredentialsWay source, Role role) implements CredentialsWay {
        @Override
        public RuntimeException told(RuntimeException failure) {
            boolean bySts =
                    failure instanceof AwsServiceException answered
                            && answered.awsErrorDetails() != null
                            && String.valueOf(answered.awsErrorDetails().serviceName())
                                    .equalsIgnoreCase("sts");
            return bySts || source instanceof Keys ? role.told(failure) : source.told(failure);
        }
    }
}
