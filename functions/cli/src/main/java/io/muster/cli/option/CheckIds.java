package io.muster.cli.option;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Nearest;
import java.util.Iterator;
import java.util.List;

/** The ids of all checks, for completion; and what to say of an id that is none of them. */
public final class CheckIds implements Iterable<String> {

    CheckIds() {}

    @Override
    public Iterator<String> iterator() {
        return of(BuiltInChecks.catalogue()).iterator();
    }

    public static CommandFailure unknown(String id, Catalogue catalogue) {
        return CommandFailure.usage(
                Message.of("screen.unknown-check").with("name", id),
                Nearest.to(id, of(catalogue))
                        .map(near -> Message.of("screen.did-you-mean").with("name", near))
                        .orElse(Message.of("screen.list-checks")));
    }

    private static List<String> of(Catalogue catalogue) {
        return catalogue.all().stream().map(check -> check.spec().id()).toList();
    }
}
