package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.ForeignPrograms;
import io.muster.readiness.guest.ForeignPrograms.ForeignProgram;
import io.muster.readiness.guest.KernelModule;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.NativeLibrary;
import io.muster.readiness.guest.NativeLibrary.Code;
import io.muster.readiness.guest.NativeLibrary.Kind;
import io.muster.readiness.guest.NativeLibrary.Sum;
import io.muster.readiness.guest.Packages;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.guest.RunningCode.Executable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What would have to move: running code, programs on disk, packages, libraries, containers. */
class SoftwareTest {

    static final String RUNNING =
            """
            kernel	183
            exe	183	3	912	openssh-server	-	/usr/sbin/sshd
            exe	62	1	4711	-	-	/opt/node_exporter-1.1.2.linux-amd64/node_exporter
            exe	183	1	77	-	0123456789ab	/app/with	tab\\012and line
            lib	183	2	912	-	-	/opt/lib/libx.so
            owned-libraries	141
            """;

    static final String FOREIGN =
            """
            kernel	183
            elf	62	/opt/node_exporter-1.1.2.linux-amd64/node_exporter
            elf	3	/srv/old/tool
            scanned	1590	5
            partial	/srv
            """;

    static final String PACKAGES =
            """
            count	832
            openjdk-17-jre-headless	17.0.9+9-1~deb12u1	arm64	-
            libc6	-	arm64	-
            datadog-agent	1:7.50.3-1	arm64	Datadog <package@datadoghq.com>
            """;

    static final String LIBRARIES =
            """
            jar	com/sun/jna/linux-x86-64/libjnidispatch.so	/opt/app/jna.jar
            jar	META-INF/native/libnetty_transport_native_epoll_aarch_64.so	/opt/app/netty.jar
            jar	lib/libsnappy.so	/opt/app/snappy.jar
            wheel	cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64	/opt/venv/lib/python3.11/site-packages/numpy-1.26.dist-info
            node	62	/srv/web/node_modules/bcrypt/build/Release/bcrypt_lib.node
            native	62	12	/opt/vendor/lib/libthing.so
            """;

    static final String CODE =
            """
            wheel	cp311-cp311-manylinux_2_17_x86_64	/opt/venv/numpy-1.26.dist-info
            node	183	/srv/web/node_modules/leveldown/prebuilds/linux-arm64/node.napi.armv8.node
            packed	/srv/web/node_modules/chrome-aws-lambda/bin/chromium.br
            unread	/opt/app/corrupt.jar
            in	/opt/app/boot.jar!/BOOT-INF/lib/jna-5.13.0.jar
            code	183	2.17	159000	0a1b2c3d	com/sun/jna/linux-aarch64/libjnidispatch.so
            code	-	?	128000	11223344	com/sun/jna/linux-x86-64/libjnidispatch.so
            code	?	?	9	00000000	lib/libother.so
            of	net.java.dev.jna:jna:5.13.0
            in	/srv/web/node_modules/leveldown/prebuilds/linux-arm64/node.napi.armv8.node
            need	2.34
            of	leveldown@6.1.1
            """;

    static final String DOCKER =
            """
            container	0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef	sha256:aaaabbbbcccc	nginx:1.25
            image	sha256:aaaabbbbcccc	amd64
            """;

    static final String CRICTL =
            """
            {"containers":[{"id":"9f1c2d","podSandboxId":"x","metadata":{"name":"coredns","attempt":0},"image":{"image":"sha256:77","userSpecifiedImage":"coredns:v1.10"},"imageRef":"sha256:77","state":"CONTAINER_RUNNING"}]}
            """;

    static final String MODULES =
            """
            ena 151552 0 - Live 0x0
            nvidia 56000000 42 nvidia_uvm, Live 0x0 (POE)
            driver	ena	modules.dep
            driver	nvme	modules.builtin
            """;

    /** What {@link HostileOutputTest} begins with: by section and the first tool of a parser. */
    static final Map<String, List<String>> SAMPLES =
            Map.ofEntries(
                    Map.entry("executables/proc-maps", List.of(RUNNING)),
                    Map.entry("elf-foreign/elf-header", List.of(FOREIGN)),
                    Map.entry("libraries/names", List.of(LIBRARIES, CODE)),
                    Map.entry("containers/docker", List.of(DOCKER)),
                    Map.entry("containers/crictl-json", List.of(CRICTL)),
                    Map.entry("containers/proc-cgroup", List.of(DOCKER)),
                    Map.entry("modules/proc-modules", List.of(MODULES)));

    @Test
    void a_program_for_another_machine_is_told_by_its_header() {
        RunningCode running = Known.value(RunningFiles.parse(RUNNING));
        assertThat(running.kernel()).isEqualTo(Machine.AARCH64);
        Executable exporter = running.files().items().get(1);
        assertThat(exporter.machine()).isEqualTo(Machine.X86_64);
        assertThat(exporter.handInstalled()).isTrue();
        assertThat(running.kernel().runs(exporter.machine())).isFalse();
        assertThat(running.ownedLibraries()).isEqualTo(141);
        assertThat(running.files().complete()).isTrue();
    }

