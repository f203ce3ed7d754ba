package io.muster.readiness.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.graviton.Arm64Effort;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.text.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Native code in jars and in packages of Node.js, from its bytes on a disk through the real probe
 * to the words for a person. Every file is made here; what each case stands for is beside it.
 */
@Tag("slow")
@ExtendWith(OneProbeAtATime.class)
@Isolated("looks for directories that a run of the probe left")
class NativeEvidenceTest {

    private static final OperatingSystem DEBIAN_11 =
            new OperatingSystem("debian", List.of(), "11", "Debian GNU/Linux 11", null);

    private static final OperatingSystem AMAZON_LINUX_2 =
            new OperatingSystem("amzn", List.of("rhel"), "2", "Amazon Linux 2", null);

    private static final byte[] X86_64 = elf(62);
    private static final byte[] AARCH64 = elf(183);
    private static final byte[] ARM_32 = elf(40);

    private static final String UPGRADE = "native code that fails on arm64 until it is upgraded: ";
    private static final String ADD =
            "native code that fails on arm64 until its arm64 build is used, another artifact: ";
    private static final String BLOCKS =
            "blocker: native code that fails on arm64 and has no arm64 build, to replace: ";
    private static final String REPLACE =
            "native code of which no arm64 build is known, to replace or ask the vendor for: ";
    private static final String CHANGES =
            "native code without which the program behaves differently on arm64, and reports no error: ";
    private static final String REBUILD =
            "JAR files with native code and none for arm64, to rebuild or ask the vendor for: ";
    private static final String RUNNING =
            "running files that no package installed, to build again for arm64 or ask the vendor for: ";
    private static final String BUILD =
            "extensions and applications to build again for arm64, or ask the vendor for: ";
    private static final String FILES =
            "programs and libraries that no package installed, to build again for arm64 or ask the vendor for: ";
    private static final String REINSTALL =
            "runtimes, wheels, gems and add-ons to install again on arm64: ";
    private static final String FALLS_BACK =
            "native code that is not used on arm64, where the program runs without it and reports no error: ";
    private static final String GLIBC_2_31 =
            "arm64 libraries that the glibc of this distribution (2.31) does not load, to upgrade: ";
    private static final String GLIBC_2_26 =
            "arm64 libraries that the glibc of this distribution (2.26) does not load, to upgrade: ";
    private static final String GO =
            "programs in Go, to build again with GOARCH=arm64 or to install as an arm64 build: ";

    /** Where the programs of these tests begin in memory. */
    private static final long BASE = 0x400000;

    /**
     * What the linker of Go 1.18 and later writes: a header of 32 bytes, the version of Go, and
     * what it was built from, each behind its length.
     *
     * @see <a href="https://pkg.go.dev/debug/buildinfo">debug/buildinfo</a>
     */
    private static final String GO_MARK =
            "\u00ff Go buildinf:\u0008\u0002%s\u0008go1.22.1\u00b5\u0001%spath\tgithub.com/acme/agent/cmd\nmod\tgithub.com/acme/agent\tv1.8.2\th1:x=\n"
                    .formatted(
                            "\0".repeat(16),
                            "0w\u00af\f\u0092t\b\u0002A\u00e1\u00c1\u0007\u00e6\u00d6\u0018\u00e6");

    /** Empties the folders that the probe searches. */
    private static final String NOTHING_ELSE =
            """
            for place in /* /usr/local /usr/share /usr/lib/jvm /var/www; do
                case $place in /bin | /boot | /dev | /etc | /lib* | /proc | /run | /sbin | /sys | /tmp | /usr | /var) continue ;; esac
                [ -L $place ] || [ ! -d $place ] || mount -t tmpfs tmpfs $place || exit 1
            done
            find /usr/lib /usr/lib64 -name '*.jar' -o -name '*.node' -o -name WHEEL | sed 's|/[^/]*$||' |
                sort -u | while read -r other; do
                    [ ! -d "$other" ] || mount -t tmpfs tmpfs "$other" || exit 1
                done
            """;

    private static final String NOT_READ = "not read: native code of ";

    /**
     * Files of a guest, and what they mean.
     *
     * @param id the folder below /opt, with the number of the case in the lists of known mistakes
     * @param files by path below that folder
     * @param effort the least that they take
     * @param said what the evidence says, the folder's own name left out
     */
    private record Case(
            String id,
            Map<String, byte[]> files,
            OperatingSystem system,
            String effort,
            List<String> said) {}

    private static Case on(
            OperatingSystem system,
            String id,
            Map<String, byte[]> files,
            String effort,
            String... said) {
        return new Case(id, files, system, effort, List.of(said));
    }

    private static Case a(String id, Map<String, byte[]> files, String effort, String... said) {
        return on(DEBIAN_11, id, files, effort, said);
    }

