package io.muster.readiness.graviton;

import static io.muster.readiness.fixture.GuestBuilder.executable;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.graviton.NativeArtifacts.Native;
import io.muster.readiness.graviton.NativeArtifacts.Versions;
import io.muster.readiness.graviton.Shortfall.Quantity;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.Kernel;
import io.muster.readiness.guest.KernelModule;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.guest.Packages;
import io.muster.readiness.guest.Packages.Installed;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/graviton.md} is written from the rules, so that it cannot say what they do not do.
 */
class GravitonPageTest {

    private static final String HOW =
            "docs/graviton.md does not say what the rules do. Write it again with: mvn test"
                    + " -pl functions/readiness -am -Dtest=GravitonPageTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.docs.write=true";

    /** When the figures and pages that the rules are from were looked at. */
    private static final String CHECKED = "2026-11-29";

    private static final String TYPES =
            "[DescribeInstanceTypes](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html)";

    private static final String GUIDE =
            "[AWS Graviton Technical Guide](https://github.com/aws/aws-graviton-getting-started)";

    private static final String LANGUAGES = "0067-languages-by-folders.md";

    private static final String DECISION = "0060-native-code-by-bytes.md";

    @Test
    void docs_graviton_md_is_what_the_rules_say() throws IOException {
        Path page = Path.of("../../docs/graviton.md");
        String rendered = page();
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(page, rendered);
        }
        assertThat(page).as(HOW).exists();
        assertThat(Files.readString(page)).as(HOW).isEqualTo(rendered);
    }

    private static String page() {
        return """
        # Graviton

        <!-- Written from the code. Change the rules, not this page. -->

        Whether each x86 instance can move to arm64, to which type, what that saves and what stands in the way: in the field
        `graviton` of each instance in the JSON of `./muster scan`, `findings` and `instances`, in `./muster show`, and in the
        finding `graviton-target`. The field's form is in [findings.schema.json](findings.schema.json). Sources were checked on
        %1$s.

        ## Verdicts
        | Verdict | Meaning |
        |---|---|
        %2$s
        What blocks is told whatever else was not seen. A host of which something was not seen is never a candidate.

        ## Which type is like for like
        arm64, of the current generation, offered in the zone, not of a family for high-performance computing, without
        accelerators, burstable like the source or not, bare metal like the source or not, and with room for the interfaces and
        volumes that are attached. By the figures of %3$s:

        | Quantity | At least | As far as |
        |---|---|---|
        %4$s
        A figure that AWS does not give for the source binds nothing; one that it gives for the source and not for the target
        fails. The setting `MUSTER_LIKE_FOR_LIKE_PERCENT` changes the 90 %%.

        Of the like-for-like types, the **cheapest** and the **newest** are named: the highest Graviton, then the cheapest, then
        by name. The **trade-off** is the type that misses the smallest shares, of those that cost less than the cheapest
        like-for-like type and less than the source. No type has fewer vCPUs or less memory than the source. [Decision
        44](decisions/0044-graviton-targets.md) says why.

        ## Prices
        Differences are of On-Demand prices with shared tenancy, for %5$d hours, in USD. Reservations, Savings Plans and private
        prices are not considered: a reservation of m5 does not apply to m8g, so a move can leave it unused. For us-east-1 Muster
        brings along the Linux prices of %6$s; where no price is known, the difference is unknown (`null`), and never estimated
        from another Region.

        | `prices` | Meaning |
        |---|---|
        %7$s
        The operating system is that of the instance's [usage
        operation](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-info-fields.html):

        | Operating system | Usage operations |
        |---|---|
        %8$s
        ## Migration plan
        `./muster report --part migration` says what each workload saves and what blocks most instances; with `--workload NAME` it
        writes the plan of the move: order with a canary, target types, image, what to do first, commands, and the way back
        ([example](migration-example.md)). As CSV it has a line for each instance, those that stay with their reasons and without a
        number. It reads the newest scans of a table, or with `--scan` AWS now. [Decision
        59](decisions/0059-migration-plan.md) says why it is as it is.

        ## Processors
        From the %9$s.

        | Processor | Generation | 32-bit programs | Kernels that do not run | Families |
        |---|---|---|---|---|
        %10$s
        A family that is not in the list gets the generation that its number would mean for m, c and r, and the finding says so.
        The families are those of AWS's guide to instance types:

        %11$s
        ## Operating systems
        The oldest releases, by the ID in os-release, as the Technical Guide has them under [operating
        systems](https://github.com/aws/aws-graviton-getting-started/blob/main/os.md). An older one blocks; of another
        distribution nothing is said.

        | Distribution | From |
        |---|---|
        %21$s
        ## Effort
        The most laborious thing decides. A host of which all was seen and none of this found is VeryLow: its packages are the
        distribution's, which has them for both processors. The guide's
        [transition guide](https://github.com/aws/aws-graviton-getting-started/blob/main/transition-guide.md) says what to do
        about each. Examples:

        | Found | Effort | Blocks |
        |---|---|---|
        %22$s
        Kernel modules that Amazon builds for both processors, [ENA and EFA](https://github.com/amzn/amzn-drivers) and the
        [client of FSx for Lustre](https://docs.aws.amazon.com/fsx/latest/LustreGuide/install-lustre-client.html), take nothing:
        %23$s.

        ## Native code
        What is in jars and in packages of Node.js is known by its bytes: the processor in the ELF header, the version of glibc that
        it needs, and whether a file for arm64 has the same name but for the processor. What public artifacts do on arm64 without
        such a file was measured on %12$s from the published artifacts, and by running them on an emulated arm64 system ([decision
        %13$s](decisions/%14$s)). Each line is for the versions from the one named to the next.

        | Artifact | From | arm64 build | On arm64 without it | Remedy |
        |---|---|---|---|---|
        %15$s
        ## .NET, PHP, Ruby and Go
        What runs of these languages, and no package of the host brought, is known by the folders that runtimes and package
        managers make: they name runtime, package and version ([decision
        %17$s](decisions/%18$s)). A library whose arm64 file lies beside it takes nothing. Each line is
        for the versions from the one named to the next; versions of an extension are those of PHP. The pages were read on %19$s.

        | Of | Name | From | On arm64 | Remedy | glibc | Source |
        |---|---|---|---|---|---|---|
        %16$s
        What no line covers:

        | Found | On arm64 |
        |---|---|
        | an application of .NET with a runtime of its own (`libcoreclr.so` beside it) | publish it for `linux-arm64` |
        | a library in `runtimes/*-x64/native` of a NuGet package, without one for arm64 | publish for `linux-arm64`; ask its vendor where the package has none |
        | a package of .NET before %20$s that is Microsoft's ([feed](https://github.com/dotnet/docs/blob/main/docs/core/install/includes/linux-install-package-manager-unsupported-architectures.md)) | install Microsoft's archive, or the distribution's package |
        | an extension of PHP ([version by its API](https://github.com/php/php-src/blob/master/Zend/zend_modules.h)) | build it again |
        | what RubyGems built, in `extensions/x86_64-linux` | install the gems again |
        | a gem for `x86_64-linux` | no arm64 build is known: replace it, or ask its vendor |
        | a program that Go has built, by the mark of its linker ([format](https://pkg.go.dev/debug/buildinfo)), with module and version from Go 1.18 on | install its arm64 build, or build it again with `GOARCH=arm64`, for speed with [Go 1.18](https://github.com/aws/aws-graviton-getting-started/blob/main/golang.md) or later |
        | a program of another language, a static one, too; one of Go where the guest has no Python | build it again |
        | a folder that every user may write to, a name without a version | build it again, as any other file |
        """
                .formatted(
                        CHECKED,
                        outcomes(),
                        TYPES,
                        quantities(),
                        Prices.HOURS_A_MONTH,
                        Prices.BUNDLED_AS_OF,
                        bases(),
                        systems(),
                        GUIDE,
                        processors(),
                        pages(),
                        NativeArtifacts.MEASURED,
                        DECISION.substring(2, 4),
                        DECISION,
                        natives(),
                        languages(),
                        LANGUAGES.substring(2, 4),
                        LANGUAGES,
                        LanguageRules.CHECKED,
                        LanguageCode.PACKAGED,
                        oldest(),
                        efforts(),
                        Arm64Effort.OF_AMAZON.stream().sorted().collect(Collectors.joining(", ")));
    }

    private static String oldest() {
        return rows(
                Arm64Systems.table().entrySet().stream()
                        .map(each -> List.of(each.getKey(), each.getValue())));
    }

    /** What guests with one thing each take, and what each outcome of native code does. */
    private static String efforts() {
        Stream<List<String>> guests =
                Stream.of(
                                guest().x86()
                                        .system(
                                                known(
                                                        new OperatingSystem(
                                                                "rhel",
                                                                List.of(),
                                                                "7.9",
                                                                "Red Hat Enterprise Linux 7.9",
                                                                null))),
                                guest().x86()
                                        .modules(seen(new KernelModule("vendor_av", 16_384, "OE"))),
                                runs(Machine.I386, null, "/opt/app/legacy"),
                                runs(Machine.X86_64, null, "/opt/app/server"),
                                guest().x86()
                                        .kernel(
                                                known(
                                                        new Kernel(
                                                                "Linux",
                                                                "4.14.355",
                                                                Machine.X86_64))),
                                runs(Machine.X86_64, "0123456789ab", "/app/server"),
                                guest().x86()
                                        .containers(
                                                seen(
                                                        new Container(
                                                                "0123456789ab", null, "shop:1"))),
                                guest().x86()
                                        .packages(
                                                known(
                                                        new Packages(
                                                                "rpm",
                                                                400,
                                                                Listing.of(
                                                                        List.of(
                                                                                new Installed(
                                                                                        "vendor-agent",
                                                                                        "7.1",
                                                                                        "x86_64",
                                                                                        "Vendor")))))))
                        .map(GravitonPageTest::effort);
        Stream<List<String>> outcomes =
                Stream.of(NativeCode.Outcome.values())
                        .map(
                                outcome ->
                                        List.of(
                                                Arm64Effort.what(outcome, "2.34")
                                                        .with("names", "...")
                                                        .english(),
                                                outcome.effort().label(),
                                                outcome.effort() == Effort.HIGH ? "yes" : ""));
        return rows(Stream.concat(guests, outcomes));
    }

    private static List<String> effort(GuestBuilder sample) {
        Arm64Effort found = Arm64Effort.of(sample.facts(), GravitonProcessor.GRAVITON5);
        List<Message> all =
                Stream.concat(found.blockers().stream(), found.reasons().stream()).toList();
        assertThat(all).hasSize(1);
        return List.of(
                all.getFirst().english(),
                found.effort().label(),
                found.blockers().isEmpty() ? "" : "yes");
    }

    private static GuestBuilder runs(Machine machine, @Nullable String container, String path) {
        return guest().x86()
                .running(
                        known(
                                new RunningCode(
                                        Machine.X86_64,
                                        Listing.of(
                                                List.of(
                                                        executable(
                                                                machine, null, container, path))),
                                        10)));
    }

    private static String languages() {
        return rows(
                LanguageRules.all().stream()
                        .map(
                                rule ->
                                        List.of(
                                                language(rule.kind()),
                                                rule.name(),
                                                rule.from().equals("0") ? "the first" : rule.from(),
                                                take(rule.take()),
                                                rule.remedy(),
                                                rule.glibc() == null ? "" : rule.glibc(),
                                                "<" + rule.source() + ">")));
    }

    private static String language(LanguageRules.Kind kind) {
        return switch (kind) {
            case RUNTIME -> ".NET";
            case NUGET -> "NuGet";
            case PHP -> "PHP";
            case GEM -> "Ruby";
        };
    }

    private static String take(LanguageRules.Take take) {
        return switch (take) {
            case INSTALL -> "install it again";
            case UPGRADE -> "upgrade";
            case ADD -> "another download";
            case ASK -> "no build is known: replace, or ask the vendor";
            case BLOCK -> "blocks: it was ended without a build";
        };
    }

    private static String natives() {
        return rows(
                NativeArtifacts.table().all().stream()
                        .flatMap(
                                artifact ->
                                        artifact.versions().stream()
                                                .map(
                                                        versions ->
                                                                List.of(
                                                                        artifact.name(),
                                                                        versions.from().equals("0")
                                                                                ? "the first"
                                                                                : versions.from(),
                                                                        build(versions),
                                                                        without(versions),
                                                                        remedy(versions)))));
    }

    private static String build(Versions versions) {
        return switch (versions.content()) {
            case PRESENT ->
                    versions.libc() == null
                            ? "yes"
                            : versions.libc().equals("any")
                                    ? "any C library"
                                    : "glibc " + versions.libc();
            case UNASKED -> "under a name that its loader does not ask for";
            case PARTLY -> "of some natives";
            case NONE -> "none";
            case ELSEWHERE -> "in another artifact";
            case INSTALLED -> "made when it is installed";
        };
    }

    private static String without(Versions versions) {
        return switch (versions.without()) {
            case BREAKS -> "fails";
            case UNKNOWN -> "not tried";
            case RUNS -> "runs as with it";
            case JAVA -> "runs in Java";
            case NIO -> "uses NIO";
            case JDK_TLS -> "uses the TLS of the JDK";
            case JDK_CIPHERS -> "uses the ciphers of the JDK";
            case JAVASCRIPT -> "runs in JavaScript";
            case OLD_SQLITE -> "runs SQLite 3.6.23.1 in Java";
            case WRONG_IDS -> "returns wrong process and user IDs";
            case ESCAPE_CODES -> "writes escape codes into pipes and files";
        };
    }

    private static String remedy(Versions versions) {
        return switch (versions.upgrade()) {
            case "" -> versions.content() == Native.PRESENT ? "" : "not known";
            case "never" -> "another product";
            case "install" -> "install it again on arm64";
            default -> versions.upgrade();
        };
    }

    private static String rows(Stream<List<String>> rows) {
        return rows.map(cells -> "| " + String.join(" | ", cells) + " |\n")
                .collect(Collectors.joining());
    }

    private static String outcomes() {
        return rows(
                Stream.of(Outcome.values())
                        .map(outcome -> List.of("`" + outcome + "`", meaning(outcome))));
    }

    private static String meaning(Outcome outcome) {
        return switch (outcome) {
            case READY -> "It runs on arm64.";
            case CANDIDATE ->
                    "It can move. `effort` says what that takes, in the words of AWS Compute Optimizer.";
            case BLOCKED -> "`blockers` names what must be solved first.";
            case NOT_APPLICABLE ->
                    "Windows, macOS, accelerators, nested virtualization, or nothing like for like: there is no automatic target.";
            case UNKNOWN ->
                    "`reasons` names what was not seen; `effort` is the least, where it is known.";
        };
    }

    private static String quantities() {
        return rows(
                Stream.of(Quantity.values())
                        .map(
                                quantity ->
                                        List.of(
                                                name(quantity),
                                                quantity.whole() ? "100 %" : "90 %",
                                                extent(quantity))));
    }

    private static String name(Quantity quantity) {
        return switch (quantity) {
            case VCPUS -> "vCPUs";
            case MEMORY -> "Memory";
            case NETWORK -> "Baseline network bandwidth, all cards together";
            case EBS_IOPS -> "Baseline EBS IOPS, all cards together";
            case EBS_THROUGHPUT -> "Baseline EBS throughput, all cards together";
            case EBS_CARD_IOPS -> "Baseline IOPS of one EBS card";
            case EBS_CARD_THROUGHPUT -> "Baseline throughput of one EBS card";
            case LOCAL_SSD -> "Local SSDs";
            case LOCAL_DISK -> "All local disks: an HDD may become an SSD, an SSD never an HDD";
        };
    }

    private static String extent(Quantity quantity) {
        return switch (quantity) {
            case VCPUS, MEMORY, NETWORK, EBS_IOPS, EBS_THROUGHPUT -> "the source has it";
            case EBS_CARD_IOPS, EBS_CARD_THROUGHPUT ->
                    "the fastest attached volume is provisioned with it";
            case LOCAL_SSD, LOCAL_DISK ->
                    "the guest has it mounted; all of it if the guest does not show its disks";
        };
    }

    private static String bases() {
        return rows(
                Stream.of(PriceBasis.values())
                        .map(
                                basis ->
                                        List.of(
                                                "`" + basis.label() + "`",
                                                basis.message().english())));
    }

    private static String systems() {
        return rows(
                Stream.of(PricedSystem.values())
                        .map(
                                system ->
                                        List.of(
                                                system.label(),
                                                system.operations().stream()
                                                        .map(operation -> "`" + operation + "`")
                                                        .collect(Collectors.joining(", ")))));
    }

    private static String processors() {
        return rows(
                Stream.of(GravitonProcessor.values())
                        .map(
                                processor ->
                                        List.of(
                                                processor.label(),
                                                Integer.toString(processor.generation()),
                                                processor.runs32Bit() ? "yes" : "no",
                                                processor
                                                        .newestRefusedKernel()
                                                        .map(series -> series + " and older")
                                                        .orElse("none"),
                                                Processors.table().values().stream()
                                                        .filter(at -> at.processor() == processor)
                                                        .map(Processors.Listed::family)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static String pages() {
        Map<String, String> families = new TreeMap<>();
        Processors.table()
                .values()
                .forEach(
                        listed ->
                                families.merge(
                                        listed.source(),
                                        listed.family(),
                                        (one, other) -> one + ", " + other));
        StringBuilder lines = new StringBuilder();
        families.forEach(
                (source, of) ->
                        lines.append(String.format(Locale.ROOT, "- <%s>: %s%n", source, of)));
        return lines.toString();
    }
}
