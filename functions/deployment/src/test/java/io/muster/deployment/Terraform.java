package io.muster.deployment;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Terraform in a copy of {@code infra-terraform}, with the provider at hand.
 *
 * <p>AWS's answers are made up, or come from where the given variables say.
 *
 * <p>Where there is no Terraform or no provider the test is skipped, but on a build server, which
 * is to have both, it fails. What Terraform then finds wrong fails everywhere.
 */
final class Terraform implements AutoCloseable {

    /** Names a folder of providers, laid out {@code host/hashicorp/aws/version}. */
    static final String MIRROR_VARIABLE = "MUSTER_TERRAFORM_MIRROR";

    private static final int MAX_MINUTES = 5;

    private final Path program;
    private final Path work;
    private final Path configuration;
    private final Map<String, String> variables;

    private Terraform(Path program, Path work, Path configuration, Map<String, String> variables) {
        this.program = program;
        this.work = work;
        this.configuration = configuration;
        this.variables = Map.copyOf(variables);
    }

    /**
     * Copies the configuration and brings in the provider.
     *
     * @param source the folder {@code infra-terraform}
     * @param work an empty folder
     */
    static Terraform in(Path source, Path work) {
        return in(source, work, Map.of());
    }

    /** The same with environment variables, which say where the cloud is. */
    static Terraform in(Path source, Path work, Map<String, String> variables) {
        Optional<Path> program =
                directories(System.getenv("PATH"))
                        .map(directory -> directory.resolve("terraform"))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (program.isEmpty()) {
            return absent("terraform is not on the path: install Terraform 1.10 or later");
        }
        Terraform terraform =
                new Terraform(program.get(), work, work.resolve("configuration"), variables);
        copy(source, terraform.configuration);
        Ended ended = terraform.init();
        return ended.code() == 0
                ? terraform
                : absent(
                        "the provider hashicorp/aws cannot be had; set %s to a folder that holds %s: %s"
                                .formatted(
                                        MIRROR_VARIABLE,
                                        "host/hashicorp/aws/version",
                                        ended.text()));
    }

    /** Terraform in the folder of an example, which stands beside the configuration it is of. */
    Terraform example(String name) {
        Terraform example =
                new Terraform(
                        program,
                        work.resolve(name),
                        configuration.resolve("examples").resolve(name),
                        variables);
        try {
            Files.createDirectories(example.work);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        Ended ended = example.init();
        return ended.code() == 0 ? example : fail(ended.text());
    }

    private Ended init() {
        List<String> init = new ArrayList<>(List.of("init", "-input=false", "-backend=false"));
        mirror().ifPresent(folder -> init.add("-plugin-dir=" + folder));
        return run(work.resolve("init.txt"), init);
    }

    /**
     * A command that ended.
     *
     * @param out what it printed; what it complained of is beside it
     */
    record Ended(int code, Path out) {

        /** Both, for a person. */
        String text() {
            try {
                return Files.readString(out) + Files.readString(complaints(out));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** Each writes to a file of its own, because tests of two classes run at a time. */
    Ended run(String... arguments) {
        try {
            return run(Files.createTempFile(work, "out", ".txt"), List.of(arguments));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private Ended run(Path out, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(configuration.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(complaints(out).toFile());
        // Nothing is to reach AWS but what the test says, and no state or variables of the machine
        // are to reach the test.
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("AWS_") || name.startsWith("TF_VAR_"));
        environment.remove("TF_WORKSPACE");
        environment.put("TF_DATA_DIR", work.resolve("data").toString());
        environment.put("TF_IN_AUTOMATION", "1");
        environment.put("CHECKPOINT_DISABLE", "1");
        environment.put("NO_COLOR", "1");
        environment.putAll(variables);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return fail(
                        "terraform %s did not end within %d minutes"
                                .formatted(String.join(" ", arguments), MAX_MINUTES));
            }
            return new Ended(process.exitValue(), out);
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        }
    }

    /** Terraform warns there, too, of what does not concern its answer. */
    private static Path complaints(Path out) {
        return out.resolveSibling(out.getFileName() + ".err");
    }

    /** Takes out the links to the mirror, so that deleting the folder does not follow them. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(work)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private static Terraform absent(String advice) {
        return "true".equals(System.getenv("CI")) ? fail(advice) : abort(advice);
    }

    /**
     * The folder of providers that the variable names, or the first in a usual place: where
     * Terraform itself looks, or a folder right below those for software of the machine.
     */
    private static Optional<Path> mirror() {
        String named = System.getenv(MIRROR_VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named.strip()).toAbsolutePath());
        }
        Path home = Path.of(System.getProperty("user.home"));
        Stream<Path> terraforms =
                Stream.of(
                        home.resolve(".terraform.d/plugins"),
                        home.resolve(".local/share/terraform/plugins"),
                        Path.of("/usr/local/share/terraform/plugins"),
                        Path.of("/usr/share/terraform/plugins"));
        Stream<Path> machines =
                Stream.of("/opt", "/usr/local", "/usr/local/share", "/usr/local/lib", "/srv")
                        .flatMap(place -> children(Path.of(place)));
        return Stream.concat(terraforms, machines)
                .filter(
                        folder ->
                                children(folder)
                                        .map(host -> host.resolve("hashicorp/aws"))
                                        .anyMatch(Files::isDirectory))
                .findFirst();
    }

    private static Stream<Path> children(Path folder) {
        File[] children = folder.toFile().listFiles(File::isDirectory);
        return children == null ? Stream.empty() : Stream.of(children).map(File::toPath).sorted();
    }

    private static Stream<Path> directories(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(each -> !each.isEmpty())
                .map(Path::of);
    }

    /** A copy, so that neither lock file nor state of a deployment is touched or read. */
    private static void copy(Path source, Path target) {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                boolean wanted =
                        name.endsWith(".tf")
                                || name.endsWith(".hcl")
                                || name.equals("hub.tfvars")
                                || name.endsWith(".zip")
                                || name.endsWith(".json");
                boolean local =
                        file.toString().contains(".terraform")
                                || name.equals("backend.tf")
                                || name.contains(".auto.tfvars");
                if (Files.isRegularFile(file) && wanted && !local) {
                    Path copy = target.resolve(source.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
