package io.muster.local.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a recorded answer into the text of its items, without reading what is in them. */
final class Items {

    private Items() {}

    /**
     * The items of one answer, each from its opening to its closing tag.
     *
     * @throws IllegalArgumentException when the answer is not one of that operation's
     */
    static List<String> of(Operation operation, String answer) {
        List<String> items = children(answer, operation.container, operation.element());
        return operation == Operation.DescribeInstances ? oneInstanceEach(items) : items;
    }

    /**
     * A reservation for each instance, because pages are counted in instances and a recorded
     * reservation may hold several.
     */
    private static List<String> oneInstanceEach(List<String> reservations) {
        List<String> single = new ArrayList<>();
        for (String reservation : reservations) {
            int from = reservation.indexOf("<instancesSet>");
            int to = reservation.lastIndexOf("</instancesSet>");
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("a recorded reservation has no <instancesSet>");
            }
            for (String instance : children(reservation, "instancesSet", "item")) {
                single.add(
                        reservation.substring(0, from)
                                + "<instancesSet>"
                                + instance
                                + reservation.substring(to));
            }
        }
        return single;
    }

    private static List<String> children(String xml, String container, String element) {
        List<String> items = new ArrayList<>();
        int start = xml.indexOf("<" + container);
        if (start < 0) {
            throw new IllegalArgumentException("a recorded answer has no <" + container + ">");
        }
        Pattern tag = Pattern.compile("<(/?)(" + element + "|" + container + ")(\\s[^>]*)?(/?)>");
        Matcher tags = tag.matcher(xml);
        int depth = 0;
        int opened = 0;
        for (boolean found = tags.find(start); found; found = tags.find()) {
            boolean isItem = tags.group(2).equals(element);
            boolean closes = !tags.group(1).isEmpty();
            boolean empty = !tags.group(4).isEmpty();
            if (!isItem && (closes || empty) && depth == 0) {
                return items;
            }
            if (!isItem || empty) {
                continue;
            }
            if (!closes && depth++ == 0) {
                opened = tags.start();
            }
            if (closes && --depth == 0) {
                items.add(xml.substring(opened, tags.end()));
            }
        }
        throw new IllegalArgumentException("a recorded answer ends within <" + container + ">");
    }
}
