package io.muster.local.recorded;

import io.muster.local.front.Answer;
import io.muster.local.front.Call;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Form;
import io.muster.local.front.Simulation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * EC2, Auto Scaling and CloudWatch with what was recorded of the sample fleet: each listing by ids,
 * filters and pages, and the tags, which can be changed.
 *
 * <p>A question that asks for more than was recorded, such as a filter that is not known here, is
 * refused: an answer that passes over it would be wrong.
 */
public final class RecordedFleet implements Simulation {

    private static final Pattern TOKEN = Pattern.compile("from-(\\d{1,9})");
    private static final Pattern MEMBER =
            Pattern.compile("Filter\\.(\\d{1,4})\\.(Name|Value\\.\\d{1,4})");

    private static final Set<String> OTHERS =
            Set.of(
                    "ec2:DescribeRegions",
                    "ec2:GetInstanceMetadataDefaults",
                    "ec2:CreateTags",
                    "ec2:DeleteTags");

    private final Map<String, Map<String, List<String>>> regions = new ConcurrentHashMap<>();

    /** What was found before, until something changes: thousands of scopes ask the same. */
    private final Map<Question, List<String>> answers = new ConcurrentHashMap<>();

    /**
     * A question, whichever page of the answer it asks for.
     *
     * @param members of the request
     */
    private record Question(String region, Listing listing, Map<String, String> members) {

        static Question of(String region, Listing listing, Form form) {
            Map<String, String> members = new HashMap<>(form.fields());
            members.remove("NextToken");
            return new Question(region, listing, members);
        }
    }

    /** Puts a region's recording there, in the place of what was. */
    public void load(String region, Recording recording) {
        Map<String, List<String>> items = new ConcurrentHashMap<>();
        recording.items().forEach((section, all) -> items.put(section, List.copyOf(all)));
        regions.put(region, items);
        answers.clear();
    }

    /**
     * Sets tags of a resource.
     *
     * @param id of something that is listed with its tags
     */
    public void tag(String region, String id, Map<String, String> tags) {
        Form form = Form.of("ResourceId.1", id);
        int number = 0;
        for (Map.Entry<String, String> each : tags.entrySet()) {
            number++;
            form =
                    form.with("Tag." + number + ".Key", each.getKey())
                            .with("Tag." + number + ".Value", each.getValue());
        }
        tag(region, form, RecordedFleet::withTag);
    }

    @Override
    public boolean concerns(Call call) {
        return OTHERS.contains(call.action()) || listing(call).isPresent();
    }

    private static Optional<Listing> listing(Call call) {
        return Arrays.stream(Listing.values())
                .filter(each -> call.is(each.shape().service(), each.shape().operation()))
                .findFirst();
    }

    @Override
    public Answer answer(Call call, byte[] body) {
        Form form = Form.parse(new String(body, StandardCharsets.UTF_8));
        try {
            return switch (call.action()) {
                case "ec2:DescribeRegions" -> describeRegions();
                case "ec2:GetInstanceMetadataDefaults" ->
                        answer("GetInstanceMetadataDefaults", "<accountLevel/>");
                case "ec2:CreateTags" -> {
                    tag(call.region(), form, RecordedFleet::withTag);
                    yield answer("CreateTags", "<return>true</return>");
                }
                case "ec2:DeleteTags" -> {
                    tag(call.region(), form, (item, key, value) -> withoutTag(item, key));
                    yield answer("DeleteTags", "<return>true</return>");
                }
                default -> page(call, listing(call).orElseThrow(), form);
            };
        } catch (RefusedException refused) {
            return ErrorAnswers.error(
                    call, 400, refused.code(), String.valueOf(refused.getMessage()));
        }
    }

    private static Answer answer(String operation, String content) {
        return Answer.ofXml(
                200,
                "<%1$sResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">%2$s</%1$sResponse>"
                        .formatted(operation, content));
    }

    private Answer describeRegions() {
        return answer(
                "DescribeRegions",
                regions.keySet().stream()
                        .sorted()
                        .map(
                                name ->
                                        """
                                        <item><regionName>%1$s</regionName>\
                                        <regionEndpoint>ec2.%1$s.amazonaws.com</regionEndpoint>\
                                        <optInStatus>opt-in-not-required</optInStatus></item>"""
                                                .formatted(name))
                        .collect(Collectors.joining("", "<regionInfo>", "</regionInfo>")));
    }

