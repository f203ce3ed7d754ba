package io.muster.cli.benchmark;

import io.muster.cli.Main;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Session;
import io.muster.cli.session.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The process that the benchmark measures: one {@code scan}, exactly as the command line runs it,
 * with its output counted and thrown away.
 */
final class MeasuredScan {

    private MeasuredScan() {}

    /**
     * Scans an endpoint and writes a {@link Measurement}.
     *
     * @param args the endpoint and the file to write
     */
    public static void main(String[] args) throws IOException {
        CountedOutput output = new CountedOutput();
        Session session =
                Session.of(
                        Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
                        InputStream.nullInputStream(),
                        output,
                        new PrintStream(System.err, true, StandardCharsets.UTF_8),
                        Terminal.none(),
                        Clock.systemUTC(),
                        () -> "benchmark");
        List<String> scan =
                List.of("scan", "--output=json", "--region=us-east-1", "--endpoint-url=" + args[0]);
        int exitCode = Main.run(scan, session);
        Measurement.ofThisProcess(exitCode, output.bytes).write(Path.of(args[1]));
        System.exit(exitCode == ExitCode.OK ? 0 : 1);
    }

    private static final class CountedOutput extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] many, int offset, int length) {
            bytes += length;
        }
    }
}