    /** Libraries of Java: A1, A4 to A12 and A16, and others of their kinds. */
    private static final List<Case> JARS =
            List.of(
                    a(
                            "a1-linux64-is-x86",
                            jar("store.jar", "librocksdbjni-linux64.so", X86_64),
                            "Medium",
                            UPGRADE + "store.jar (6.2.4 or later)"),
                    a(
                            "a1-linux64-of-an-unknown",
                            jar("codec-2.0.jar", "natives/linux64/libcodec.so", X86_64),
                            "Medium",
                            REBUILD + "codec-2.0.jar"),
                    a(
                            "a4-charm-is-no-arm",
                            jar("charm.jar", "com/charm/libspell.so", X86_64),
                            "Medium",
                            REBUILD + "charm.jar"),
                    a(
                            "a4-alarm64-is-no-arm",
                            jar("alarm64.jar", "com/alarm64/libbell.so", X86_64),
                            "Medium",
                            REBUILD + "alarm64.jar"),
                    a(
                            "a4-32-bit-arm",
                            jar("board.jar", "linux-arm/libboard.so", ARM_32),
                            "Medium",
                            REBUILD + "board.jar"),
                    a(
                            "a4-numbered",
                            jar("numbered.jar", "lib/libnumbered.so.1", X86_64),
                            "Medium",
                            REBUILD + "numbered.jar"),
                    a(
                            "a4-jar-in-jar",
                            files(
                                    "outer.war",
                                    zip("WEB-INF/lib/inner.jar", zip("libdeep.so", X86_64))),
                            "Medium",
                            REBUILD + "outer.war!/WEB-INF/lib/inner.jar"),
                    a(
                            "a4-stored-jar-in-jar",
                            files(
                                    "boot.jar",
                                    stored("BOOT-INF/lib/inner.jar", stored("libdeep.so", X86_64))),
                            "Medium",
                            REBUILD + "boot.jar!/BOOT-INF/lib/inner.jar"),
                    a(
                            "a5-lz4",
                            jar(
                                    "lz4-1.3.0.jar",
                                    "net/jpountz/util/linux/amd64/liblz4-java.so",
                                    X86_64),
                            "Low",
                            FALLS_BACK
                                    + "lz4-1.3.0.jar (runs in Java; org.lz4:lz4-java:1.4 has an arm64 build)"),
                    a(
                            "a5-commons-crypto",
                            jar(
                                    "commons-crypto-1.0.0.jar",
                                    "org/apache/commons/crypto/native/Linux/x86_64/libcommons-crypto.so",
                                    X86_64),
                            "Low",
                            FALLS_BACK
                                    + "commons-crypto-1.0.0.jar (uses the ciphers of the JDK; 1.1.0 has an arm64 build)"),
                    a(
                            "a5-netlib",
                            jar(
                                    "netlib-native_ref-linux-x86_64-1.1-natives.jar",
                                    "netlib-native_ref-linux-x86_64.so",
                                    X86_64),
                            "Low",
                            FALLS_BACK
                                    + "netlib-native_ref-linux-x86_64-1.1-natives.jar (runs in Java)"),
                    a(
                            "a5-epoll",
                            jar(
                                    "netty-transport-native-epoll-4.1.48.Final-linux-x86_64.jar",
                                    "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
                                    X86_64),
                            "Low",
                            FALLS_BACK
                                    + "netty-transport-native-epoll-4.1.48.Final-linux-x86_64.jar (uses NIO; 4.1.55.Final has an arm64 build)"),
                    a(
                            "a5-snappy-breaks",
                            jar(
                                    "snappy-java-1.1.1.7.jar",
                                    "org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so",
                                    X86_64),
                            "Medium",
                            UPGRADE + "snappy-java-1.1.1.7.jar (1.1.2.2 or later)"),
                    a(
                            "a6-sqlite",
                            jar(
                                    "sqlite-jdbc-3.7.2.jar",
                                    "org/sqlite/native/Linux/amd64/libsqlitejdbc.so",
                                    X86_64),
                            "Medium",
                            CHANGES
                                    + "sqlite-jdbc-3.7.2.jar (runs SQLite 3.6.23.1 in Java; 3.20.0 has an arm64 build)"),
                    a(
                            "a6-sqlite-breaks",
                            jar(
                                    "sqlite-jdbc-3.8.11.2.jar",
                                    "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
                                    X86_64),
                            "Medium",
                            UPGRADE + "sqlite-jdbc-3.8.11.2.jar (3.20.0 or later)"),
                    a(
                            "a7-jffi",
                            jar(
                                    "jffi-1.2.11-native.jar",
                                    "jni/x86_64-Linux/libjffi-1.2.so",
                                    X86_64,
                                    "jni/arm-Linux/libjffi-1.2.so",
                                    ARM_32),
                            "Medium",
                            CHANGES
                                    + "jffi-1.2.11-native.jar (returns wrong process and user IDs; 1.2.13 has an arm64 build)"),
                    a(
                            "a7-jruby",
                            jar(
                                    "jruby-complete-9.1.2.0.jar",
                                    "jni/x86_64-Linux/libjffi-1.2.so",
                                    X86_64),
                            "Medium",
                            CHANGES
                                    + "jruby-complete-9.1.2.0.jar (returns wrong process and user IDs; 9.1.17.0 has an arm64 build)"),
                    a(
                            "a8-corretto",
                            jar(
                                    "AmazonCorrettoCryptoProvider-2.3.3-linux-x86_64.jar",
                                    "com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so",
                                    X86_64),
                            "Low",
                            FALLS_BACK
                                    + "AmazonCorrettoCryptoProvider-2.3.3-linux-x86_64.jar (uses the ciphers of the JDK; AmazonCorrettoCryptoProvider:linux-aarch_64 has an arm64 build)"),
                    a(
                            "a8-both-classifiers",
                            files(
                                    "AmazonCorrettoCryptoProvider-2.3.3-linux-x86_64.jar",
                                    zip("com/amazon/corretto/crypto/provider/libcrypto.so", X86_64),
                                    "AmazonCorrettoCryptoProvider-2.3.3-linux-aarch_64.jar",
                                    zip(
                                            "com/amazon/corretto/crypto/provider/libcrypto.so",
                                            AARCH64)),
                            "VeryLow"),
                    a(
                            "a9-circe",
                            jar("circe-checksum-4.16.3.jar", "lib/libcirce-checksum.so", X86_64),
                            "Low",
                            FALLS_BACK + "circe-checksum-4.16.3.jar (runs in Java)"),
                    a(
                            "a9-arrow",
                            jar("arrow-c-data-8.0.0.jar", "libarrow_cdata_jni.so", X86_64),
                            "Medium",
                            UPGRADE + "arrow-c-data-8.0.0.jar (15.0.0 or later)"),
                    a(
                            "a9-lambda",
                            jar(
                                    "aws-lambda-java-runtime-interface-client-1.1.0.jar",
                                    "aws-lambda-runtime-interface-client.glibc.so",
                                    X86_64),
                            "Medium",
                            UPGRADE
                                    + "aws-lambda-java-runtime-interface-client-1.1.0.jar (2.4.1 or later)"));

