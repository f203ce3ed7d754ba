package io.muster.local.emulator;

import io.muster.readiness.text.ExplainedException;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;

/** No source gave an emulator. The messages name each that was tried, and what to install. */
public final class NoEmulatorException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    NoEmulatorException(List<Tried> tried) {
        super(Message.of("screen.no-emulator"), next(tried), null);
    }

    private static Message next(List<Tried> tried) {
        List<Message> lines = new ArrayList<>();
        lines.add(Message.of("screen.no-emulator-tried"));
        tried.forEach(
                one -> {
                    List<Message> why = one.why().parts();
                    lines.add(
                            Message.of("screen.emulator-tried")
                                    .with("name", one.name())
                                    .with("why", why.getFirst()));
                    why.stream()
                            .skip(1)
                            .map(line -> Message.literal("    " + line.english()))
                            .forEach(lines::add);
                });
        lines.add(Message.of("screen.no-emulator-next"));
        tried.forEach(
                one -> lines.add(Message.of("screen.emulator-do").with("what", one.remedy())));
        return Message.all(lines, "\n");
    }

    record Tried(Message name, Message why, Message remedy) {}
}
