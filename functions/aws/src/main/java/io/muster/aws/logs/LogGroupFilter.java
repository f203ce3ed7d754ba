package io.muster.aws.logs;

import io.muster.readiness.check.Setting;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which log groups are analysed.
 *
 * @param prefixes how their names begin; none, or {@code *} alone, for any name
 * @param excluded how the names of those begin that are not
 * @param tag that they must have, as {@code key} or {@code key=value}; {@code *} for none
 */
record LogGroupFilter(
        List<String> prefixes, List<String> excluded, String tag, Set<LogClass> classes) {

    private static final String ALL = "*";

    LogGroupFilter {
        prefixes = prefixes.stream().filter(prefix -> !prefix.equals(ALL)).toList();
        excluded = List.copyOf(excluded);
        classes = Set.copyOf(classes);
    }

    static LogGroupFilter from(Map<String, String> environment) {
        return new LogGroupFilter(
                Setting.LOG_GROUP_PREFIXES.in(environment),
                Setting.LOG_GROUP_EXCLUDED.in(environment),
                Setting.LOG_GROUP_TAG.in(environment),
                Setting.LOG_GROUP_CLASSES.in(environment));
    }

    /** Whether a group is chosen as far as its name and class say. */
    boolean chooses(LogGroup group) {
        return classes.contains(group.logClass())
                && (prefixes.isEmpty() || prefixes.stream().anyMatch(group.name()::startsWith))
                && excluded.stream().noneMatch(group.name()::startsWith);
    }

    /** Whether tags have a say at all. */
    boolean byTag() {
        return !tag.equals(ALL);
    }

    /** Whether tags choose a group. */
    boolean chooses(Map<String, String> tags) {
        int equals = tag.indexOf('=');
        return !byTag()
                || (equals < 0
                        ? tags.containsKey(tag)
                        : tag.substring(equals + 1).equals(tags.get(tag.substring(0, equals))));
    }
}
