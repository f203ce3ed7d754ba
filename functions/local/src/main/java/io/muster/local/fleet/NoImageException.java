package io.muster.local.fleet;

import io.muster.readiness.text.ExplainedException;
import io.muster.readiness.text.Message;

/** The emulator has no image from which the sample fleet can be launched. */
final class NoImageException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    NoImageException(Message whatIsWrong, Message next) {
        super(whatIsWrong, next, null);
    }
}
