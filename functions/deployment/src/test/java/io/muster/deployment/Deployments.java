package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What Terraform deploys, to a cloud that is made up: by itself, for an organisation, and in
 * another account of it. It is once for all tests, because that takes Terraform half a minute.
 */
public final class Deployments implements AutoCloseable {

    private static final Path SOURCE = Path.of(System.getProperty("muster.infrastructure"));

    private final Path work;
    private final Terraform terraform;
    private final Map<String, Deployed> byRun;

    private Deployments(Path work, Terraform terraform, Map<String, Deployed> byRun) {
        this.work = work;
        this.terraform = terraform;
        this.byRun = Map.copyOf(byRun);
    }

    private static Deployments deploy() {
        try {
            Path work = Files.createTempDirectory("muster-terraform");
            Terraform terraform = Terraform.in(SOURCE, work);
            List<String> tests =
                    List.of(
                            "test",
                            "-filter=tests/deployment.tftest.hcl",
                            "-filter=tests/organization.tftest.hcl",
                            "-filter=tests/spoke.tftest.hcl");
            Terraform.Ended test =
                    terraform.run(
                            Stream.concat(tests.stream(), Stream.of("-json", "-verbose"))
                                    .toArray(String[]::new));
            assertThat(test.code())
                    .as(() -> terraform.run(tests.toArray(String[]::new)).text())
                    .isZero();
            return new Deployments(work, terraform, Deployed.byRun(test.out()));
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    /** The program, in the folder that was deployed. */
    Terraform terraform() {
        return terraform;
    }

    /** What stands where no variable is set. */
    public Deployed alone() {
        return Objects.requireNonNull(byRun.get("defaults"));
    }

    /** What stands where an organisation is looked at, in two regions. */
    public Deployed organization() {
        return Objects.requireNonNull(byRun.get("organization"));
    }

    /** What stands in another account that is looked at. */
    public Deployed spoke() {
        return Objects.requireNonNull(byRun.get("spoke"));
    }

    @Override
    public void close() {
        terraform.close();
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    /** Hands them to the constructors and methods that ask for them. */
    public static final class Once implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Deployments.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Deployments.class))
                    .computeIfAbsent(
                            Deployments.class, key -> Deployments.deploy(), Deployments.class);
        }
    }
}
