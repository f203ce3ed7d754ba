package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.guest.Host;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.guest.Processor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** uname, /proc/version, os-release and its forerunners, hostnamectl, lscpu and /proc/cpuinfo. */
class IdentityTest {

    static final String UNAME_RMPO = "4.14.256-197.484.amzn2.aarch64 aarch64 aarch64 GNU/Linux\n";

    static final String UNAME_A =
            "Linux 10.2 6.1.0-18-cloud-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)"
                    + " x86_64 GNU/Linux\n";

    static final String PROC_VERSION =
            "Linux version 4.14.256-197.484.amzn2.aarch64 (mockbuild@ip-10-0-44-229) (gcc version"
                    + " 7.3.1 20180712 (Red Hat 7.3.1-13) (GCC)) #1 SMP Tue Nov 30 00:17:50 UTC"
                    + " 2021\n";

    static final String AMAZON_LINUX_2023 =
            """
            NAME="Amazon Linux"
            VERSION="2023"
            ID="amzn"
            ID_LIKE="fedora"
            VERSION_ID="2023"
            PLATFORM_ID="platform:al2023"
            PRETTY_NAME="Amazon Linux 2023.6.20241010"
            ANSI_COLOR="0;33"
            SUPPORT_END="2029-06-30"
            """;

    static final String ROCKY_9 =
            """
            NAME="Rocky Linux"
            VERSION="9.3 (Blue Onyx)"
            ID="rocky"
            ID_LIKE="rhel centos fedora"
            VERSION_ID="9.3"
            PRETTY_NAME="Rocky Linux 9.3 (Blue Onyx)"
            """;

    static final String DEBIAN_SID =
            """
            PRETTY_NAME="Debian GNU/Linux trixie/sid"
            NAME="Debian GNU/Linux"
            ID=debian
            HOME_URL="https://www.debian.org/"
            """;

    static final String CENTOS_6 = "CentOS release 6.10 (Final)\n";

    static final String HOSTNAMECTL_AL2 =
            """
               Static hostname: ip-172-31-5-9.eu-central-1.compute.internal
                     Icon name: computer-vm
                       Chassis: vm
                Virtualization: kvm
              Operating System: Amazon Linux 2
                   CPE OS Name: cpe:2.3:o:amazon:amazon_linux:2
                        Kernel: Linux 4.14.256-197.484.amzn2.aarch64
                  Architecture: arm64
            """;

    static final String HOSTNAMECTL_UBUNTU_24 =
            """
             Static hostname: (unset)
            Transient hostname: web-1
                   Icon name: computer-vm
                     Chassis: vm 🖴
              Virtualization: amazon
            Operating System: Ubuntu 24.04.1 LTS
                      Kernel: Linux 6.8.0-1018-aws
                Architecture: x86-64
             Hardware Vendor: Amazon EC2
            """;

    static final String FILES_GRAVITON =
            """
            machine:aarch64
            /etc/os-release:PRETTY_NAME="Amazon Linux 2023.6.20241010"
            /etc/os-release:CPE_NAME="cpe:2.3:o:amazon:amazon_linux:2023"
            /etc/hostname:ip-10-0-0-10.eu-central-1.compute.internal
            /proc/sys/kernel/hostname:ip-10-0-0-10
            /proc/sys/kernel/osrelease:6.1.112-122.189.amzn2023.aarch64
            sys_vendor:Amazon EC2
            product_name:m7g.large
            chassis_type:1
            """;

    static final String FILES_METAL =
            """
            machine:x86_64
            /proc/sys/kernel/hostname:big
            sys_vendor:Amazon EC2
            product_name:m7i.metal-24xl
            chassis_type:23
            """;

    static final String FILES_XEN =
            """
            machine:x86_64
            /etc/hostname:old
            /sys/hypervisor/type:xen
            sys_vendor:Xen
            product_name:HVM domU
            chassis_type:1
            """;

    static final String FILES_CONTAINER =
            """
            machine:x86_64
            /.dockerenv
            /etc/os-release:PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
            sys_vendor:Amazon EC2
            """;

    static final String LSCPU_GRAVITON =
            """
            Architecture:        aarch64
            Byte Order:          Little Endian
            CPU(s):              4
            On-line CPU(s) list: 0-3
            Vendor ID:           ARM
            Model name:          Neoverse-N1
            """;

    static final String LSCPU_INDENTED =
            """
            Architecture:                         x86_64
              CPU op-mode(s):                     32-bit, 64-bit
            CPU(s):                               2
            Vendor ID:                            GenuineIntel
              Model name:                         Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz
            Virtualization features:
              Hypervisor vendor:                  KVM
            """;

