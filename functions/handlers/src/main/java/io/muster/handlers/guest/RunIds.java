package io.muster.handlers.guest;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Numbers that tell one probe's answers from another's. */
public final class RunIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RunIds() {}

    /** 32 hexadecimal digits that cannot be predicted on a guest. */
    public static String random() {
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
