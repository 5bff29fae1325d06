package mtv.check.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value in a document, or an empty object. Null is none, since an API server prunes it, and an empty list holds none.
 *
 * @param path names and indexes from the document down to it, none for the document itself
 * @param nodes what is there at each of them
 */
record Leaf(List<String> path, List<JsonNode> nodes, JsonNode value) {

    static List<Leaf> of(JsonNode document) {
        List<Leaf> leaves = new ArrayList<>();
        collect(document, List.of(), List.of(), leaves);
        return leaves;
    }

    private static void collect(JsonNode node, List<String> path, List<JsonNode> nodes, List<Leaf> leaves) {
        if (node.isNull() || node.isArray() && node.isEmpty()) {
            return;
        }
        if (node.isEmpty()) {
            leaves.add(new Leaf(path, nodes, node));
            return;
        }
        for (Map.Entry<String, JsonNode> child : children(node)) {
            collect(child.getValue(), with(path, child.getKey()), with(nodes, child.getValue()), leaves);
        }
    }

    /** What is in it, each with its own path. */
    List<Leaf> children() {
        return children(value).stream()
                .filter(child -> !child.getValue().isNull())
                .map(child -> new Leaf(with(path, child.getKey()), with(nodes, child.getValue()), child.getValue()))
                .toList();
    }

    /** A leaf of this place as one of the whole document. */
    Leaf down(Leaf inner) {
        List<String> whole = new ArrayList<>(path);
        whole.addAll(inner.path);
        List<JsonNode> all = new ArrayList<>(nodes);
        all.addAll(inner.nodes);
        return new Leaf(whole, all, inner.value);
    }

    /** The fields of an object, or the items of a list by their indexes. */
    static List<Map.Entry<String, JsonNode>> children(JsonNode node) {
        if (node.isObject()) {
            return List.copyOf(node.properties());
        }
        List<Map.Entry<String, JsonNode>> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(Map.entry(String.valueOf(i), node.get(i)));
        }
        return items;
    }

    static <T> List<T> with(List<T> some, T one) {
        List<T> all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    /** A leaf that is not there, so many names below this place. */
    Leaf below(List<String> names) {
        Leaf leaf = this;
        for (String name : names) {
            leaf = new Leaf(
                    with(leaf.path, name), with(leaf.nodes, MissingNode.getInstance()), MissingNode.getInstance());
        }
        return leaf;
    }

    /** As a JSON Pointer. */
    String pointer() {
        return pointer(path);
    }

    static String pointer(List<String> path) {
        StringBuilder pointer = new StringBuilder();
        path.forEach(name -> pointer.append('/').append(name.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }
}