    private static final List<Case> MORE_JARS =
            List.of(
                    a(
                            "a10-jansi-1.18",
                            jar("jansi-1.18.jar", "META-INF/native/linux64/libjansi.so", X86_64),
                            "Low",
                            CHANGES
                                    + "jansi-1.18.jar (writes escape codes into pipes and files; 2.4.0 has an arm64 build)"),
                    a("a10-jansi-2.1.0", jansi("2.1.0"), "VeryLow"),
                    a(
                            "a10-jansi-2.2.0",
                            jansi("2.2.0"),
                            "Medium",
                            UPGRADE + "jansi-2.2.0.jar (2.4.0 or later)"),
                    a("a10-jansi-2.3.4", jansi("2.3.4"), "VeryLow"),
                    a("a10-jansi-2.4.0", jansi("2.4.0"), "VeryLow"),
                    a(
                            "a11-tcnative-of-a-wrong-name",
                            jar(
                                    "netty-tcnative-boringssl-static-2.0.34.Final.jar",
                                    "META-INF/native/libnetty_tcnative_linux_x86_64.so",
                                    X86_64,
                                    "META-INF/native/libnetty_tcnative_linux_aarch64.so",
                                    AARCH64),
                            "Low",
                            FALLS_BACK
                                    + "netty-tcnative-boringssl-static-2.0.34.Final.jar (uses the TLS of the JDK; 2.0.35.Final has an arm64 build)"),
                    a(
                            "a11-tcnative-without-its-classifier",
                            jar(
                                    "netty-tcnative-boringssl-static-2.0.61.Final-linux-x86_64.jar",
                                    "META-INF/native/libnetty_tcnative_linux_x86_64.so",
                                    X86_64),
                            "Low",
                            FALLS_BACK
                                    + "netty-tcnative-boringssl-static-2.0.61.Final-linux-x86_64.jar (uses the TLS of the JDK; netty-tcnative-boringssl-static:linux-aarch_64 has an arm64 build)"),
                    a(
                            "a12-rocksdb",
                            jar("rocksdbjni-5.18.3.jar", "librocksdbjni-linux64.so", X86_64),
                            "Medium",
                            UPGRADE + "rocksdbjni-5.18.3.jar (5.18.4 or later)"),
                    a(
                            "a12-rocksdb-is-not-monotone",
                            jar("rocksdbjni-6.0.1.jar", "librocksdbjni-linux64.so", X86_64),
                            "Medium",
                            UPGRADE + "rocksdbjni-6.0.1.jar (6.2.4 or later)"),
                    a(
                            "a12-jna",
                            jar(
                                    "jna-4.1.0.jar",
                                    "com/sun/jna/linux-x86-64/libjnidispatch.so",
                                    X86_64),
                            "Medium",
                            UPGRADE + "jna-4.1.0.jar (4.2.0 or later)"),
                    a(
                            "a12-jna-renamed",
                            files(
                                    "lib.jar",
                                    zip(
                                            "com/sun/jna/linux-x86-64/libjnidispatch.so",
                                            X86_64,
                                            "META-INF/maven/net.java.dev.jna/jna/pom.properties",
                                            "version=4.1.0\n".getBytes(UTF_8))),
                            "Medium",
                            UPGRADE + "lib.jar (4.2.0 or later)"),
                    a(
                            "a16-conscrypt",
                            jar(
                                    "conscrypt-openjdk-uber-2.6.0.jar",
                                    "META-INF/native/libconscrypt_openjdk_jni-linux-x86_64.so",
                                    X86_64,
                                    "META-INF/native/libconscrypt_openjdk_jni-linux-aarch_64.so",
                                    elf(183, "2.17", "2.34", "2.4")),
                            "Medium",
                            GLIBC_2_31
                                    + "conscrypt-openjdk-uber-2.6.0.jar (needs glibc 2.34; 2.9.0 needs an older one)"),
                    on(
                            AMAZON_LINUX_2,
                            "a16-jffi",
                            jar(
                                    "jffi-1.3.12-native.jar",
                                    "jni/x86_64-Linux/libjffi-1.2.so",
                                    elf(62, "2.14"),
                                    "jni/aarch64-Linux/libjffi-1.2.so",
                                    elf(183, "2.27")),
                            "Medium",
                            GLIBC_2_26
                                    + "jffi-1.3.12-native.jar (needs glibc 2.27; 1.3.13 needs an older one)"),
                    a(
                            "a16-an-old-need",
                            jar(
                                    "jffi-1.3.13-native.jar",
                                    "jni/x86_64-Linux/libjffi-1.2.so",
                                    elf(62, "2.14"),
                                    "jni/aarch64-Linux/libjffi-1.2.so",
                                    elf(183, "2.17")),
                            "VeryLow"),
                    a(
                            "an-agent-with-arm64-for-one-native-of-two",
                            jar(
                                    "dd-java-agent-1.0.0.jar",
                                    "native-libs/linux-x86_64/libddwaf.so",
                                    X86_64,
                                    "native-libs/linux-aarch64/libddwaf.so",
                                    AARCH64,
                                    "profiling/linux-x64/libasyncProfiler.so",
                                    X86_64),
                            "Medium",
                            UPGRADE + "dd-java-agent-1.0.0.jar (1.15.3 or later)"),
                    a(
                            "natives-that-moved-out-of-the-jar",
                            jar(
                                    "lmdbjava-native-linux-x86_64-0.8.3.jar",
                                    "org/lmdbjava/lmdbjava-native-linux-x86_64.so",
                                    X86_64),
                            "Medium",
                            ADD
                                    + "lmdbjava-native-linux-x86_64-0.8.3.jar (org.lmdbjava:lmdbjava:0.9.0)"),
                    a(
                            "natives-in-a-jar-that-says-no-name",
                            jar(
                                    "native-0.9.33-5.jar",
                                    "org/lmdbjava/native/x86_64-linux-gnu.so",
                                    X86_64,
                                    "org/lmdbjava/native/aarch64-linux-gnu.so",
                                    AARCH64),
                            "VeryLow"),
                    a(
                            "one-native-of-two",
                            jar(
                                    "two.jar",
                                    "linux-x86_64/liba.so",
                                    X86_64,
                                    "linux-aarch64/liba.so",
                                    AARCH64,
                                    "linux-x86_64/libb.so",
                                    X86_64),
                            "Medium",
                            REBUILD + "two.jar"),
                    a(
                            "a-label-that-lies",
                            jar(
                                    "label.jar",
                                    "linux/x86_64/libv.so",
                                    X86_64,
                                    "linux/ARMv8/libv.so",
                                    ARM_32),
                            "Medium",
                            REBUILD + "label.jar"),
                    a(
                            "other-systems",
                            jar(
                                    "systems.jar",
                                    "Linux/x86_64/libs.so",
                                    X86_64,
                                    "FreeBSD/aarch64/libs.so",
                                    AARCH64,
                                    "Linux-Android/aarch64/libs.so",
                                    AARCH64),
                            "Medium",
                            REBUILD + "systems.jar"),
                    a(
                            "after-so",
                            jar(
                                    "duck.jar",
                                    "libduck_java.so_linux_amd64",
                                    X86_64,
                                    "libduck_java.so_linux_arm64",
                                    AARCH64),
                            "VeryLow"),
                    a(
                            "after-so-alone",
                            jar("goose.jar", "libgoose_java.so_linux_amd64", X86_64),
                            "Medium",
                            REBUILD + "goose.jar"),
                    a(
                            "beyond-96-kib",
                            files("long.jar", longJar()),
                            "Medium",
                            REBUILD + "long.jar"),
                    a(
                            "in-a-zip",
                            files("driver.jar", zip("payload/build.zip", zip("odbc.node", X86_64))),
                            "Medium",
                            REBUILD + "driver.jar!/payload/build.zip"),
                    a(
                            "one-name-two-contents",
                            jar(
                                    "leveldbjni-all-1.8.jar",
                                    "META-INF/native/linux64/libleveldbjni.so",
                                    X86_64,
                                    "META-INF/native/linux64/aarch64/libleveldbjni.so",
                                    AARCH64),
                            "VeryLow"),
                    a(
                            "one-name-two-contents-x86",
                            jar(
                                    "leveldbjni-all-1.8.jar",
                                    "META-INF/native/linux64/libleveldbjni.so",
                                    X86_64),
                            "Medium",
                            ADD
                                    + "leveldbjni-all-1.8.jar (org.openlabtesting.leveldbjni:leveldbjni-all:1.8)"));

