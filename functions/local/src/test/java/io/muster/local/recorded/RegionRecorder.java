package io.muster.local.recorded;

import io.muster.local.addition.HiddenTags;
import io.muster.local.front.Answer;
import io.muster.local.front.AnswerXml;
import io.muster.local.front.Call;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;

/**
 * Writes down what a region of an emulator answers, as {@link Recording} reads it.
 *
 * @param loadedAt the moment that the fleet's times count back from
 * @param since when the emulator began to make it, by its own clock
 */
public record RegionRecorder(URI endpoint, String region, Instant loadedAt, Instant since) {

    private static final Pattern TIME =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\d)([T ])(\\d\\d:\\d\\d:\\d\\d)((?:\\.\\d+)?(?:Z|\\+00:00)?)");

    /**
     * The whole recording.
     *
     * @param fleet the digest of the fleet
     * @param templates names of its launch templates
     */
    public String record(String fleet, List<String> templates)
            throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(Recording.FLEET + fleet + "\n");
        keys().forEach((key, id) -> text.append(Recording.KEY + id + " " + key + "\n"));
        Map<String, List<String>> sections = new LinkedHashMap<>();
        for (Listing listing : Listing.values()) {
            switch (listing) {
                case PREFIX_LIST -> {
                    for (String id :
                            prefixLists(sections.getOrDefault("SECURITY_GROUPS", List.of()))) {
                        sections.put(
                                listing + " " + id, items(listing, Map.of("PrefixListId", id)));
                    }
                }
                case LAUNCH_TEMPLATE_VERSIONS -> {
                    List<String> versions = new ArrayList<>();
                    for (String name : templates) {
                        versions.addAll(items(listing, Map.of("LaunchTemplateName", name)));
                    }
                    sections.put(listing.toString(), versions);
                }
                default -> sections.put(listing.toString(), items(listing, more(listing)));
            }
        }
        keepWhatIsAsked(sections);
        sections.forEach(
                (section, items) -> {
                    text.append(Recording.SECTION).append(section).append('\n');
                    items.forEach(item -> text.append(marked(item)).append('\n'));
                });
        return text.toString();
    }

    private static Map<String, String> more(Listing listing) {
        return switch (listing) {
            case SNAPSHOTS, IMAGES -> Map.of("Owner.1", "self");
            case OFFERINGS -> Map.of("LocationType", "availability-zone");
            case ALARMS -> Map.of("AlarmTypes.member.1", "MetricAlarm");
            case INSTANCES, INSTANCE_STATUS, VOLUMES, VOLUME_STATUS ->
                    Map.of("IncludeManagedResources", "true");
            default -> Map.of();
        };
    }

    /** Of the types, which are the same whatever the fleet, what a scan of this one asks for. */
    private static void keepWhatIsAsked(Map<String, List<String>> sections) {
        Field type = Field.any("", "instanceType");
        Set<String> inUse = new HashSet<>();
        sections.getOrDefault("INSTANCES", List.of()).forEach(item -> inUse.addAll(type.of(item)));
        Set<String> kept = new HashSet<>();
        sections.computeIfPresent(
                "INSTANCE_TYPES",
                (section, items) ->
                        items.stream()
                                .filter(
                                        item ->
                                                inUse.contains(Listing.INSTANCE_TYPES.id(item))
                                                        || currentArm64(item))
                                .peek(item -> kept.add(Listing.INSTANCE_TYPES.id(item)))
                                .toList());
        sections.computeIfPresent(
                "OFFERINGS",
                (section, items) ->
                        items.stream()
                                .filter(item -> kept.contains(Listing.OFFERINGS.id(item)))
                                .toList());
    }

    private static boolean currentArm64(String item) {
        Listing types = Listing.INSTANCE_TYPES;
        return types.field("processor-info.supported-architecture")
                        .orElseThrow()
                        .of(item)
                        .contains("arm64")
                && types.field("current-generation").orElseThrow().of(item).contains("true");
    }

    private static Set<String> prefixLists(List<String> groups) {
        Field id = Field.any("", "prefixListId");
        Set<String> ids = new TreeSet<>();
        groups.forEach(item -> ids.addAll(id.of(item)));
        return ids;
    }

    private Map<String, String> keys() throws IOException, InterruptedException {
        Map<String, String> keys = new TreeMap<>();
        Map<String, String> filter =
                Map.of("Filter.1.Name", "key", "Filter.1.Value.1", HiddenTags.KEY);
        for (AnswerXml page : pages("ec2", "DescribeTags", filter)) {
            for (Element tag : page.all("tagSet", "item")) {
                keys.put(
                        String.valueOf(AnswerXml.text(tag, "value")),
                        String.valueOf(AnswerXml.text(tag, "resourceId")));
            }
        }
        return keys;
    }

    private List<String> items(Listing listing, Map<String, String> more)
            throws IOException, InterruptedException {
        Listing.Shape shape = listing.shape();
        List<String> items = new ArrayList<>();
        for (AnswerXml page : pages(shape.service(), shape.operation(), more)) {
            List<Element> found =
                    listing.isEc2()
                            ? page.all(shape.list(), "item")
                            : page.all(shape.operation() + "Result", shape.list(), "member");
            for (Element item : found) {
                items.add(text(item));
            }
        }
        return items;
    }

    private List<AnswerXml> pages(String service, String operation, Map<String, String> more)
            throws IOException, InterruptedException {
        List<AnswerXml> pages = new ArrayList<>();
        String token = "";
        try (HttpClient http = HttpClient.newHttpClient()) {
            do {
                Map<String, String> form = new LinkedHashMap<>(more);
                form.put("Action", operation);
                form.put("Version", version(service));
                if (!token.isEmpty()) {
                    form.put("NextToken", token);
                }
                HttpResponse<String> answer =
                        http.send(request(service, form), BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(operation + " was answered with " + answer.body());
                }
                AnswerXml page = AnswerXml.of(Answer.ofXml(200, answer.body()));
                pages.add(page);
                Matcher next =
                        Pattern.compile("<[nN]extToken>([^<]+)</[nN]extToken>")
                                .matcher(answer.body());
                token = next.find() ? next.group(1) : "";
            } while (!token.isEmpty());
        }
        return pages;
    }

    private static String version(String service) {
        return switch (service) {
            case "autoscaling" -> "2011-01-01";
            case "monitoring" -> "2010-08-01";
            default -> "2016-11-15";
        };
    }

    private HttpRequest request(String service, Map<String, String> form) {
        String body =
                form.entrySet().stream()
                        .map(
                                field ->
                                        field.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("Authorization", Call.authorization("test", region, service))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** An item on one line. */
    private static String text(Element item) throws IOException {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(item), new StreamResult(text));
            return text.toString()
                    .replaceAll(">\\s+<", "><")
                    .replace("\n", "&#10;")
                    .replace("\r", "&#13;");
        } catch (TransformerException broken) {
            throw new IOException("an item cannot be written", broken);
        }
    }

    private String marked(String item) {
        return TIME.matcher(item).replaceAll(time -> Matcher.quoteReplacement(mark(time)));
    }

    /** A time that counts back from the moment of loading as such, and any other as it is. */
    private String mark(MatchResult time) {
        boolean reason = time.group(2).equals(" ");
        Recording.Form form = reason ? Recording.Form.REASON : Recording.Form.INSTANT;
        Instant at =
                LocalDateTime.parse(time.group(1) + "T" + time.group(3)).toInstant(ZoneOffset.UTC);
        Duration after = Duration.between(loadedAt, at);
        if (at.isAfter(since.minusSeconds(2)) && at.isBefore(Instant.now().plusSeconds(2))) {
            // The emulator's own word for something that it made as the fleet was loaded.
            return form.mark(Duration.ZERO);
        }
        if (after.toSeconds() % Duration.ofDays(1).toSeconds() == 0) {
            return form.mark(after);
        }
        Duration ofHour = Duration.between(loadedAt.truncatedTo(ChronoUnit.HOURS), at);
        return ofHour.toSeconds() % Duration.ofDays(1).toSeconds() == 0
                ? Recording.Form.HOUR.mark(ofHour)
                : time.group();
    }
}
