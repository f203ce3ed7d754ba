package io.muster.local.front;

import java.io.IOException;

/** Something that the emulator lacks or gets wrong, put right between it and the client. */
public interface Addition {

    /** Whether this call needs it. */
    boolean concerns(Call call);

    /**
     * Answers in the emulator's place, most often by asking it and changing what it says.
     *
     * @param next answers as the emulator would, with what other additions put right
     */
    Answer answer(Question question, Asked next) throws IOException;

    /** The next handler in the chain: the other additions, and after them the emulator. */
    interface Asked {
        Answer ask(Question question) throws IOException;
    }
}
