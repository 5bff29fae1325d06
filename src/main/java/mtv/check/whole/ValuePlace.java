package mtv.check.whole;

import mtv.vm.Document;
import mtv.vm.Documents;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a value stands that another one must fit to.
 *
 * @param role of the documents; empty for the document of the other value
 */
record ValuePlace(String role, PathPattern path) {

    /** @param text {@code Role:/path}, or {@code /path} */
    static ValuePlace of(String text) {
        int colon = text.startsWith("/") ? -1 : text.indexOf(':');
        return new ValuePlace(text.substring(0, Math.max(colon, 0)), PathPattern.of(text.substring(colon + 1)));
    }

    /** @param own the document of the other value */
    List<Leaf> in(Documents documents, Document own) {
        Stream<Document> meant = role.isEmpty() ? Stream.of(own) : documents.of(role);
        return meant.flatMap(document -> path.places(document.tree()).stream()).toList();
    }

    /** In words, with so many names in place of what stands for whatever is below. */
    String below(List<String> names) {
        return toString().replace("/" + PathPattern.BELOW, "") + Leaf.pointer(names);
    }

    @Override
    public String toString() {
        return role.isEmpty() ? path.toString() : role + " " + path;
    }
}