    static final String CPUINFO_ARM =
            """
            processor	: 0
            BogoMIPS	: 243.75
            CPU implementer	: 0x41
            CPU architecture: 8
            CPU variant	: 0x3
            CPU part	: 0xd0c

            processor	: 1
            processor	: 2
            """;

    static final String CPUINFO_X86 =
            """
            processor	: 0
            vendor_id	: AuthenticAMD
            model name	: AMD EPYC 7571
            flags		: fpu vme de lm nx
            """;

    /** What {@link HostileOutputTest} begins with: by section and the first tool of a parser. */
    static final Map<String, List<String>> SAMPLES =
            Map.ofEntries(
                    Map.entry("uname/uname", List.of(UNAME_RMPO, UNAME_A)),
                    Map.entry("proc-version/cat", List.of(PROC_VERSION)),
                    Map.entry(
                            "hostnamectl/hostnamectl",
                            List.of(HOSTNAMECTL_AL2, HOSTNAMECTL_UBUNTU_24)),
                    Map.entry(
                            "hostnamectl/host-files",
                            List.of(FILES_GRAVITON, FILES_METAL, FILES_XEN, FILES_CONTAINER)),
                    Map.entry("lscpu/lscpu", List.of(LSCPU_GRAVITON, LSCPU_INDENTED)),
                    Map.entry("lscpu/cpuinfo", List.of(CPUINFO_ARM, CPUINFO_X86)),
                    Map.entry(
                            "os-release/os-release",
                            List.of(AMAZON_LINUX_2023, ROCKY_9, DEBIAN_SID)),
                    Map.entry("os-release/release-file", List.of(CENTOS_6)));

    @Test
    void an_arm64_kernel_of_amazon_linux_2() {
        assertThat(Known.value(Uname.parse(UNAME_RMPO)))
                .isEqualTo(new Kernel("Linux", "4.14.256-197.484.amzn2.aarch64", Machine.AARCH64));
        assertThat(Machine.AARCH64.architecture()).isEqualTo(Architecture.ARM64);
    }

    @Test
    void a_host_name_and_a_build_that_look_like_releases_are_not_the_release() {
        assertThat(Known.value(Uname.parse(UNAME_A)))
                .isEqualTo(new Kernel("Linux", "6.1.0-18-cloud-amd64", Machine.X86_64));
    }

    @Test
    void the_order_of_the_probes_own_call() {
        assertThat(Known.value(Uname.parse("Linux 6.18.44 x86_64 unknown GNU/Linux\n")).machine())
                .isEqualTo(Machine.X86_64);
        assertThat(Known.value(Uname.parse("Linux 5.10.0 armv7l GNU/Linux\n")).machine())
                .isEqualTo(Machine.ARM);
        assertThat(Known.detail(Uname.parse("sh: uname: not found\n"))).startsWith("FAILED");
    }

    @Test
    void proc_version_names_the_release_and_with_luck_the_machine() {
        Kernel kernel = Known.value(ProcVersion.parse(PROC_VERSION));
        assertThat(kernel.release()).isEqualTo("4.14.256-197.484.amzn2.aarch64");
        assertThat(kernel.machine()).isEqualTo(Machine.AARCH64);
        assertThat(
                        Known.value(ProcVersion.parse("Linux version 5.15.0-91-generic (b)\n"))
                                .machine())
                .isEqualTo(Machine.OTHER);
    }

    @Test
    void os_release_with_an_end_of_support() {
        assertThat(Known.value(OsRelease.parse(AMAZON_LINUX_2023)))
                .isEqualTo(
                        new OperatingSystem(
                                "amzn",
                                List.of("fedora"),
                                "2023",
                                "Amazon Linux 2023.6.20241010",
                                LocalDate.of(2029, 6, 30)));
    }

    @Test
    void a_derived_distribution_knows_its_family() {
        OperatingSystem rocky = Known.value(OsRelease.parse(ROCKY_9));
        assertThat(rocky.idLike()).contains("rhel").doesNotContain("debian");
    }

    @Test
    void a_rolling_distribution_has_no_version() {
        assertThat(Known.value(OsRelease.parse(DEBIAN_SID)).versionId()).isNull();
        assertThat(Known.detail(OsRelease.parse("\u0000\u0001\n"))).startsWith("FAILED");
    }

    @Test
    void release_files_from_before_os_release() {
        OperatingSystem centos = Known.value(ReleaseFile.parse(CENTOS_6));
        assertThat(centos.id()).isEqualTo("centos");
        assertThat(centos.versionId()).isEqualTo("6.10");
        assertThat(Known.value(ReleaseFile.parse("3.18.4\n")).versionId()).isEqualTo("3.18.4");
    }

