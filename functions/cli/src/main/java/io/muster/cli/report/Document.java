package io.muster.cli.report;

import java.util.ArrayList;
import java.util.List;

/** A document as its parts, of which each format makes its own mark-up; texts are plain. */
final class Document {

    /** A part of a document. */
    sealed interface Block {

        /**
         * A heading.
         *
         * @param level from 1
         */
        record Heading(int level, String text) implements Block {}

        record Paragraph(String text) implements Block {}

        /** Commands to paste: their lines stay as they are. */
        record Code(String text) implements Block {}

        record Items(List<Item> items) implements Block {
            public Items {
                items = List.copyOf(items);
            }
        }

        /** A table, each row as long as the head. */
        record Table(List<String> head, List<List<String>> rows) implements Block {
            public Table {
                head = List.copyOf(head);
                rows = rows.stream().map(List::copyOf).toList();
            }
        }

        /**
         * Lines over days, for formats that can draw; what it says is in a table beside it.
         *
         * @param text what it shows, for those who do not see it
         */
        record Chart(String title, String text, List<String> days, List<Line> lines)
                implements Block {
            public Chart {
                days = List.copyOf(days);
                lines = List.copyOf(lines);
            }
        }
    }

    /**
     * An item of a list.
     *
     * @param link an address that is shown behind the text; empty for none
     */
    record Item(String text, String link) {}

    /**
     * A line of a chart.
     *
     * @param values as many as there are days
     */
    record Line(String label, List<Integer> values) {
        Line {
            values = List.copyOf(values);
        }
    }

    private final List<Block> blocks = new ArrayList<>();

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    void heading(int level, String text) {
        blocks.add(new Block.Heading(level, text));
    }

    void paragraph(String text) {
        blocks.add(new Block.Paragraph(text));
    }

    void items(List<Item> items) {
        if (!items.isEmpty()) {
            blocks.add(new Block.Items(items));
        }
    }

    void code(String text) {
        blocks.add(new Block.Code(text));
    }

    void chart(String title, String text, List<String> days, List<Line> lines) {
        blocks.add(new Block.Chart(title, text, days, lines));
    }

    void table(List<String> head, List<List<String>> rows) {
        blocks.add(new Block.Table(head, rows));
    }
}
