package io.muster.trimmer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;

/** The SDK's own list, with one service left of it. */
class ServiceListTest {

    private static final String OF_ONE = "software/amazon/awssdk/regions/servicemetadata/";

    @TempDir Path work;

    private Path only;

    @BeforeEach
    void leave_one() throws Exception {
        Path sdk =
                Path.of(Region.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        only = work.resolve("regions.jar");
        ServiceList.only(Jar.read(sdk), Set.of("monitoring"))
                .write(only, LocalDateTime.of(2026, 1, 1, 0, 0));
    }

    @Test
    void keeps_the_class_of_what_is_named_alone() throws Exception {
        assertThat(Jar.read(only).entries().keySet())
                .filteredOn(name -> name.startsWith(OF_ONE))
                .containsExactly(OF_ONE + "MonitoringServiceMetadata.class");
    }

    @Test
    void another_service_is_one_like_most() throws Exception {
        try (URLClassLoader loader = new Own(only.toUri().toURL())) {
            Class<?> metadata = loader.loadClass("software.amazon.awssdk.regions.ServiceMetadata");
            Class<?> region = loader.loadClass("software.amazon.awssdk.regions.Region");
            Object seoul = region.getMethod("of", String.class).invoke(null, "ap-northeast-2");

            assertThat(endpoint(metadata, region, seoul, "monitoring"))
                    .isEqualTo("monitoring.ap-northeast-2.amazonaws.com");
            assertThat(endpoint(metadata, region, seoul, "acm"))
                    .isEqualTo("acm.ap-northeast-2.amazonaws.com");
        }
    }

    private static String endpoint(Class<?> metadata, Class<?> region, Object where, String service)
            throws ReflectiveOperationException {
        Object one = metadata.getMethod("of", String.class).invoke(null, service);
        return metadata.getMethod("endpointFor", region).invoke(one, where).toString();
    }

    /** Loads the SDK's regions from a path of its own. */
    private static final class Own extends URLClassLoader {

        Own(URL path) {
            super(new URL[] {path}, ServiceListTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("software.amazon.awssdk.regions.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
