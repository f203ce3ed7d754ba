package io.muster.readiness.graviton;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.graviton.LanguageRules.Rule;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.probe.parse.NativeLibraries;
import io.muster.readiness.probe.parse.PackageList;
import io.muster.readiness.probe.parse.RunningFiles;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code of .NET, PHP, Ruby and Go that runs, from the lines that the probe prints to the words for a
 * person.
 */
class LanguageCodeTest {

    private static final OperatingSystem AMAZON_LINUX_2023 =
            new OperatingSystem("amzn", List.of("fedora"), "2023", "Amazon Linux 2023", null);

    private static final OperatingSystem AMAZON_LINUX_2 =
            new OperatingSystem("amzn", List.of("rhel"), "2", "Amazon Linux 2", null);

    private static final OperatingSystem ALPINE =
            new OperatingSystem("alpine", List.of(), "3.20.3", "Alpine Linux v3.20", null);

    private static final OperatingSystem UNLISTED =
            new OperatingSystem("arch", List.of(), null, "Arch Linux", null);

    private static final String RUNNING =
            "running files that no package installed, to build again for arm64 or ask the vendor for: ";
    private static final String FILES =
            "programs and libraries that no package installed, to build again for arm64 or ask the vendor for: ";
    private static final String REINSTALL =
            "runtimes, wheels, gems and add-ons to install again on arm64: ";
    private static final String BUILD =
            "extensions and applications to build again for arm64, or ask the vendor for: ";
    private static final String UPGRADE = "native code that fails on arm64 until it is upgraded: ";
    private static final String ADD =
            "native code that fails on arm64 until its arm64 build is used, another artifact: ";
    private static final String REPLACE =
            "native code of which no arm64 build is known, to replace or ask the vendor for: ";
    private static final String BLOCKS =
            "blocker: native code that fails on arm64 and has no arm64 build, to replace: ";
    private static final String NEWER_GLIBC =
            "arm64 libraries that the glibc of this distribution (2.26) does not load, to upgrade: ";
    private static final String GLIBC_UNKNOWN =
            "not seen: whether the glibc of this distribution loads the arm64 libraries of ";

    private static final String GO =
            "programs in Go, to build again with GOARCH=arm64 or to install as an arm64 build: ";

    private static final String FRAMEWORK = "/usr/share/dotnet/shared/Microsoft.NETCore.App/";
    private static final String GEMS = "/var/lib/gems/3.1.0/gems/";

