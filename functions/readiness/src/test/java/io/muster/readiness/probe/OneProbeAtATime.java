package io.muster.readiness.probe;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Lets one test on this machine run the probe at a time, in whatever JVM: what a run leaves behind
 * is looked for in /run, which all of them share.
 */
final class OneProbeAtATime implements BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(OneProbeAtATime.class);

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        FileChannel file =
                FileChannel.open(
                        Path.of(System.getProperty("java.io.tmpdir"), "muster-probe-test.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        file.lock();
        test.getStore(NAMESPACE).put(FileChannel.class, file);
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        FileChannel file = test.getStore(NAMESPACE).remove(FileChannel.class, FileChannel.class);
        if (file != null) {
            file.close();
        }
    }
}