    /** Files of Node.js and others: A2, A14 to A16. */
    private static final List<Case> FILES_ON_DISK =
            List.of(
                    a(
                            "a2-a-twin-in-another-folder",
                            files(
                                    "bin/linux/x64/libonnx.so",
                                    X86_64,
                                    "bin/linux/arm64/libonnx.so",
                                    AARCH64),
                            "VeryLow"),
                    a(
                            "a2-no-twin-of-that-name",
                            files(
                                    "bin/linux/x64/libmodel.so",
                                    X86_64,
                                    "bin/linux/arm64/libother.so",
                                    AARCH64),
                            "Medium",
                            FILES + "bin/linux/x64/libmodel.so"),
                    a(
                            "a14-sharp",
                            node(
                                    "@img/sharp-linux-x64",
                                    "0.33.5",
                                    "lib/sharp-linux-x64.node",
                                    X86_64),
                            "Low",
                            REINSTALL + "node_modules/@img/sharp-linux-x64"),
                    a(
                            "a14-esbuild",
                            node("@esbuild/linux-x64", "0.21.5", "bin/esbuild", X86_64),
                            "Low",
                            REINSTALL + "node_modules/@esbuild/linux-x64"),
                    a(
                            "a14-both-platforms",
                            both(
                                    node(
                                            "@rollup/rollup-linux-x64-gnu",
                                            "4.9.0",
                                            "rollup.linux-x64-gnu.node",
                                            X86_64),
                                    node(
                                            "@rollup/rollup-linux-arm64-gnu",
                                            "4.9.0",
                                            "rollup.linux-arm64-gnu.node",
                                            AARCH64)),
                            "VeryLow"),
                    a(
                            "a14-bufferutil",
                            node(
                                    "bufferutil",
                                    "4.0.8",
                                    "prebuilds/linux-x64/bufferutil.node",
                                    X86_64),
                            "Low",
                            FALLS_BACK + "node_modules/bufferutil (runs in JavaScript)"),
                    a(
                            "a14-msgpackr",
                            node(
                                    "@msgpackr-extract/msgpackr-extract-linux-x64",
                                    "3.0.2",
                                    "node.abi93.node",
                                    X86_64),
                            "Low",
                            FALLS_BACK
                                    + "node_modules/@msgpackr-extract/msgpackr-extract-linux-x64 (runs in JavaScript)"),
                    a(
                            "a15-ffprobe",
                            node("ffprobe-static", "3.1.0", "bin/linux/x64/ffprobe", X86_64),
                            "High",
                            BLOCKS + "node_modules/ffprobe-static"),
                    a(
                            "a15-brotli",
                            node("chrome-aws-lambda", "10.1.0", "bin/chromium.br", new byte[99]),
                            "Medium",
                            REPLACE + "node_modules/chrome-aws-lambda"),
                    a(
                            "a15-zip-known-by-its-package",
                            node("ibm_db", "3.2.4", "build.zip", new byte[99]),
                            "Medium",
                            REPLACE + "node_modules/ibm_db"),
                    a(
                            "a16-leveldown",
                            both(
                                    node(
                                            "leveldown",
                                            "6.1.1",
                                            "prebuilds/linux-x64/node.napi.glibc.node",
                                            elf(62, "2.14")),
                                    node(
                                            "leveldown",
                                            "6.1.1",
                                            "prebuilds/linux-arm64/node.napi.armv8.node",
                                            elf(183, "2.34"))),
                            "Medium",
                            GLIBC_2_31 + "node_modules/leveldown (needs glibc 2.34)"),
                    a(
                            "a16-leveldown-before",
                            both(
                                    node(
                                            "leveldown",
                                            "6.0.0",
                                            "prebuilds/linux-x64/node.napi.glibc.node",
                                            elf(62, "2.14")),
                                    node(
                                            "leveldown",
                                            "6.0.0",
                                            "prebuilds/linux-arm64/node.napi.armv8.node",
                                            elf(183, "2.17"))),
                            "VeryLow"));

