package io.muster.readiness.check;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checks of one run, by kind of subject, each list in the order of the ids. */
public final class Catalogue {

    private final List<Check<?>> all;
    private final Map<String, Check<?>> byId;

    private Catalogue(List<Check<?>> checks) {
        this.all =
                checks.stream()
                        .sorted(Comparator.comparing((Check<?> check) -> check.spec().id()))
                        .toList();
        this.byId = new HashMap<>();
        for (Check<?> check : all) {
            if (byId.put(check.spec().id(), check) != null) {
                throw new IllegalArgumentException("two checks are called " + check.spec().id());
            }
        }
    }

    public static Catalogue of(List<Check<?>> checks) {
        return new Catalogue(checks);
    }

    /** Every check, in the order of the ids. */
    public List<Check<?>> all() {
        return all;
    }

    public Optional<Check<?>> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Check.OfAddress> ofAddress() {
        return only(Check.OfAddress.class);
    }

    List<Check.OfInstance> ofInstance() {
        return only(Check.OfInstance.class);
    }

    List<Check.OfSnapshot> ofSnapshot() {
        return only(Check.OfSnapshot.class);
    }

    List<Check.OfVolume> ofVolume() {
        return only(Check.OfVolume.class);
    }

    List<Check.OfWorkload> ofWorkload() {
        return only(Check.OfWorkload.class);
    }

    private <C extends Check<?>> List<C> only(Class<C> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
