package io.muster.local.front;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The XML of an answer, to be read and changed by element names. */
public final class AnswerXml {

    private final Answer answer;
    private final Document document;

    private AnswerXml(Answer answer, Document document) {
        this.answer = answer;
        this.document = document;
    }

    /**
     * Parses an answer's body, without resolving anything outside it.
     *
     * @throws IOException when it is not well-formed
     */
    public static AnswerXml of(Answer answer) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            return new AnswerXml(
                    answer,
                    factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body())));
        } catch (SAXException malformed) {
            throw new IOException("the emulator's answer is not well-formed XML", malformed);
        } catch (ParserConfigurationException lacking) {
            throw new IllegalStateException("this JDK's XML parser has no secure mode", lacking);
        }
    }

    /** The answer with this XML in it. */
    public Answer toAnswer() {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(answer.body().length);
            transformer.transform(new DOMSource(document), new StreamResult(bytes));
            return answer.withBody(bytes.toByteArray());
        } catch (TransformerException broken) {
            throw new IllegalStateException("a parsed document cannot be written", broken);
        }
    }

    public Element root() {
        return document.getDocumentElement();
    }

    /** The elements at the end of a path of names below the root, in their order. */
    public List<Element> all(String... path) {
        List<Element> reached = List.of(root());
        for (String name : path) {
            reached = reached.stream().flatMap(one -> children(one, name).stream()).toList();
        }
        return reached;
    }

    /** The items of a list; none where the list is missing. */
    public static List<Element> items(Element parent, String list, String item) {
        return child(parent, list).map(found -> children(found, item)).orElse(List.of());
    }

    public static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    public static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    /** The text of a child; null where there is no such child, or it is empty. */
    public static @Nullable String text(Element parent, String name) {
        return child(parent, name)
                .map(Element::getTextContent)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    /** Sets the text of a child, which is made where it is missing. */
    public static void set(Element parent, String name, String text) {
        made(parent, name).setTextContent(text);
    }

    /** The child of that name, made where it is missing. */
    public static Element made(Element parent, String name) {
        return child(parent, name).orElseGet(() -> append(parent, name));
    }

    /** A new last child. */
    public static Element append(Element parent, String name) {
        Element element = owner(parent).createElement(name);
        parent.appendChild(element);
        return element;
    }

    public static void remove(Element parent, String name) {
        children(parent, name).forEach(parent::removeChild);
    }

    private static Document owner(Element element) {
        Document owner = element.getOwnerDocument();
        if (owner == null) {
            throw new IllegalStateException("an element of no document");
        }
        return owner;
    }
}
