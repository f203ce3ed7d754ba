package io.muster.cli.configuration;

import io.muster.aws.client.AwsAccess;
import io.muster.cli.option.Words;
import io.muster.cli.output.Output;
import io.muster.cli.session.LanguageChoice;
import io.muster.readiness.checklist.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;

/** An option that a configuration file gives a default; its name there is in lower case. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are copies
enum DefaultOption {
    REGIONS("MUSTER_REGIONS", List.of("MUSTER_REGIONS", "AWS_REGION", "AWS_DEFAULT_REGION")),
    TABLE("MUSTER_TABLE", List.of("MUSTER_TABLE")),
    PROFILE("AWS_PROFILE", List.of("AWS_PROFILE", "AWS_ACCESS_KEY_ID")),
    LANGUAGE(LanguageChoice.VARIABLE, List.of(LanguageChoice.VARIABLE)),
    TABLE_REGION(Set.of("findings", "show", "instances", "decide", "report"), "--region"),
    ROLE_ARN(Set.of("scan", "findings", "show", "instances", "decide", "report"), "--role-arn"),
    EXTERNAL_ID(
            Set.of("scan", "findings", "show", "instances", "decide", "report"), "--external-id"),
    POLICY(Set.of("decide", "report"), "--policy"),
    SEVERITY(Set.of("scan", "findings"), "--severity"),
    FAIL_ON(Set.of("scan", "findings"), "--fail-on"),
    OUTPUT(Set.of("scan", "findings"), "--output");

    private final @Nullable String variable;
    private final List<String> deciding;
    private final Set<String> commands;
    private final String option;

    DefaultOption(String variable, List<String> deciding) {
        this.variable = variable;
        this.deciding = deciding;
        this.commands = Set.of();
        this.option = "";
    }

    DefaultOption(Set<String> commands, String option) {
        this.variable = null;
        this.deciding = List.of();
        this.commands = commands;
        this.option = option;
    }

    /** Its name in the file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The variable of the environment that says the same; empty where an option alone does. */
    Optional<String> variable() {
        return Optional.ofNullable(variable);
    }

    /** Whether the environment says something else. */
    boolean decided(Map<String, String> environment) {
        return deciding.stream().anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    }

    /** Whether it is the default of a command's option. */
    boolean isOf(String command, String name) {
        return commands.contains(command) && option.equals(name);
    }

    /**
     * Reads a value, to find out whether it is one.
     *
     * @throws IllegalArgumentException or a conversion's, with what is wrong and what it takes
     */
    void check(String value) throws Exception {
        switch (this) {
            case REGIONS, TABLE_REGION -> {
                for (String region : value.split(",", -1)) {
                    AwsAccess.knownRegion(region.strip());
                }
            }
            case SEVERITY -> {
                for (String severity : value.split(",", -1)) {
                    severity().convert(severity);
                }
            }
            case LANGUAGE -> LanguageChoice.named(key(), value);
            case FAIL_ON -> severity().convert(value);
            case OUTPUT -> new Output.Converter().convert(value);
            case TABLE, PROFILE, ROLE_ARN, EXTERNAL_ID, POLICY -> {
                // Any text; what it names is asked for, or read.
            }
        }
    }

    private static ITypeConverter<Severity> severity() {
        return new Words<>(Severity.class, "severity");
    }
}
