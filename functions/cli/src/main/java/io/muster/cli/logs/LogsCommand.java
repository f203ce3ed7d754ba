package io.muster.cli.logs;

import io.muster.cli.session.CommandFailure;
import io.muster.cli.session.ExitCode;
import io.muster.cli.session.Page;
import io.muster.cli.session.Session;
import io.muster.readiness.logs.LogClassifier;
import io.muster.readiness.logs.Signatures;
import io.muster.readiness.text.Message;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads logs of any size, plain or gzip, and says which known faults they tell of. */
@Command(
        addMethodSubcommands = false,
        name = "logs",
        description = {
            "Find known errors in logs: OOM kills, full disks, I/O errors, failed logins and more.",
            "Reads syslog, journal JSON, JSON lines, nginx and Apache logs, plain or gzip. Needs no AWS."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./muster logs /var/log/syslog",
            "  ./muster logs /var/log/messages*.gz --output json",
            "  journalctl -b -o json | ./muster logs -"
        })
public final class LogsCommand implements Callable<Integer> {

    private static final int GZIP_MAGIC = 0x1f8b;

    private final Session session;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Log files; - for the standard input. Default: -.")
    private List<String> files = List.of("-");

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: table.")
    private LogFormat format = LogFormat.TABLE;

    public LogsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LogClassifier classifier = new LogClassifier(Signatures.all());
        for (String file : files) {
            read(file, classifier);
        }
        LogPages pages = new LogPages(Page.of(session));
        switch (format) {
            case TABLE -> pages.table(classifier.summary(session.clock().instant()));
            case JSON -> pages.json(classifier.summary(session.clock().instant()));
        }
        session.out().flush();
        return ExitCode.OK;
    }

    private void read(String file, LogClassifier classifier) {
        if (file.equals("-")) {
            try {
                classifier.read(unpacked(session.in()));
            } catch (IOException failure) {
                throw CommandFailure.error(
                        Message.of("screen.input-unreadable").with("why", why(failure)),
                        next(failure, Message.of("screen.input-unreadable-next")),
                        failure);
            }
            return;
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            classifier.read(unpacked(in));
        } catch (NoSuchFileException absent) {
            throw CommandFailure.error(
                    Message.of("screen.file-missing").with("file", file),
                    Message.of("screen.file-missing-next"),
                    absent);
        } catch (IOException failure) {
            throw CommandFailure.error(
                    Message.of("screen.file-unreadable")
                            .with("file", file)
                            .with("why", why(failure)),
                    next(failure, Message.of("screen.file-unreadable-next")),
                    failure);
        }
    }

    private static String why(IOException failure) {
        return String.valueOf(failure.getMessage());
    }

    private static Message next(IOException failure, Message usual) {
        return failure instanceof ZipException ? Message.of("screen.gzip-broken-next") : usual;
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        int magic = buffered.read() << 8 | Math.max(0, buffered.read());
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }
}