    /** What cannot be read is never nothing. */
    private static final List<Case> UNREADABLE =
            List.of(
                    a(
                            "a4-corrupt",
                            files("corrupt.jar", Arrays.copyOf(zip("libx.so", X86_64), 100)),
                            "VeryLow",
                            NOT_READ + "corrupt.jar"),
                    a(
                            "a4-corrupt-within",
                            files(
                                    "shell.jar",
                                    zip(
                                            "lib/inner.jar",
                                            "no archive, but long enough to be looked at"
                                                    .getBytes(UTF_8))),
                            "VeryLow",
                            NOT_READ + "shell.jar!/lib/inner.jar"),
                    a(
                            "a4-unknown-method",
                            files("method.jar", method99(zip("lib/libm.so", X86_64))),
                            "VeryLow",
                            NOT_READ + "method.jar"));

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({
        "sh, JARS",
        "busybox ash, JARS",
        "sh, MORE_JARS",
        "sh, FILES_ON_DISK",
        "busybox ash, FILES_ON_DISK",
        "bash, FILES_ON_DISK"
    })
    void each_file_is_what_its_bytes_say(String shell, String list) throws IOException {
        List<Case> cases =
                switch (list) {
                    case "JARS" -> JARS;
                    case "MORE_JARS" -> MORE_JARS;
                    default -> FILES_ON_DISK;
                };
        Listing<NativeLibrary> seen = seen(shell, cases, "");

        assertThat(seen.complete()).as("%s", seen).isTrue();
        assertThat(cases)
                .allSatisfy(
                        each ->
                                assertThat(judged(each, seen))
                                        .as(each.id())
                                        .isEqualTo(wanted(each)));
    }

