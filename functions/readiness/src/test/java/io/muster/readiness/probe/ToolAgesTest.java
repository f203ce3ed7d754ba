package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.ClockSync;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Login;
import io.muster.readiness.guest.Route;
import io.muster.readiness.guest.UnitRestarts;
import io.muster.readiness.guest.UserData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One and the same told by the tools of three Debian releases: {@code src/test/sh/record-tools.sh}
 * asked them through the probe, and at night asks again. Beside each release's answers are the
 * versions of its packages.
 */
@Tag("slow")
@ExtendWith(OneProbeAtATime.class)
class ToolAgesTest {

    /**
     * Not at night by itself: three systems come from a mirror, which may be slow or out of reach.
     */
    private static final boolean AGAIN = Boolean.getBoolean("muster.tools.again");

    private static final Map<String, String> RELEASES =
            Map.of("debian-11", "bullseye", "debian-12", "bookworm", "debian-13", "trixie");

    private static final List<String> SOCKETS =
            List.of(
                    "0.0.0.0 8080",
                    "127.0.0.1 3306",
                    "2001:db8:1234:5678:9abc:def0:1234:5678 8443",
                    "::1 8053",
                    "fe80::7a:45ff:fe3a:8020 53");

    @TempDir private Path directory = Path.of("");

    static Stream<Path> answers() {
        return answersIn(Shell.here("src/test/resources/tools"));
    }

