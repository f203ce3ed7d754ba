package io.muster.cli.show;

import io.muster.cli.kept.KeptFinding;
import io.muster.cli.output.Entry;
import io.muster.cli.output.Entry.About;
import io.muster.cli.output.Row;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The findings that were kept of the last scan. */
record ScanSource(List<KeptFinding> findings) implements FindingSource {

    @Override
    public Message name() {
        return Message.of("screen.in-last-scan");
    }

    @Override
    public List<Entry> byId(String id) {
        return entries(kept -> kept.finding().id().equals(id));
    }

    @Override
    public List<Entry> ofResource(String idOrName) {
        return entries(
                kept ->
                        kept.finding().resource().id().equals(idOrName)
                                || idOrName.equals(kept.name()));
    }

    @Override
    public List<Row> ofCheck(Row like) {
        return entries(
                        kept ->
                                kept.finding().check().equals(like.check())
                                        && kept.finding().status() == like.status())
                .stream()
                .map(Entry::row)
                .toList();
    }

    @Override
    public List<String> beginningWith(String id, int max) {
        return findings.stream()
                .map(kept -> kept.finding().id())
                .filter(each -> each.startsWith(id))
                .limit(max)
                .toList();
    }

    @Override
    public Set<String> resources() {
        Set<String> known = new TreeSet<>();
        for (KeptFinding kept : findings) {
            known.add(kept.finding().resource().id());
            if (kept.name() != null) {
                known.add(kept.name());
            }
        }
        return known;
    }

    private List<Entry> entries(Predicate<KeptFinding> wanted) {
        return findings.stream()
                .filter(wanted)
                .map(kept -> Entry.fresh(kept.finding(), new About(kept.name(), kept.owner())))
                .toList();
    }
}
