package io.muster.cli.completion;

import picocli.AutoComplete;
import picocli.CommandLine;

/** A shell for which there is a completion script. */
enum Shell {
    BASH,
    ZSH,
    FISH;

    /** The script, which completes {@code muster} as well as {@code ./muster}. */
    String script(CommandLine root) {
        return switch (this) {
            // zsh reads it through its own emulation of bash's completion, which the script loads.
            case BASH, ZSH ->
                    AutoComplete.bash("muster", root) + "complete -F _complete_muster ./muster\n";
            case FISH -> FishScript.of(root);
        };
    }
}
