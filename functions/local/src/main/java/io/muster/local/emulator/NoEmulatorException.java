package io.muster.local.emulator;

import java.util.List;
import java.util.stream.Collectors;

/** No source gave an emulator. The message names each that was tried, and what to install. */
public final class NoEmulatorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoEmulatorException(List<Tried> tried) {
        super(
                "No emulated AWS could be started. Tried, in this order:\n"
                        + tried.stream()
                                .map(one -> "  - " + one.name() + ": " + indented(one.why()))
                                .collect(Collectors.joining("\n"))
                        + "\nDo one of these:\n"
                        + tried.stream()
                                .map(one -> "  - " + one.remedy())
                                .collect(Collectors.joining("\n")));
    }

    private static String indented(String lines) {
        return lines.strip().replace("\n", "\n      ");
    }

    record Tried(String name, String why, String remedy) {}
}