    private Answer page(Call call, Listing listing, Form form) {
        refuseUnknown(listing, form);
        int size = size(listing, form.get(listing.pageSize()));
        int from = from(form.get("NextToken"));
        List<String> found =
                answers.computeIfAbsent(
                        Question.of(call.region(), listing, form),
                        asked -> found(asked.region(), listing, form));
        int to = (int) Math.min(found.size(), (long) from + size);
        String items = String.join("", found.subList(Math.min(from, to), to));
        String list = "<%1$s>%2$s</%1$s>".formatted(listing.shape().list(), items);
        String token = listing.isEc2() ? "nextToken" : "NextToken";
        String next = to < found.size() ? "<%1$s>from-%2$d</%1$s>".formatted(token, to) : "";
        String operation = listing.shape().operation();
        return listing.isEc2()
                ? answer(operation, list + next)
                : Answer.ofXml(
                        200,
                        "<%1$sResponse><%1$sResult>%2$s%3$s</%1$sResult></%1$sResponse>"
                                .formatted(operation, list, next));
    }

    private static void refuseUnknown(Listing listing, Form form) {
        form.fields()
                .forEach(
                        (member, value) -> {
                            if (!listing.understands(member, value)) {
                                throw new RefusedException(
                                        "UnsupportedOperation",
                                        "The embedded AWS cannot answer %s with %s=%s"
                                                .formatted(
                                                        listing.shape().operation(),
                                                        member,
                                                        value));
                            }
                        });
    }

    private static int size(Listing listing, @Nullable String asked) {
        if (asked == null) {
            return listing.usualPage();
        }
        try {
            int size = Integer.parseInt(asked);
            if (size >= listing.shape().least() && size <= listing.shape().most()) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as a number out of range is.
        }
        throw new RefusedException(
                listing.isEc2() ? "InvalidParameterValue" : "ValidationError",
                "The page size is outside %d to %d"
                        .formatted(listing.shape().least(), listing.shape().most()));
    }

    private static int from(@Nullable String token) {
        if (token == null) {
            return 0;
        }
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            throw new RefusedException("InvalidNextToken", "The token is not one of this service");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private List<String> items(String region, String section) {
        return regions.getOrDefault(region, Map.of()).getOrDefault(section, List.of());
    }

    private List<String> found(String region, Listing listing, Form form) {
        List<String> all = items(region, section(listing, form));
        if (listing == Listing.PREFIX_LIST && all.isEmpty()) {
            throw new RefusedException(
                    "InvalidPrefixListID.NotFound",
                    "The prefix list ID '%s' does not exist".formatted(form.get("PrefixListId")));
        }
        List<String> shown = visible(region, listing, form, all);
        List<String> named = named(listing, form, shown);
        return switch (listing) {
            case LAUNCH_TEMPLATE_VERSIONS ->
                    TemplateVersions.of(filtered(listing, form, named), form);
            case POLICIES -> ofGroup(named, form.get("AutoScalingGroupName"));
            default -> filtered(listing, form, named);
        };
    }

    private static String section(Listing listing, Form form) {
        return listing == Listing.PREFIX_LIST
                ? listing + " " + form.get("PrefixListId")
                : listing.toString();
    }

    /** Without what services of AWS run, which are hidden from who does not ask for them. */
    private List<String> visible(String region, Listing listing, Form form, List<String> all) {
        if ("true".equals(form.get("IncludeManagedResources"))) {
            return all;
        }
        Set<String> hidden = new HashSet<>();
        for (Listing each : List.of(Listing.INSTANCES, Listing.VOLUMES)) {
            items(region, each.toString()).stream()
                    .filter(item -> item.contains("<hiddenByDefault>true</hiddenByDefault>"))
                    .map(each::id)
                    .forEach(hidden::add);
        }
        return all.stream().filter(item -> !hidden.contains(listing.id(item))).toList();
    }

    private static List<String> named(Listing listing, Form form, List<String> all) {
        Listing.Ids ids = listing.ids();
        List<String> asked = ids == null ? List.of() : form.list(ids.member());
        if (ids == null || asked.isEmpty()) {
            return all;
        }
        Map<String, String> byId = new LinkedHashMap<>();
        all.forEach(item -> byId.put(listing.id(item), item));
        Set<String> unknown = new HashSet<>(asked);
        unknown.removeAll(byId.keySet());
        // A status is listed of what runs: an instance that does not run has none, and is there.
        if (!unknown.isEmpty() && ids.notFound() != null && listing != Listing.INSTANCE_STATUS) {
            throw new RefusedException(
                    ids.notFound(),
                    "The ID '%s' does not exist".formatted(String.join(", ", unknown)));
        }
        return all.stream().filter(item -> asked.contains(listing.id(item))).toList();
    }

    private static List<String> filtered(Listing listing, Form form, List<String> all) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Wanted> values = new LinkedHashMap<>();
        form.fields()
                .forEach(
                        (member, value) -> {
                            Matcher filter = MEMBER.matcher(member);
                            if (filter.matches() && filter.group(2).equals("Name")) {
                                names.put(filter.group(1), value);
                            } else if (filter.matches()) {
                                values.computeIfAbsent(filter.group(1), unused -> new Wanted())
                                        .add(value);
                            }
                        });
        Predicate<String> wanted = item -> true;
        for (Map.Entry<String, String> name : names.entrySet()) {
            Field field =
                    listing.field(name.getValue())
                            .orElseThrow(
                                    () ->
                                            new RefusedException(
                                                    "InvalidParameterValue",
                                                    "The embedded AWS knows no filter '%s' of %s"
                                                            .formatted(
                                                                    name.getValue(),
                                                                    listing.shape().operation())));
            Wanted given = values.getOrDefault(name.getKey(), new Wanted());
            wanted = wanted.and(item -> field.of(item).stream().anyMatch(given::takes));
        }
        return all.stream().filter(wanted).toList();
    }