    @Test
    void what_cannot_be_read_is_said_and_never_clean() throws IOException {
        Listing<NativeLibrary> seen = seen("sh", UNREADABLE, "");

        assertThat(seen.complete()).isFalse();
        assertThat(UNREADABLE)
                .allSatisfy(
                        each ->
                                assertThat(judged(each, seen))
                                        .as(each.id())
                                        .isEqualTo(wanted(each)));
    }

    @Test
    void without_a_tool_that_reads_names_are_told_and_the_rest_is_unknown() throws IOException {
        List<Case> cases = JARS.subList(0, 6);
        Listing<NativeLibrary> seen =
                seen(
                        "sh",
                        cases,
                        "for p in /usr/bin/python*; do mount --bind /dev/null $p; done\n");

        assertThat(seen.complete()).isFalse();
        assertThat(judged(cases.get(0), seen)).isEqualTo(wanted(cases.get(0)));
        assertThat(judged(cases.get(2), seen))
                .isEqualTo(List.of("VeryLow", NOT_READ + "charm.jar"));
    }

    @Test
    void more_than_forty_natives_are_not_all_read() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 45; i++) {
            files.put("m%02d.jar".formatted(i), zip("lib" + i + ".so", elf(183, "2." + (17 + i))));
        }
        Case many = a("many", files, "Medium");
        Listing<NativeLibrary> seen = seen("sh", List.of(many), "");

        assertThat(seen.items()).hasSize(45);
        assertThat(seen.stream().filter(library -> library.code().read())).hasSize(40);
        assertThat(judged(many, seen).getLast())
                .matches(NOT_READ + "(m\\d\\d\\.jar, ){4}m\\d\\d\\.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "busybox ash"})
    void what_runs_is_what_its_folder_says(String shell) throws IOException {
        Shell.needs("unshare");
        Shell.needs(shell.split(" ", -1)[0]);
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
        assumeTrue("amd64".equals(System.getProperty("os.arch")), "needs programs for x86-64");
        List<String> libraries =
                List.of(
                        "/opt/dotnet/shared/Microsoft.NETCore.App/2.1.30/libcoreclr.so",
                        "/opt/shop/runtimes/linux-x64/native/librdkafka.so",
                        "/opt/gems/3.1.0/gems/sorbet-static-0.5.11284-x86_64-linux/lib/sorbet.so",
                        "/opt/php/20190902/redis.so");
        String here =
                """
                library=$(ldd /bin/sleep | awk '$1 ~ /^libc\\.so/ { print $3 }')
                library=$(dirname "$library")/libm.so.6
                for path in %s; do
                    mkdir -p ${path%%/*}
                    cp "$library" $path || exit 1
                done
                mkdir /opt/tools
                cp /bin/sleep /opt/tools/server
                install '%s' /opt/tools/agent
                /opt/tools/agent &
                LD_PRELOAD=%s /opt/tools/server 600 &
                until grep -q redis /proc/$!/maps; do sleep .1; done
                """
                        .formatted(
                                String.join(" ", libraries),
                                Files.write(directory.resolve("agent"), program(GO_MARK)),
                                String.join(":", libraries));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "--mount",
                                "--pid",
                                "--fork",
                                "--kill-child",
                                "--mount-proc"));
        command.addAll(List.of(shell.split(" ", -1)));
        Shell.Answer answer =
                Shell.run(
                        NOTHING_ELSE
                                + here
                                + Unhurried.of(ProbeDocument.probe())
                                        .replace(
                                                "main \"$@\"",
                                                "main executables elf-foreign packages libraries"),
                        command);
        Fact<ProbeOutput> output = ProbeOutput.parse(answer.text().getBytes(UTF_8));
        assertThat(output).isInstanceOf(Known.class);
        ProbeOutput said = ((Known<ProbeOutput>) output).value();

        Arm64Effort found =
                Arm64Effort.of(
                        GuestBuilder.guest()
                                .x86()
                                .system(Fact.known(DEBIAN_11))
                                .packages(ProbeSection.PACKAGES.of(said))
                                .running(ProbeSection.EXECUTABLES.of(said))
                                .libraries(ProbeSection.LIBRARIES.of(said))
                                .facts());

        assertThat(found.reasons())
                .extracting(Message::english)
                .contains(
                        RUNNING + "/opt/tools/server",
                        UPGRADE
                                + "/opt/dotnet/shared/Microsoft.NETCore.App/2.1.30 (3.0 or later), /opt/shop/runtimes/linux-x64/native/librdkafka.so (librdkafka.redist 2.0.1 or later)",
                        BUILD + "/opt/php/20190902/redis.so (extension of PHP 7.4)",
                        REINSTALL + "/opt/gems/3.1.0/gems/sorbet-static-0.5.11284-x86_64-linux",
                        GO + "/opt/tools/agent (go1.22.1, github.com/acme/agent v1.8.2)");
    }

    /** What the probe sees of the files of cases, each below /opt in a folder of its own. */
    private Listing<NativeLibrary> seen(String shell, List<Case> cases, String setUp)
            throws IOException {
        Shell.needs("unshare");
        Shell.needs("python3");
        Shell.needs(shell.split(" ", -1)[0]);
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
        for (Case each : cases) {
            for (Map.Entry<String, byte[]> file : each.files().entrySet()) {
                Path path = directory.resolve(each.id()).resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
                if (!file.getKey().endsWith(".br")) {
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
        String here = "cp -r '%s'/. /opt%n".formatted(directory);
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        command.addAll(List.of(shell.split(" ", -1)));
        Shell.Answer answer =
                Shell.run(
                        NOTHING_ELSE
                                + here
                                + setUp
                                + Unhurried.of(ProbeDocument.probe())
                                        .replace("main \"$@\"", "main elf-foreign libraries"),
                        command);
        Fact<ProbeOutput> output = ProbeOutput.parse(answer.text().getBytes(UTF_8));
        assertThat(output).isInstanceOf(Known.class);
        Fact<Listing<NativeLibrary>> fact =
                ProbeSection.LIBRARIES.of(((Known<ProbeOutput>) output).value());
        assertThat(fact).isInstanceOf(Known.class);
        return ((Known<Listing<NativeLibrary>>) fact).value();
    }

    private static List<String> wanted(Case each) {
        List<String> wanted = new ArrayList<>(List.of(each.effort()));
        wanted.addAll(each.said());
        return wanted;
    }

    /** The effort, and the evidence in English without the folder of the case. */
    private static List<String> judged(Case each, Listing<NativeLibrary> seen) {
        String folder = "/opt/" + each.id() + "/";
        List<NativeLibrary> own =
                seen.stream().filter(library -> library.path().startsWith(folder)).toList();
        Arm64Effort found =
                Arm64Effort.of(
                        GuestBuilder.guest()
                                .x86()
                                .system(Fact.known(each.system()))
                                .libraries(Fact.known(Listing.of(own)))
                                .facts());
        return Stream.of(
                        Stream.of(found.effort().label()),
                        found.blockers().stream().map(text -> "blocker: " + text.english()),
                        found.reasons().stream().map(Message::english),
                        found.unseen().stream().map(text -> "not read: " + text.english()))
                .flatMap(lines -> lines)
                .map(line -> line.replace(folder, ""))
                .toList();
    }

    /**
     * A program for x86-64 that waits for ever, with this text in a segment that it may write to.
     *
     * @see <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html">program
     *     headers</a>
     */
    private static byte[] program(String data) {
        byte[] text = data.getBytes(ISO_8859_1);
        // mov eax, 34 (pause); syscall; jmp to the first.
        byte[] code = {(byte) 0xb8, 34, 0, 0, 0, 0x0f, 0x05, (byte) 0xeb, (byte) 0xf7};
        int start = 64 + 2 * 56;
        ByteBuffer file = ByteBuffer.allocate(4096 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).position(16);
        file.putShort((short) 2).putShort((short) 62).putInt(1).putLong(BASE + start);
        file.putLong(64).putLong(0).putInt(0);
        file.putShort((short) 64).putShort((short) 56).putShort((short) 2).position(64);
        segment(file, 5, 0, start + code.length);
        segment(file, 6, 4096, text.length);
        file.put(code).position(4096);
        return file.put(text).array();
    }

    private static void segment(ByteBuffer file, int flags, long at, long bytes) {
        file.putInt(1).putInt(flags).putLong(at).putLong(BASE + at).putLong(BASE + at);
        file.putLong(bytes).putLong(bytes).putLong(4096);
    }

    /** An ELF header of 64 bits, and the names of the versions of glibc that it asks for. */
    private static byte[] elf(int machine, String... glibc) {
        StringBuilder names = new StringBuilder();
        for (String version : glibc) {
            names.append("\0GLIBC_").append(version);
        }
        byte[] text = names.append('\0').toString().getBytes(ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(64 + text.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
        file.putShort(16, (short) 3).putShort(18, (short) machine).putInt(20, 1);
        file.position(64);
        file.put(text);
        // No two files alike.
        file.putInt(file.capacity() - 4, machine * 31 + Arrays.hashCode(text));
        return file.array();
    }

    private static Map<String, byte[]> files(Object... namesAndBytes) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndBytes.length; i += 2) {
            files.put((String) namesAndBytes[i], (byte[]) namesAndBytes[i + 1]);
        }
        return files;
    }

    private static Map<String, byte[]> both(Map<String, byte[]> one, Map<String, byte[]> other) {
        Map<String, byte[]> both = new LinkedHashMap<>(one);
        both.putAll(other);
        return both;
    }

    private static Map<String, byte[]> jar(String name, Object... entries) {
        return files(name, zip(entries));
    }

    private static Map<String, byte[]> jansi(String version) {
        return jar(
                "jansi-" + version + ".jar",
                "org/fusesource/jansi/internal/native/Linux/x86_64/libjansi.so",
                X86_64,
                "org/fusesource/jansi/internal/native/Linux/arm64/libjansi.so",
                AARCH64);
    }

    private static Map<String, byte[]> node(
            String name, String version, String file, byte[] content) {
        String folder = "node_modules/" + name + "/";
        return files(
                folder + "package.json",
                """
                {"name": "%s", "version": "%s"}
                """
                        .formatted(name, version)
                        .getBytes(UTF_8),
                folder + file,
                content);
    }

    private static byte[] zip(Object... namesAndBytes) {
        return zip(false, namesAndBytes);
    }

    private static byte[] stored(Object... namesAndBytes) {
        return zip(true, namesAndBytes);
    }

    private static byte[] zip(boolean stored, Object... namesAndBytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                byte[] content = (byte[]) namesAndBytes[i + 1];
                ZipEntry entry = new ZipEntry((String) namesAndBytes[i]);
                if (stored) {
                    CRC32 crc = new CRC32();
                    crc.update(content);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return bytes.toByteArray();
    }

    /** Its native is the first of 4,000 entries, whose names take more than 96 KiB. */
    private static byte[] longJar() {
        List<Object> entries = new ArrayList<>(List.of("native/liblong.so", X86_64));
        for (int i = 0; i < 4_000; i++) {
            entries.add("com/example/a/package/with/a/long/name/Generated%05d.class".formatted(i));
            entries.add(new byte[0]);
        }
        return zip(entries.toArray());
    }

    /** With the method of its only entry made one that no tool has. */
    private static byte[] method99(byte[] zip) {
        byte[] changed = zip.clone();
        String text = new String(changed, ISO_8859_1);
        for (String sign : new TreeSet<>(List.of("PK\3\4", "PK\1\2"))) {
            changed[text.indexOf(sign) + (sign.charAt(2) == 3 ? 8 : 10)] = 99;
        }
        return changed;
    }
}
