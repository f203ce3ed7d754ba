package io.muster.cli.configuration;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives options the defaults of a configuration file. */
public record ConfiguredDefaults(Configuration configuration) implements IDefaultValueProvider {

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? configuration.of(argument.command().name(), option.longestName()).orElse(null)
                : null;
    }

    /** Without what all records make theirs of, because picocli asks for it at each start. */
    @Override
    public String toString() {
        return "the configuration file";
    }
}
