package mtv.check.whole;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.text.SecretNames;
import mtv.vm.Document;
import mtv.vm.Documents;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Looks for whatever in one document nobody explains, is not as its writer would write it, or is missing. */
final class WholeDocument {

    private static final String CLUSTER = "the destination's own defaults";

    private final ExplanationTable table;
    private final Documents documents;
    private final Document document;
    private final List<Explanation> rows;
    private final Map<String, Integer> explained = new TreeMap<>();
    private boolean wrong;

    WholeDocument(ExplanationTable table, Documents documents, Document document) {
        this.table = table;
        this.documents = documents;
        this.document = document;
        this.rows = table.rowsOf(document.role()).stream()
                .filter(row -> row.holds(documents, document))
                .toList();
    }

    void compare(Findings findings) {
        List<Leaf> leaves = Leaf.of(document.tree());
        leaves.forEach(leaf -> compare(leaf, findings));
        rows.forEach(row -> missing(row, findings));
        repeated(new Leaf(List.of(), List.of(), document.tree()), findings);
        if (!wrong) {
            findings.record(
                    true,
                    document + " as a whole",
                    ReportedValue.of("all explained", "explained.json and the checks"),
                    ReportedValue.of(
                            explained.entrySet().stream()
                                    .map(by -> by.getValue() + " by " + by.getKey())
                                    .collect(Collectors.joining(", ", leaves.size() + " paths: ", "")),
                            document.role()));
        }
    }

    /** What an earlier row speaks of is left to it. */
    private void missing(Explanation row, Findings findings) {
        List<Explanation> earlier = rows.subList(0, rows.indexOf(row));
        row.missing(documents, document).stream()
                .filter(leaf -> earlier.stream().noneMatch(other -> other.isOf(leaf)))
                .map(Leaf::pointer)
                .forEach(path -> different(
                        findings,
                        document + " " + path,
                        ReportedValue.of("a value", row.origin()),
                        ReportedValue.of("nothing", document.role() + " " + path)));
        row.uncovered(documents, document)
                .forEach(value -> different(
                        findings,
                        document + " " + row.path(),
                        ReportedValue.of(value, row.origin()),
                        ReportedValue.of("others", document.role() + " " + row.path())));
    }

    /** An item that comes twice, unless it may be anything. */
    private void repeated(Leaf place, Findings findings) {
        Set<JsonNode> seen = new HashSet<>();
        for (Leaf child : place.children()) {
            if (place.value().isArray() && !seen.add(child.value()) && !isFree(child)) {
                different(
                        findings,
                        document + " " + child.pointer(),
                        ReportedValue.of("no item that is there already", "a list without doubles"),
                        ReportedValue.of("the same once more", document.role() + " " + child.pointer()));
            }
            repeated(child, findings);
        }
    }

    private boolean isFree(Leaf item) {
        return Leaf.of(item.value()).stream()
                .map(leaf -> item.down(leaf))
                .allMatch(leaf -> rows.stream()
                        .filter(row -> row.isOf(leaf))
                        .findFirst()
                        .filter(row -> row.free().isPresent())
                        .isPresent());
    }

    private void compare(Leaf leaf, Findings findings) {
        String path = leaf.pointer();
        ReportedValue actual =
                ReportedValue.of(shown(leaf, Explanation.words(leaf.value())), document.role() + " " + path);
        Optional<Explanation> row =
                rows.stream().filter(each -> each.isOf(leaf)).findFirst();
        if (row.isPresent()) {
            Optional<String> complaint = row.get().complaint(leaf, documents, document);
            complaint.ifPresentOrElse(
                    wanted -> different(
                            findings,
                            document + " " + path,
                            ReportedValue.of(shown(leaf, wanted), row.get().origin()),
                            actual),
                    () -> explained.merge(row.get().by(), 1, Integer::sum));
        } else if (isCompared(leaf)) {
            explained.merge("checks", 1, Integer::sum);
        } else if (isDefault(leaf)) {
            explained.merge(CLUSTER, 1, Integer::sum);
        } else {
            different(
                    findings,
                    WholeChecks.UNEXPLAINED + document + " " + path,
                    ReportedValue.of("nothing", "nobody is known to write it"),
                    actual);
        }
    }

    private static String shown(Leaf leaf, String words) {
        List<String> path = leaf.path();
        boolean secret = !path.isEmpty() && SecretNames.contains(path.get(path.size() - 1));
        return secret ? SecretNames.NOT_SHOWN : words;
    }

    private void different(Findings findings, String property, ReportedValue expected, ReportedValue actual) {
        wrong = true;
        findings.record(false, property, expected, actual);
    }

    private boolean isCompared(Leaf leaf) {
        return table.comparedOf(document.role()).stream()
                .anyMatch(compared -> compared.at().matches(leaf));
    }

    /** Whether the cluster adds the same to an object that says nothing of it. */
    private boolean isDefault(Leaf leaf) {
        return documents
                .of(WholeChecks.DEFAULTS + document.role())
                .anyMatch(defaults -> leaf.value().equals(defaults.tree().at(leaf.pointer())));
    }
}
