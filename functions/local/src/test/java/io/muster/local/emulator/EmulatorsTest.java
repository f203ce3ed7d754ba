package io.muster.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.muster.readiness.text.Message;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorsTest {

    @TempDir Path directory;

    private final List<Message> progress = new ArrayList<>();

    @Test
    void where_nothing_works_the_error_names_all_that_was_tried_and_what_to_install() {
        assertThatThrownBy(() -> start(Map.of()))
                .isInstanceOf(NoEmulatorException.class)
                .hasMessageContaining("AWS_ENDPOINT_URL: not set")
                .hasMessageContaining("no Docker engine answers at unix://")
                .hasMessageContaining("moto_server on the PATH: not found")
                .hasMessageContaining("python3 is not on the PATH")
                .hasMessageContaining("pip install 'moto[server]'")
                .hasMessageContaining("apt install python3-venv");
    }

    @Test
    void a_given_endpoint_comes_first_and_stays_when_closed() throws IOException {
        HttpServer server = HttpServer.create(loopback(), 0);
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Programs.write(bin(), "moto_server", Programs.fakeMoto());
            try (Emulator emulator = start(Map.of("AWS_ENDPOINT_URL", url))) {
                assertThat(emulator.endpoint()).isEqualTo(URI.create(url));
                assertThat(emulator.description().english()).contains(url);
            }
            try (Emulator again = start(Map.of("AWS_ENDPOINT_URL", url))) {
                assertThat(again.endpoint()).isEqualTo(URI.create(url));
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_given_endpoint_that_does_not_answer_is_an_error_and_not_replaced() throws IOException {
        Programs.write(bin(), "moto_server", Programs.fakeMoto());
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        String url = "http://127.0.0.1:" + closed;
        assertThatThrownBy(() -> start(Map.of("AWS_ENDPOINT_URL", url)))
                .isInstanceOf(NoEmulatorException.class)
                .hasMessageContaining("'" + url + "' does not answer")
                .hasMessageContaining("or unset AWS_ENDPOINT_URL");
    }

    @Test
    void aws_itself_is_refused_as_an_emulator() {
        for (String url :
                List.of(
                        "https://ec2.us-east-1.amazonaws.com",
                        "https://EC2.cn-north-1.amazonaws.com.cn/",
                        "https://ec2.us-east-1.api.aws")) {
            assertThatThrownBy(() -> start(Map.of("AWS_ENDPOINT_URL", url)))
                    .hasMessageContaining("is AWS itself");
        }
    }

    @Test
    void a_given_endpoint_that_is_no_url_is_refused() {
        for (String url : List.of("localhost:4566", "http://", "ftp://127.0.0.1", "http://a b")) {
            assertThatThrownBy(() -> start(Map.of("AWS_ENDPOINT_URL", url)))
                    .as(url)
                    .isInstanceOf(NoEmulatorException.class);
        }
    }

    @Test
    void moto_on_the_path_is_started_and_ended() throws IOException {
        Path pid = directory.resolve("pid");
        Programs.write(bin(), "moto_server", "echo $$ > '" + pid + "'\n" + Programs.fakeMoto());
        ProcessHandle process;
        try (Emulator emulator = start(Map.of())) {
            assertThat(status(emulator.endpoint())).isEqualTo(200);
            process = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
            assertThat(emulator.description().english()).contains("process " + process.pid());
        }
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_moto_that_fails_is_passed_over_and_its_output_is_kept() throws IOException {
        Programs.write(bin(), "moto_server", "echo 'No module named flask' >&2\nexit 3\n");
        assertThatThrownBy(() -> start(Map.of()))
                .hasMessageContaining("ended with status 3 before it answered")
                .hasMessageContaining("No module named flask")
                .hasMessageContaining("python3 is not on the PATH");
    }

    @Test
    void a_moto_that_never_answers_is_given_up_and_ended() throws IOException {
        Path pid = directory.resolve("pid");
        Path program =
                Programs.write(
                        bin(),
                        "moto_server",
                        "echo $$ > '" + pid + "'\necho loading\nexec tail -f /dev/null\n");
        assertThatThrownBy(
                        () ->
                                MotoServer.start(
                                        program,
                                        Map.of("PATH", "/usr/bin:/bin"),
                                        Duration.ofSeconds(1)))
                .isInstanceOf(MotoServer.DoesNotStartException.class)
                .hasMessageContaining("did not answer within");
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_executed_is_not_moto() throws IOException {
        Files.createDirectories(bin());
        Files.writeString(bin().resolve("moto_server"), "not a program");
        assertThatThrownBy(() -> start(Map.of()))
                .hasMessageContaining("moto_server on the PATH: not found");
    }

    @Test
    void moto_is_installed_into_a_private_environment_once() throws IOException {
        Path steps = directory.resolve("steps");
        writePython(steps, 0);
        Map<String, String> cache = Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString());
        try (Emulator emulator = start(cache)) {
            assertThat(status(emulator.endpoint())).isEqualTo(200);
        }
        assertThat(Files.readString(steps)).contains("-m venv").contains("moto[server]==");
        assertThat(progress).singleElement().asString().contains("installing moto in");

        Files.delete(steps);
        try (Emulator emulator = start(cache)) {
            assertThat(status(emulator.endpoint())).isEqualTo(200);
        }
        assertThat(steps).doesNotExist();
    }

    @Test
    void an_environment_whose_making_failed_is_made_anew() throws IOException {
        Path steps = directory.resolve("steps");
        Map<String, String> cache = Map.of("HOME", directory.resolve("home").toString());
        writePython(steps, 1);
        assertThatThrownBy(() -> start(cache))
                .hasMessageContaining("ended with status 1")
                .hasMessageContaining("Could not find a version");

        writePython(steps, 0);
        try (Emulator emulator = start(cache)) {
            assertThat(status(emulator.endpoint())).isEqualTo(200);
        }
        assertThat(directory.resolve("home/.cache/muster")).isDirectory();
    }

    /** A python3 whose venv module writes a python whose pip ends with this status. */
    private void writePython(Path steps, int pipStatus) throws IOException {
        Path moto = Programs.write(directory.resolve("made"), "moto_server", Programs.fakeMoto());
        Path python =
                Programs.write(
                        directory.resolve("made"),
                        "python",
                        "echo \"$@\" >> '%s'\necho 'Could not find a version'\nexit %d\n"
                                .formatted(steps, pipStatus));
        Programs.write(
                bin(),
                "python3",
                "echo \"$@\" >> '%s'\n/bin/mkdir -p \"$3/bin\"\n/bin/cp '%s' '%s' \"$3/bin\"\n"
                        .formatted(steps, python, moto));
    }

    private Emulator start(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("PATH", bin().toString());
        variables.put("DOCKER_HOST", "unix://" + directory.resolve("no-docker.sock"));
        return Emulators.start(Emulators.inOrder(variables), progress::add);
    }

    private Path bin() {
        return directory.resolve("bin");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static int status(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