    /**
     * What a guest has, and what that means.
     *
     * @param running lines of the section executables, but for the first
     * @param onDisk lines of the section libraries
     * @param packages lines of the section packages, but for the first
     * @param effort the least that it takes
     */
    record Case(
            String id,
            OperatingSystem system,
            List<String> running,
            List<String> onDisk,
            List<String> packages,
            String effort,
            List<String> said) {

        Case on(OperatingSystem other) {
            return new Case(id, other, running, onDisk, packages, effort, said);
        }

        Case disk(String... lines) {
            return new Case(id, system, running, List.of(lines), packages, effort, said);
        }

        Case having(String... lines) {
            return new Case(id, system, running, onDisk, List.of(lines), effort, said);
        }

        Case takes(String least, String... words) {
            return new Case(id, system, running, onDisk, packages, least, List.of(words));
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private static Case runs(String id, String... lines) {
        return new Case(
                id, AMAZON_LINUX_2023, List.of(lines), List.of(), List.of(), "VeryLow", List.of());
    }

    private static String exe(String path) {
        return "exe\t62\t1\t812\t-\t-\t" + path;
    }

    private static String lib(String path) {
        return "lib\t62\t1\t812\t-\t-\t" + path;
    }

    static Stream<Case> dotnet() {
        return Stream.of(
                runs(
                                "a runtime that exists for arm64",
                                exe("/usr/share/dotnet/dotnet"),
                                lib("/usr/share/dotnet/host/fxr/6.0.36/libhostfxr.so"),
                                lib(FRAMEWORK + "6.0.36/libcoreclr.so"),
                                lib(FRAMEWORK + "6.0.36/libclrjit.so"),
                                lib(FRAMEWORK + "6.0.36/libSystem.Native.so"))
                        .takes("Low", REINSTALL + FRAMEWORK + "6.0.36"),
                runs("a runtime before arm64", lib(FRAMEWORK + "2.1.30/libcoreclr.so"))
                        .takes("Medium", UPGRADE + FRAMEWORK + "2.1.30 (3.0 or later)"),
                runs(
                                "a preview before arm64",
                                lib(FRAMEWORK + "3.0.0-preview-27122-01/libcoreclr.so"))
                        .takes(
                                "Medium",
                                UPGRADE + FRAMEWORK + "3.0.0-preview-27122-01 (3.0 or later)"),
                runs(
                                "a runtime that is newer than the rules",
                                lib(FRAMEWORK + "11.0.0/libcoreclr.so"))
                        .takes("Medium", REPLACE + FRAMEWORK + "11.0.0"),
                runs("a glibc that is too old", lib(FRAMEWORK + "10.0.1/libcoreclr.so"))
                        .on(AMAZON_LINUX_2)
                        .takes("Medium", NEWER_GLIBC + FRAMEWORK + "10.0.1 (needs glibc 2.27)"),
                runs("a glibc that is not known", lib(FRAMEWORK + "8.0.11/libcoreclr.so"))
                        .on(UNLISTED)
                        .takes("VeryLow", GLIBC_UNKNOWN + FRAMEWORK + "8.0.11"),
                runs("Alpine, which has builds of its own", lib(FRAMEWORK + "8.0.11/libcoreclr.so"))
                        .on(ALPINE)
                        .takes("Low", REINSTALL + FRAMEWORK + "8.0.11"),
                runs(
                                "a library that is not the framework's",
                                lib(FRAMEWORK + "8.0.11/libcoreclr.so"),
                                lib(FRAMEWORK + "8.0.11/libodbc.so"))
                        .takes(
                                "Medium",
                                RUNNING + FRAMEWORK + "8.0.11/libodbc.so",
                                REINSTALL + FRAMEWORK + "8.0.11"),
                runs(
                                "a program that is called dotnet",
                                exe("/opt/tool/dotnet"),
                                lib("/opt/tool/host/fxr/8.0.1/libhostfxr.so"))
                        .takes(
                                "Medium",
                                RUNNING
                                        + "/opt/tool/dotnet, /opt/tool/host/fxr/8.0.1/libhostfxr.so"),
                runs(
                                "an application that brings its runtime",
                                exe("/opt/shop/Shop"),
                                lib("/opt/shop/libcoreclr.so"),
                                lib("/opt/shop/libe_sqlite3.so"))
                        .takes(
                                "Medium",
                                BUILD
                                        + "/opt/shop (self-contained .NET application, to publish for linux-arm64)"),
                runs(
                                "a library of NuGet",
                                lib("/opt/shop/runtimes/linux-x64/native/libgit2-a418d9d.so"))
                        .takes(
                                "Medium",
                                BUILD
                                        + "/opt/shop/runtimes/linux-x64/native/libgit2-a418d9d.so (library of a NuGet package, to publish for linux-arm64)"),
                runs(
                                "a library of NuGet whose version is known",
                                lib("/opt/shop/runtimes/linux-x64/native/librdkafka.so"))
                        .takes(
                                "Medium",
                                UPGRADE
                                        + "/opt/shop/runtimes/linux-x64/native/librdkafka.so (librdkafka.redist 2.0.1 or later)"),
                runs(
                                "a library of NuGet with its twin",
                                lib("/opt/shop/runtimes/linux-x64/native/libe_sqlite3.so"))
                        .disk(
                                "native\t183\t1\t/opt/shop/runtimes/linux-arm64/native/libe_sqlite3.so")
                        .takes("VeryLow"),
                runs(
                                "a library of NuGet with the twin of another",
                                lib("/opt/shop/runtimes/linux-x64/native/libe_sqlite3.so"))
                        .disk("native\t183\t1\t/opt/shop/runtimes/linux-arm64/native/libgit2.so")
                        .takes(
                                "Medium",
                                BUILD
                                        + "/opt/shop/runtimes/linux-x64/native/libe_sqlite3.so (library of a NuGet package, to publish for linux-arm64)"),
                runs("a package before arm64")
                        .having("dotnet-runtime-2.1\t2.1.30-1\tamd64\t-")
                        .takes("Medium", UPGRADE + "dotnet-runtime-2.1 (3.0 or later)"),
                runs("a package that Microsoft has for x86 alone")
                        .having("aspnetcore-runtime-8.0\t8.0.11-1\tamd64\t-")
                        .takes(
                                "Low",
                                REINSTALL
                                        + "aspnetcore-runtime-8.0 (Microsoft has no arm64 package of it, but an archive)"),
                runs("packages that exist for both")
                        .having(
                                "dotnet-runtime-8.0\t8.0.11-0ubuntu1~24.04.1\tamd64\t-",
                                "dotnet-runtime-10.0\t10.0.0-1\tamd64\t-")
                        .takes("VeryLow"));
    }

    static Stream<Case> php() {
        return Stream.of(
                runs("an extension by its API", lib("/usr/lib/php/20190902/redis.so"))
                        .takes(
                                "Medium",
                                BUILD + "/usr/lib/php/20190902/redis.so (extension of PHP 7.4)"),
                runs(
                                "an extension of a PHP from source",
                                lib(
                                        "/usr/local/lib/php/extensions/no-debug-non-zts-20220829/imagick.so"))
                        .takes(
                                "Medium",
                                BUILD
                                        + "/usr/local/lib/php/extensions/no-debug-non-zts-20220829/imagick.so (extension of PHP 8.2)"),
                runs("an API that no version has", lib("/usr/lib/php/20991231/new.so"))
                        .takes("Medium", BUILD + "/usr/lib/php/20991231/new.so (extension of PHP)"),
                runs("an extension of Red Hat's folders", lib("/usr/lib64/php/modules/redis.so"))
                        .takes(
                                "Medium",
                                BUILD + "/usr/lib64/php/modules/redis.so (extension of PHP)"),
                runs("a date that is no API", lib("/srv/releases/20190902/libcart.so"))
                        .takes("Medium", RUNNING + "/srv/releases/20190902/libcart.so"),
                runs(
                                "ionCube for a PHP without arm64",
                                lib("/usr/lib/php/20190902/ioncube_loader_lin_7.4.so"))
                        .takes(
                                "Medium",
                                REPLACE + "/usr/lib/php/20190902/ioncube_loader_lin_7.4.so"),
                runs("ionCube", lib("/usr/local/ioncube/ioncube_loader_lin_8.2.so"))
                        .takes(
                                "Medium",
                                ADD
                                        + "/usr/local/ioncube/ioncube_loader_lin_8.2.so (ioncube_loaders_lin_aarch64)"),
                runs("SourceGuardian", lib("/usr/lib64/php/modules/ixed.7.2.lin"))
                        .takes("Medium", REPLACE + "/usr/lib64/php/modules/ixed.7.2.lin"),
                runs("Zend Guard", lib("/usr/lib/php5/20100525/ZendGuardLoader.so"))
                        .takes("High", BLOCKS + "/usr/lib/php5/20100525/ZendGuardLoader.so"),
                runs(
                                "an agent for a PHP with arm64",
                                lib("/opt/newrelic-php5/agent/x64/newrelic-20210902.so"))
                        .takes(
                                "Medium",
                                UPGRADE
                                        + "/opt/newrelic-php5/agent/x64/newrelic-20210902.so (New Relic PHP agent 10.10.0 or later)"),
                runs(
                                "an agent for a PHP without arm64",
                                lib("/opt/newrelic-php5/agent/x64/newrelic-20190902.so"))
                        .takes(
                                "Medium",
                                REPLACE + "/opt/newrelic-php5/agent/x64/newrelic-20190902.so"));
    }

    static Stream<Case> ruby() {
        return Stream.of(
                runs(
                                "a gem for this platform",
                                lib(
                                        GEMS
                                                + "nokogiri-1.15.5-x86_64-linux/lib/nokogiri/3.1/nokogiri.so"))
                        .takes("Low", REINSTALL + GEMS + "nokogiri-1.15.5-x86_64-linux"),
                runs(
                                "a gem whose platform names the C library",
                                lib(
                                        GEMS
                                                + "sqlite3-2.5.0-x86_64-linux-gnu/lib/sqlite3/3.3/sqlite3_native.so"))
                        .takes("Low", REINSTALL + GEMS + "sqlite3-2.5.0-x86_64-linux-gnu"),
                runs(
                                "a gem that needs a newer glibc",
                                lib(
                                        GEMS
                                                + "nokogiri-1.15.5-x86_64-linux/lib/nokogiri/3.1/nokogiri.so"))
                        .on(AMAZON_LINUX_2)
                        .takes(
                                "Medium",
                                NEWER_GLIBC
                                        + GEMS
                                        + "nokogiri-1.15.5-x86_64-linux (needs glibc 2.29)"),
                runs(
                                "a gem before arm64 that has no source",
                                exe(GEMS + "sorbet-static-0.5.10456-x86_64-linux/libexec/sorbet"))
                        .takes(
                                "Medium",
                                UPGRADE
                                        + GEMS
                                        + "sorbet-static-0.5.10456-x86_64-linux (0.5.11284 or later)"),
                runs(
                                "a gem that no rule knows",
                                lib(GEMS + "acme-codec-2.1-x86_64-linux/lib/acme/codec.so"))
                        .takes("Medium", REPLACE + GEMS + "acme-codec-2.1-x86_64-linux"),
                runs(
                                "an extension that RubyGems built",
                                lib(
                                        "/var/lib/gems/3.1.0/extensions/x86_64-linux/3.1.0/bcrypt-3.1.20/bcrypt_ext.so"))
                        .takes(
                                "Low",
                                REINSTALL
                                        + "/var/lib/gems/3.1.0/extensions/x86_64-linux/3.1.0/bcrypt-3.1.20"),
                runs(
                                "a library in a gem without a platform",
                                lib(GEMS + "acme-1.0/vendor/libacme.so"))
                        .takes("Medium", RUNNING + GEMS + "acme-1.0/vendor/libacme.so"));
    }

    static Stream<Case> others() {
        return Stream.of(
                runs("a static program of which nothing tells the language", exe("/opt/app/server"))
                        .takes("Medium", RUNNING + "/opt/app/server"),
                runs("programs that Go has built", exe("/opt/app/server"), exe("/opt/tools/agent"))
                        .disk(
                                "go\tgo1.22.1\tgithub.com/acme/server\tv1.8.2\t/opt/app/server",
                                "go\tgo1.13.4\t-\t-\t/opt/tools/agent",
                                "native\t62\t1\t/opt/app/server",
                                "native\t62\t1\t/opt/tools/agent")
                        .takes(
                                "Low",
                                GO
                                        + "/opt/app/server (go1.22.1, github.com/acme/server v1.8.2), /opt/tools/agent (go1.13.4)"),
                runs("a program of an old Go", exe("/opt/app/server"))
                        .disk("go\t-\t-\t-\t/opt/app/server")
                        .takes("Low", GO + "/opt/app/server"),
                runs("a program that Go has built, beside another", exe("/opt/app/server"))
                        .disk(
                                "go\tgo1.22.1\texample.com/server\t(devel)\t/opt/app/server",
                                "native\t62\t2\t/opt/app/server")
                        .takes(
                                "Medium",
                                FILES + "/opt/app/server",
                                GO + "/opt/app/server (go1.22.1, example.com/server (devel))"),
                runs(
                                "what a package or an image brought",
                                "exe\t62\t1\t812\tdotnet-host\t-\t/usr/share/dotnet/dotnet",
                                "exe\t62\t1\t900\t-\t0123456789ab\t/usr/share/dotnet/dotnet")
                        .takes(
                                "Low",
                                "x86 programs in containers, to build or pull for arm64: /usr/share/dotnet/dotnet"),
                runs("32-bit code", "lib\t3\t1\t812\t-\t-\t" + FRAMEWORK + "6.0.36/libcoreclr.so")
                        .takes(
                                "High",
                                "blocker: 32-bit x86 programs are running, which have no arm64 build: "
                                        + FRAMEWORK
                                        + "6.0.36/libcoreclr.so"),
                runs("one file on the disk")
                        .disk("native\t62\t1\t/srv/php/20210902/redis.so")
                        .takes(
                                "Medium",
                                BUILD + "/srv/php/20210902/redis.so (extension of PHP 8.1)"),
                runs("one of several files on the disk")
                        .disk(
                                "native\t62\t7\t/opt/app/vendor/bundle/ruby/3.1.0/gems/nokogiri-1.15.5-x86_64-linux/lib/nokogiri/3.1/nokogiri.so")
                        .takes(
                                "Medium",
                                FILES
                                        + "/opt/app/vendor/bundle/ruby/3.1.0/gems/nokogiri-1.15.5-x86_64-linux/lib/nokogiri/3.1/nokogiri.so"));
    }

    /** Any user of a guest can choose a name. */
    static Stream<Case> hostile() {
        return Stream.of(
                        "/tmp/Microsoft.NETCore.App/99/libcoreclr.so",
                        "/tmp/shared/Microsoft.NETCore.App/8.0.1/libcoreclr.so",
                        "/dev/shm/shared/Microsoft.NETCore.App/8.0.1/libcoreclr.so",
                        "/opt/shared/Microsoft.NETCore.App/99/libcoreclr.so",
                        "/opt/shared/Microsoft.NETCore.App/9999999999.0.0/libcoreclr.so",
                        "/opt/shared/Microsoft.NETCore.App/8.0.1/../libcoreclr.so",
                        "/opt/shared/Microsoft.NETCore.App/8.0/libcoreclr.so",
                        "/opt/shared/microsoft.netcore.app/8.0.1/libcoreclr.so",
                        "/tmp/gems/nokogiri-1.15.5-x86_64-linux/nokogiri.so",
                        "/opt/gems/nokogiri-99999999999999999999-x86_64-linux/nokogiri.so",
                        "/opt/gems/nokogiri-x86_64-linux/nokogiri.so",
                        "/opt/extensions/x86_64-linux/3.1.0/bcrypt/bcrypt.so",
                        "/var/tmp/php/20190902/redis.so",
                        "/var/tmp/ioncube_loader_lin_8.2.so",
                        "/opt/php/201909029/redis.so",
                        "/opt/x/runtimes//native/libx.so")
                .map(path -> runs(path, lib(path)).takes("Medium", RUNNING + path));
    }

    @ParameterizedTest
    @MethodSource({"dotnet", "php", "ruby", "others", "hostile"})
    void code_takes_what_its_folder_tells(Case each) {
        List<String> wanted = new ArrayList<>(List.of(each.effort()));
        wanted.addAll(each.said());
        assertThat(judged(each)).isEqualTo(wanted);
    }

    @Test
    void a_line_feed_in_a_name_makes_no_runtime() {
        Case each =
                runs(
                        "line feed",
                        lib("/opt/a\\012/shared/Microsoft.NETCore.App/8.0.1\\012/libcoreclr.so"));
        assertThat(judged(each)).hasSize(2).first().isEqualTo("Medium");
        assertThat(judged(each).getLast()).startsWith(RUNNING).doesNotContain("\n");
    }

    @Test
    @Timeout(20)
    void a_name_of_the_greatest_length_is_judged_at_once() {
        String path = "/opt" + "/gems/a-1.1-x86_64".repeat(50);
        assertThat(judged(runs("long", lib(path)))).first().isEqualTo("Medium");
    }

    @Test
    void without_packages_no_file_is_known_to_be_of_none() {
        Arm64Effort found =
                Arm64Effort.of(
                        GuestBuilder.guest()
                                .x86()
                                .packages(Fact.missing(Fact.Why.FAILED, Message.literal("locked")))
                                .running(
                                        RunningFiles.parse(
                                                "kernel\t62\n"
                                                        + lib(FRAMEWORK + "6.0.36/libcoreclr.so")
                                                        + "\n"))
                                .facts());
        assertThat(found.unseen())
                .extracting(Message::english)
                .containsExactlyInAnyOrder("packages: locked", "packages of the running programs");
        assertThat(found.certain()).isFalse();
    }

    @Test
    void each_rule_has_a_page_and_stands_in_order() {
        Rule last = null;
        for (Rule rule : LanguageRules.all()) {
            assertThat(rule.source()).startsWith("http");
            if (last != null && last.name().equals(rule.name())) {
                assertThat(NativeArtifacts.compare(last.from(), rule.from())).isNegative();
            } else {
                assertThat(rule.from()).as(rule.name()).isEqualTo("0");
            }
            last = rule;
        }
    }

    private static List<String> judged(Case each) {
        Arm64Effort found =
                Arm64Effort.of(
                        GuestBuilder.guest()
                                .x86()
                                .system(Fact.known(each.system()))
                                .packages(
                                        PackageList.parse(
                                                lines("count\t400", each.packages()), "dpkg"))
                                .running(
                                        RunningFiles.parse(
                                                lines(
                                                        "kernel\t62\nowned-libraries\t10",
                                                        each.running())))
                                .libraries(NativeLibraries.parse(String.join("\n", each.onDisk())))
                                .facts());
        return Stream.of(
                        Stream.of(found.effort().label()),
                        found.blockers().stream().map(text -> "blocker: " + text.english()),
                        found.reasons().stream().map(Message::english),
                        found.unseen().stream().map(text -> "not seen: " + text.english()))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String lines(String first, List<String> others) {
        return Stream.concat(Stream.of(first), others.stream())
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }
}
