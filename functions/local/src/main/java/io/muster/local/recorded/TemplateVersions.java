package io.muster.local.recorded;

import io.muster.local.front.Form;
import java.util.List;
import java.util.function.Predicate;

/** Which versions of launch templates a request asks for. */
final class TemplateVersions {

    private static final Field ID = Field.of("", "launchTemplateId");
    private static final Field NAME = Field.of("", "launchTemplateName");
    private static final Field NUMBER = Field.of("", "versionNumber");
    private static final Field DEFAULT = Field.of("", "defaultVersion");

    private TemplateVersions() {}

    /**
     * Versions of all templates, or of one.
     *
     * @param all every version of every template, in the order of their numbers
     */
    static List<String> of(List<String> all, Form form) {
        String id = form.get("LaunchTemplateId");
        String name = form.get("LaunchTemplateName");
        List<String> some =
                all.stream()
                        .filter(item -> id == null || ID.of(item).contains(id))
                        .filter(item -> name == null || NAME.of(item).contains(name))
                        .toList();
        boolean one = id != null || name != null;
        if (one && some.isEmpty()) {
            throw new RefusedException(
                    id == null
                            ? "InvalidLaunchTemplateName.NotFoundException"
                            : "InvalidLaunchTemplateId.NotFound",
                    "The specified launch template does not exist");
        }
        List<String> versions = form.list("LaunchTemplateVersion");
        if (versions.isEmpty()) {
            return some;
        }
        List<String> found = some.stream().filter(item -> asked(item, some, versions)).toList();
        for (String version : versions) {
            if (one && !version.startsWith("$") && found.stream().noneMatch(is(version))) {
                throw new RefusedException(
                        "InvalidLaunchTemplateId.VersionNotFound",
                        "Could not find the launch template version " + version);
            }
        }
        return found;
    }

    private static boolean asked(String item, List<String> all, List<String> versions) {
        boolean latest =
                all.stream()
                        .filter(each -> ID.of(each).equals(ID.of(item)))
                        .toList()
                        .getLast()
                        .equals(item);
        return versions.contains(NUMBER.of(item).getFirst())
                || (versions.contains("$Latest") && latest)
                || (versions.contains("$Default") && DEFAULT.of(item).contains("true"));
    }

    private static Predicate<String> is(String version) {
        return item -> NUMBER.of(item).contains(version);
    }
}
