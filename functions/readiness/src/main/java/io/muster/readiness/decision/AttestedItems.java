package io.muster.readiness.decision;

import io.muster.readiness.checklist.ChecklistRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The items that can be attested: those of Muster, and those that a team adds.
 *
 * @param all in the order of the rows
 */
public record AttestedItems(List<AttestedItem> all) {

    private static final AttestedItems BUILT_IN = new AttestedItems(AttestedItem.all());

    public AttestedItems {
        all = all.stream().sorted(Comparator.comparing(AttestedItem::row)).toList();
    }

    /** Those of Muster alone. */
    public static AttestedItems builtIn() {
        return BUILT_IN;
    }

    /** These and some of a team's own. */
    public AttestedItems plus(Collection<AttestedItem> own) {
        List<AttestedItem> both = new ArrayList<>(all);
        both.addAll(own);
        return new AttestedItems(both);
    }

    public Optional<AttestedItem> byId(String id) {
        return all.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** The ids, in the order of the rows. */
    public Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        all.forEach(item -> ids.add(item.id()));
        return ids;
    }

    public List<AttestedItem> of(ChecklistRow row) {
        return all.stream().filter(item -> item.row() == row).toList();
    }

    /** The items of a row that a team added, and so asks of each workload. */
    public List<AttestedItem> ownOf(ChecklistRow row) {
        return all.stream().filter(item -> item.row() == row && item.own() != null).toList();
    }
}