    private static Stream<Path> answersIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".out"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void a_recorded_answer_is_understood(Path answer) {
        understood(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian-11", "debian-12", "debian-13"})
    void the_tools_of_a_release_still_answer_so(String release) throws IOException {
        assertThat(again("record-tools.sh", release))
                .isNotEmpty()
                .allSatisfy(ToolAgesTest::understood);
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian-11", "debian-12", "debian-13"})
    void the_ntpq_of_a_release_still_answers_so(String release) throws IOException {
        assertThat(again("record-ntpq.sh", release))
                .isNotEmpty()
                .allSatisfy(ToolAgesTest::understood);
    }

    private Stream<Path> again(String script, String release) throws IOException {
        assumeTrue(AGAIN, "makes a Debian system from a mirror: -Pnightly");
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
        Shell.needs("debootstrap");
        Shell.needs("python3");
        Path probe = Files.writeString(directory.resolve("probe.sh"), ProbeDocument.probe());
        Path out = directory.resolve(release);

        Shell.Answer answer =
                Shell.run(
                        "",
                        "sh",
                        Shell.here("src/test/sh/" + script).toString(),
                        probe.toString(),
                        Objects.requireNonNull(RELEASES.get(release)),
                        directory.resolve("root").toString(),
                        out.toString());

        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answersIn(out);
    }

    private static void understood(Path answer) {
        String name = answer.getFileName().toString();
        ProbeOutput output = known(ProbeOutput.parse(bytes(answer)));
        GuestFacts guest = GuestReader.read(output);
        switch (name.substring(0, name.indexOf('-'))) {
            case "listeners" -> sockets(known(guest.network().listeners()), name.contains("-cut"));
            case "routes" -> routes(known(guest.network().routes()), name.contains("-gateway-"));
            case "logins" -> logins(known(guest.logs().logins()), guest.run().probedAt());
            case "clock" -> clock(known(guest.vitals().clock()), name);
            case "storage" -> assertThat(known(guest.storage().blockDevices()).complete()).isTrue();
            case "units" -> units(known(guest.vitals().restarts()));
            case "userdata" -> userData(known(guest.vitals().userData()), name);
            default -> throw new AssertionError("an answer to what is not asked: " + name);
        }
    }

    private static void sockets(Listing<Listener> listeners, boolean cut) {
        List<String> seen =
                listeners.stream()
                        .map(one -> one.address() + " " + one.port())
                        .sorted()
                        .collect(Collectors.toList());
        if (cut) {
            assertThat(listeners.complete()).isFalse();
            assertThat(SOCKETS).containsAll(seen);
        } else {
            assertThat(listeners.complete()).isTrue();
            assertThat(seen).isEqualTo(SOCKETS);
        }
    }

    private static void routes(Listing<Route> routes, boolean gateway) {
        assertThat(routes.complete()).isTrue();
        assertThat(routes.stream().filter(Route::isDefault).map(Route::gateway))
                .isEqualTo(gateway ? List.of("10.9.0.1") : List.of());
    }

    /** The log-in was a second after midnight of the day on which the probe asked. */
    private static void logins(Listing<Login> logins, Instant probedAt) {
        assertThat(logins.complete()).isTrue();
        assertThat(logins).hasSize(1);
        Login login = logins.items().getFirst();
        assertThat(login.user()).isEqualTo("deploy");
        assertThat(login.from()).isEqualTo("203.0.113.9");
        Instant at = login.at();
        assertThat(at).isNotNull();
        assertThat(Objects.requireNonNull(at).atOffset(ZoneOffset.UTC).toLocalDate())
                .isEqualTo(probedAt.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    /** An ntpd that follows a server 400 ms ahead, one of several, one whose address is long. */
    private static void clock(ClockSync clock, String name) {
        switch (name) {
            case "clock-own.out" ->
                    assertThat(clock.withItself() || Boolean.FALSE.equals(clock.synchronised()))
                            .isTrue();
            case "clock-ntpq-itself.out" -> assertThat(clock.withItself()).isTrue();
            case "clock-ntpq-contradiction.out", "clock-ntpq-silent.out" ->
                    assertThat(clock).isEqualTo(new ClockSync(false, null, null, true));
            case "clock-ntpq-servers.out" -> follows(clock, "10\\.9\\.0\\.[234]", 0);
            case "clock-ntpq-far.out" -> follows(clock, "10\\.9\\.0\\.5", .4);
            case "clock-ntpq-address.out" -> follows(clock, "null", 0);
            default -> throw new AssertionError("a clock of which nothing is known: " + name);
        }
    }

    private static void follows(ClockSync clock, String source, double offsetSeconds) {
        assertThat(clock.synchronised()).isTrue();
        assertThat(String.valueOf(clock.source())).matches(source);
        assertThat(clock.offsetSeconds()).isCloseTo(offsetSeconds, within(.05));
    }

    /** Two services end for ever, one of them well; one gave up, and one never ended. */
    private static void units(Listing<UnitRestarts> units) {
        assertThat(units.complete()).isTrue();
        Map<String, UnitRestarts> byName =
                units.stream().collect(Collectors.toMap(UnitRestarts::unit, one -> one));
        assertThat(byName).containsKeys("loops.service", "ends-well.service");
        assertThat(byName).doesNotContainKeys("steady.service", "fails-once.service");
        assertThat(Objects.requireNonNull(byName.get("loops.service")).restarts()).isPositive();
        assertThat(Objects.requireNonNull(byName.get("loops.service")).always()).isTrue();
    }

    /** Of a script whose first line is blank cloud-init says that it failed. */
    private static void userData(UserData data, String name) {
        assertThat(data.finished()).isTrue();
        assertThat(data.logRead()).isTrue();
        assertThat(data.errors().stream().map(UserData.StageError::stage))
                .isEqualTo(
                        name.contains("-failed") || name.contains("-blank")
                                ? List.of("modules-final")
                                : List.of());
        assertThat(data.notUnderstood())
                .isEqualTo(
                        switch (name) {
                            case "userdata-unknown.out" -> List.of("text/x-not-multipart");
                            case "userdata-yaml.out" -> List.of("text/cloud-config");
                            default -> List.of();
                        });
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static <T> T known(Fact<T> fact) {
        assertThat(fact).isInstanceOf(Known.class);
        return ((Known<T>) fact).value();
    }
}