    @Test
    void hostnamectl_of_systemd_219() {
        assertThat(Known.value(Hostnamectl.parse(HOSTNAMECTL_AL2)))
                .isEqualTo(
                        new Host(
                                "ip-172-31-5-9.eu-central-1.compute.internal",
                                "vm",
                                "kvm",
                                "Amazon Linux 2",
                                "cpe:2.3:o:amazon:amazon_linux:2",
                                "Linux 4.14.256-197.484.amzn2.aarch64",
                                Machine.AARCH64));
    }

    @Test
    void hostnamectl_with_a_picture_and_without_a_static_name() {
        Host host = Known.value(Hostnamectl.parse(HOSTNAMECTL_UBUNTU_24));
        assertThat(host.name()).isEqualTo("web-1");
        assertThat(host.chassis()).isEqualTo("vm");
        assertThat(host.virtualization()).isEqualTo("amazon");
        assertThat(host.machine()).isEqualTo(Machine.X86_64);
    }

    @Test
    void the_files_of_an_instance_say_what_hostnamectl_would() {
        assertThat(Known.value(HostFiles.parse(FILES_GRAVITON)))
                .isEqualTo(
                        new Host(
                                "ip-10-0-0-10.eu-central-1.compute.internal",
                                "vm",
                                "amazon",
                                "Amazon Linux 2023.6.20241010",
                                "cpe:2.3:o:amazon:amazon_linux:2023",
                                "Linux 6.1.112-122.189.amzn2023.aarch64",
                                Machine.AARCH64));
    }

    @Test
    void bare_metal_is_a_server_though_its_firmware_is_of_ec2() {
        Host metal = Known.value(HostFiles.parse(FILES_METAL));
        assertThat(metal.virtualization()).isNull();
        assertThat(metal.chassis()).isEqualTo("server");
        assertThat(metal.name()).isEqualTo("big");
    }

    @Test
    void xen_is_known_by_its_firmware_or_without_one() {
        assertThat(Known.value(HostFiles.parse(FILES_XEN)).virtualization()).isEqualTo("xen");
        String paravirtual = FILES_XEN.replaceAll("(?m)^(sys_vendor|product_name).*\\n", "");
        assertThat(Known.value(HostFiles.parse(paravirtual)).chassis()).isEqualTo("vm");
    }

    @ParameterizedTest
    @CsvSource({
        "/.dockerenv,docker",
        "/run/.containerenv,podman",
        "/run/systemd/container:lxc,lxc"
    })
    void a_container_is_one_whatever_the_firmware_says(String mark, String engine) {
        Host container = Known.value(HostFiles.parse(FILES_CONTAINER.replace("/.dockerenv", mark)));
        assertThat(container.chassis()).isEqualTo("container");
        assertThat(container.virtualization()).isEqualTo(engine);
    }

    @Test
    void the_owner_of_a_machine_says_what_its_chassis_is() {
        String told = FILES_GRAVITON + "/etc/machine-info:CHASSIS=\"server\"\n";
        assertThat(Known.value(HostFiles.parse(told)).chassis()).isEqualTo("server");
    }

    @Test
    void files_without_a_machine_are_not_understood() {
        assertThat(Known.detail(HostFiles.parse("grep: not found\n"))).startsWith("FAILED");
    }

    @Test
    void lscpu_flat_and_indented() {
        assertThat(Known.value(Lscpu.parse(LSCPU_GRAVITON)))
                .isEqualTo(new Processor(Machine.AARCH64, 4, "Neoverse-N1", "ARM", null));
        Processor intel = Known.value(Lscpu.parse(LSCPU_INDENTED));
        assertThat(intel.model()).startsWith("Intel(R) Xeon(R)");
        assertThat(intel.hypervisor()).isEqualTo("KVM");
    }

    @Test
    void cpuinfo_of_arm_and_of_x86() {
        assertThat(Known.value(CpuInfo.parse(CPUINFO_ARM)))
                .isEqualTo(new Processor(Machine.AARCH64, 3, "Neoverse-N1", "ARM", null));
        assertThat(Known.value(CpuInfo.parse(CPUINFO_X86)).machine()).isEqualTo(Machine.X86_64);
    }

    @Test
    void machines_run_what_they_can() {
        assertThat(Machine.X86_64.runs(Machine.I386)).isTrue();
        assertThat(Machine.AARCH64.runs(Machine.X86_64)).isFalse();
        assertThat(Machine.AARCH64.runs(Machine.ARM)).isFalse();
        assertThat(Machine.ofElf(183)).isEqualTo(Machine.AARCH64);
    }
}