    private static List<String> ofGroup(List<String> policies, @Nullable String group) {
        Field name = Field.of("", "AutoScalingGroupName");
        return group == null
                ? policies
                : policies.stream().filter(item -> name.of(item).contains(group)).toList();
    }

    /** What becomes of an item's tags. */
    private interface Tagging {
        String apply(String item, String key, String value);
    }

    private void tag(String region, Form form, Tagging tagging) {
        Set<String> unknown = new HashSet<>(form.list("ResourceId"));
        Map<String, List<String>> sections =
                regions.getOrDefault(region, new ConcurrentHashMap<>());
        for (Listing listing : Listing.values()) {
            if (listing.ids() != null && listing.isEc2()) {
                sections.computeIfPresent(
                        listing.toString(),
                        (section, items) -> changed(items, listing, form, tagging, unknown));
            }
        }
        answers.clear();
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    "InvalidID", "The ID '%s' is not valid".formatted(String.join(", ", unknown)));
        }
    }

    private static List<String> changed(
            List<String> items, Listing listing, Form form, Tagging tagging, Set<String> unknown) {
        List<String> ids = form.list("ResourceId");
        Function<String, String> all =
                item -> {
                    String result = item;
                    for (int tag = 1; form.get("Tag." + tag + ".Key") != null; tag++) {
                        result =
                                tagging.apply(
                                        result,
                                        String.valueOf(form.get("Tag." + tag + ".Key")),
                                        form.fields().getOrDefault("Tag." + tag + ".Value", ""));
                    }
                    return result;
                };
        List<String> changed = new ArrayList<>();
        for (String item : items) {
            String id = listing.id(item);
            unknown.remove(id);
            changed.add(ids.contains(id) && item.contains("<tagSet") ? all.apply(item) : item);
        }
        return List.copyOf(changed);
    }

    private static String withTag(String item, String key, String value) {
        String tag =
                "<item><key>%s</key><value>%s</value></item>"
                        .formatted(Xml.escaped(key), Xml.escaped(value));
        return withoutTag(item, key)
                .replace("<tagSet/>", "<tagSet></tagSet>")
                .replace("</tagSet>", tag + "</tagSet>");
    }

    private static String withoutTag(String item, String key) {
        return Pattern.compile(
                        "<item><key>%s</key>(<value>[^<]*</value>|<value/>)</item>"
                                .formatted(Pattern.quote(Xml.escaped(key))))
                .matcher(item)
                .replaceAll("");
    }
}
