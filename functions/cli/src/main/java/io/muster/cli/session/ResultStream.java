package io.muster.cli.session;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The standard output, whose failure stops the command: {@link PrintStream} alone would swallow it
 * and let a scan run on for a reader that is gone.
 */
final class ResultStream extends OutputStream {

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;

    private ResultStream(OutputStream out) {
        this.out = out;
    }

    /** Prints UTF-8 whatever the platform's encoding is: the result may be JSON. */
    static PrintStream printing(OutputStream out) {
        return new PrintStream(new ResultStream(out), false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        try {
            if (length > buffer.length - filled) {
                drain();
            }
            if (length > buffer.length) {
                out.write(octets, offset, length);
            } else {
                System.arraycopy(octets, offset, buffer, filled, length);
                filled += length;
            }
        } catch (IOException gone) {
            throw new OutputClosed(gone);
        }
    }

    @Override
    public void flush() {
        try {
            drain();
            out.flush();
        } catch (IOException gone) {
            throw new OutputClosed(gone);
        }
    }

    private void drain() throws IOException {
        int length = filled;
        // Emptied first: a second flush of what the reader refused would only fail again.
        filled = 0;
        out.write(buffer, 0, length);
    }

    /** The reader of the result is gone, or the disk is full. */
    static final class OutputClosed extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        OutputClosed(IOException cause) {
            super(cause);
        }
    }
}
