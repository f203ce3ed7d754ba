package io.muster.local.fleet;

import io.muster.readiness.text.ExplainedException;
import io.muster.readiness.text.Message;

/** The sample fleet was changed and not recorded since, so that the recording is of another one. */
public final class OutdatedRecordingException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    OutdatedRecordingException(String region) {
        super(
                Message.of("screen.recording-outdated").with("region", region),
                Message.of("screen.recording-outdated-next"),
                null);
    }
}
