package io.muster.readiness.decision;

import io.muster.readiness.checklist.ChecklistRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The items that can be attested: those of Muster, and those that a team adds. */
public final class AttestedItems {

    private static final AttestedItems BUILT_IN = new AttestedItems(AttestedItem.all());

    private final List<AttestedItem> all;

    /** Of each row, made once: a report of a large fleet asks for them for every workload. */
    private final Map<ChecklistRow, List<AttestedItem>> byRow = new EnumMap<>(ChecklistRow.class);

    private final Map<ChecklistRow, List<AttestedItem>> ownByRow =
            new EnumMap<>(ChecklistRow.class);

    public AttestedItems(List<AttestedItem> all) {
        this.all = all.stream().sorted(Comparator.comparing(AttestedItem::row)).toList();
        for (ChecklistRow row : ChecklistRow.values()) {
            List<AttestedItem> some = this.all.stream().filter(item -> item.row() == row).toList();
            byRow.put(row, some);
            ownByRow.put(row, some.stream().filter(item -> item.own() != null).toList());
        }
    }

    /** In the order of the rows. */
    public List<AttestedItem> all() {
        return all;
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
        return byRow.getOrDefault(row, List.of());
    }

    /** The items of a row that a team added, and so asks of each workload. */
    public List<AttestedItem> ownOf(ChecklistRow row) {
        return ownByRow.getOrDefault(row, List.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttestedItems items && items.all.equals(all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
