package mtv.job;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A testng-results.xml, which Jenkins reads. */
final class TestNgDocument {

    private static final String ROOT = "testng-results";
    private static final String SUITE = "suite";
    private static final String DURATION = "duration-ms";
    private static final double MILLIS = 1000;

    /** Numbers of the root that count tests. */
    private static final List<String> COUNTS = List.of("ignored", "total", "passed", "failed", "skipped", "retried");

    private final Document document;

    private TestNgDocument(Document document) {
        this.document = document;
    }

    /** Of a run that had nothing to do. */
    static TestNgDocument empty() throws IOException {
        Document document = builder(null);
        Element root = document.createElement(ROOT);
        COUNTS.forEach(count -> root.setAttribute(count, "0"));
        document.appendChild(root);
        return new TestNgDocument(document);
    }

    private static Document builder(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return file == null
                    ? factory.newDocumentBuilder().newDocument()
                    : factory.newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no result of TestNG: " + e.getMessage(), e);
        }
    }

    /**
     * Suites of one name become one, with the tests of all of them.
     *
     * @throws IllegalArgumentException when a test is in two of them
     */
    static TestNgDocument merged(List<Path> files) throws IOException {
        TestNgDocument merged = empty();
        for (Path file : files) {
            merged.add(builder(file).getDocumentElement());
        }
        merged.requireEachOnce();
        return merged;
    }

    private void add(Element other) {
        Element root = document.getDocumentElement();
        COUNTS.forEach(count -> root.setAttribute(count, String.valueOf(number(root, count) + number(other, count))));
        for (Element child : children(other)) {
            List<Element> same = child.getTagName().equals(SUITE)
                    ? children(root).stream()
                            .filter(each -> each.getTagName().equals(SUITE)
                                    && each.getAttribute("name").equals(child.getAttribute("name")))
                            .toList()
                    : List.of();
            if (same.isEmpty()) {
                root.appendChild(document.importNode(child, true));
            } else {
                extend(same.get(0), child);
            }
        }
    }

    private void extend(Element suite, Element more) {
        if (more.getAttribute("started-at").compareTo(suite.getAttribute("started-at")) < 0) {
            suite.setAttribute("started-at", more.getAttribute("started-at"));
        }
        if (more.getAttribute("finished-at").compareTo(suite.getAttribute("finished-at")) > 0) {
            suite.setAttribute("finished-at", more.getAttribute("finished-at"));
        }
        suite.setAttribute(DURATION, String.valueOf(Math.max(number(suite, DURATION), number(more, DURATION))));
        children(more).forEach(child -> suite.appendChild(document.importNode(child, true)));
    }

    private void requireEachOnce() {
        Set<String> seen = new HashSet<>();
        tests().forEach((name, any) -> seen.add(name));
        long all = suites().stream()
                .flatMap(suite -> children(suite).stream())
                .filter(child -> child.getTagName().equals("test"))
                .count();
        if (all != seen.size()) {
            throw new IllegalArgumentException(
                    "a test is in the results of several shares: they were not divided alike,"
                            + " or are of several runs");
        }
    }

    private List<Element> suites() {
        return children(document.getDocumentElement()).stream()
                .filter(child -> child.getTagName().equals(SUITE))
                .toList();
    }

    private Map<String, Element> tests() {
        Map<String, Element> tests = new TreeMap<>();
        for (Element suite : suites()) {
            children(suite).stream()
                    .filter(child -> child.getTagName().equals("test"))
                    .forEach(test ->
                            tests.put(TestDurations.key(suite.getAttribute("name"), test.getAttribute("name")), test));
        }
        return tests;
    }

    /** Seconds that each test took. */
    Map<String, Double> durations() {
        Map<String, Double> durations = new TreeMap<>();
        tests().forEach((name, test) -> durations.put(name, number(test, DURATION) / MILLIS));
        return durations;
    }

    /** Whether something passed, and neither a test nor a setup failed. */
    boolean isGreen() {
        NodeList methods = document.getElementsByTagName("test-method");
        boolean failed = IntStream.range(0, methods.getLength())
                .mapToObj(index -> (Element) methods.item(index))
                .anyMatch(method -> method.getAttribute("status").equals("FAIL"));
        return !failed && number(document.getDocumentElement(), "passed") > 0;
    }

    /** Such as {@code 20 passed, 0 failed, 1 skipped}. */
    String summary() {
        Element root = document.getDocumentElement();
        return number(root, "passed") + " passed, " + number(root, "failed") + " failed, " + number(root, "skipped")
                + " skipped";
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.newTransformer().transform(new DOMSource(document), new StreamResult(file.toFile()));
        } catch (TransformerException e) {
            throw new IOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static long number(Element element, String attribute) {
        String text = element.getAttribute(attribute);
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