    @Test
    void a_name_with_tabs_and_line_breaks_is_the_last_field() {
        Executable app = Known.value(RunningFiles.parse(RUNNING)).files().items().get(2);
        assertThat(app.path()).isEqualTo("/app/with\\x09tab\\x0aand line");
        assertThat(app.container()).isEqualTo("0123456789ab");
        assertThat(app.handInstalled()).isFalse();
    }

    @Test
    void a_list_as_long_as_the_probe_tells_is_not_whole() {
        String full = RUNNING + "exe\t183\t1\t1\t-\t-\t/x\n".repeat(400);
        assertThat(Known.value(RunningFiles.parse(full)).files().complete()).isFalse();
    }

    @Test
    void foreign_programs_that_were_counted_and_not_named_are_left_out() {
        ForeignPrograms foreign = Known.value(ForeignElf.parse(FOREIGN));
        assertThat(foreign.programs().items())
                .containsExactly(
                        new ForeignProgram(
                                "/opt/node_exporter-1.1.2.linux-amd64/node_exporter",
                                Machine.X86_64),
                        new ForeignProgram("/srv/old/tool", Machine.I386));
        assertThat(foreign.scanned()).isEqualTo(1_590);
        assertThat(foreign.programs().leftOut()).isEqualTo(3);
        assertThat(foreign.partial()).containsExactly("/srv");
        assertThat(foreign.programs().complete()).isFalse();
    }

    @Test
    void packages_with_the_vendor_where_it_is_not_the_distribution() {
        Packages packages = Known.value(PackageList.parse(PACKAGES, "dpkg"));
        assertThat(packages.count()).isEqualTo(832);
        assertThat(packages.builtForMachine().items().get(1).version()).isNull();
        assertThat(packages.builtForMachine().items().getLast().vendor()).startsWith("Datadog");
        assertThat(packages.builtForMachine().items().getFirst().machine())
                .isEqualTo(Machine.AARCH64);
    }

    @Test
    void native_libraries_by_name_and_by_header() {
        var libraries = Known.value(NativeLibraries.parse(LIBRARIES));
        assertThat(libraries.stream().map(NativeLibrary::machine))
                .containsExactly(
                        Machine.X86_64,
                        Machine.AARCH64,
                        null,
                        Machine.X86_64,
                        Machine.X86_64,
                        Machine.X86_64);
        assertThat(libraries.items().getLast())
                .isEqualTo(
                        new NativeLibrary(
                                Kind.DIRECTORY,
                                "/opt/vendor/lib/libthing.so",
                                null,
                                Machine.X86_64,
                                12,
                                Code.READ));
        assertThat(libraries.complete()).isTrue();
    }

    @Test
    void what_was_read_of_a_file_stands_below_its_name() {
        var libraries = Known.value(NativeLibraries.parse(CODE));
        assertThat(libraries.complete()).isTrue();
        assertThat(libraries.items().get(1).code())
                .isEqualTo(new Code(true, "2.34", null, List.of("leveldown@6.1.1")));
        assertThat(libraries.items().subList(2, 4).stream().map(each -> each.code().read()))
                .containsExactly(false, false);
        assertThat(libraries.items().get(4))
                .isEqualTo(
                        new NativeLibrary(
                                Kind.JAR_ENTRY,
                                "/opt/app/boot.jar!/BOOT-INF/lib/jna-5.13.0.jar",
                                "com/sun/jna/linux-aarch64/libjnidispatch.so",
                                Machine.AARCH64,
                                1,
                                new Code(
                                        true,
                                        "2.17",
                                        new Sum(159_000, 0x0a1b2c3d),
                                        List.of("net.java.dev.jna:jna:5.13.0"))));
        assertThat(libraries.stream().skip(5).map(NativeLibrary::machine))
                .containsExactly(Machine.X86_64, null);
        assertThat(libraries.stream().skip(5).map(each -> each.code().read()))
                .containsExactly(false, false);
    }

    @Test
    void what_stands_below_no_name_is_unreadable() {
        assertThat(
                        Known.value(NativeLibraries.parse("of\ta:b:1\nneed\t2.17\n" + LIBRARIES))
                                .unreadable())
                .isEqualTo(2);
    }

    @Test
    void a_container_has_its_images_name_and_the_label_is_passed_over() {
        Listing<Container> containers = Known.value(ContainerInspect.parse(DOCKER));
        assertThat(containers.items().getFirst().image()).isEqualTo("nginx:1.25");
        assertThat(containers.complete()).isTrue();
    }

    @Test
    void containers_of_kubernetes_and_those_known_by_their_groups_alone() {
        Container coredns = Known.value(CrictlJson.parse(CRICTL)).items().getFirst();
        assertThat(coredns).isEqualTo(new Container("9f1c2d", "sha256:77", "coredns:v1.10"));
        assertThat(Known.value(ContainerInspect.parse("container\t0123456789ab\n")).items())
                .containsExactly(new Container("0123456789ab", null, null));
        assertThat(Known.value(ContainerInspect.parse("")).items()).isEmpty();
    }

    @Test
    void modules_with_taint_and_the_probes_drivers_passed_over() {
        Listing<KernelModule> modules = Known.value(ProcModules.parse(MODULES));
        assertThat(modules.complete()).isTrue();
        assertThat(modules.items().getFirst().outOfTree()).isFalse();
        assertThat(modules.items().getLast().outOfTree()).isTrue();
        assertThat(modules.items().getLast().taint()).isEqualTo("POE");
    }
}
