package mtv.sandbox.mtv.maps;

import mtv.model.SourceRef;
import mtv.sandbox.mtv.runtime.Conditions;

import java.util.ArrayList;
import java.util.List;

/** References of a map or a Plan, looked up in the source. */
public final class SourceRefs {

    private SourceRefs() {}

    /** As the product writes a reference into a condition, blanks included. */
    public static String print(String id, String name) {
        StringBuilder text = new StringBuilder();
        if (id != null) {
            text.append(" id:").append(id);
        }
        if (name != null) {
            text.append(" name:'").append(name).append('\'');
        }
        return text.append(' ').toString();
    }

    /** All that a reference can mean: one thing, when all is well. */
    public static List<SourceRef> find(SourceRef wanted, List<SourceRef> there) {
        return there.stream()
                .filter(ref -> wanted.id() != null
                        ? wanted.id().equals(ref.id())
                        : ref.name().equals(wanted.name()))
                .toList();
    }

    /**
     * The completed references, and conditions on those that are empty, unknown or ambiguous. An unknown one is only
     * warned of: the map may be older than the source's inventory.
     */
    static List<SourceRef> resolve(String type, List<SourceRef> wanted, List<SourceRef> there, Conditions conditions) {
        List<SourceRef> found = new ArrayList<>();
        List<String> unset = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> ambiguous = new ArrayList<>();
        for (SourceRef ref : wanted) {
            List<SourceRef> matches = find(ref, there);
            if (ref.id() == null && ref.name() == null) {
                unset.add(print(null, null));
            } else if (matches.isEmpty()) {
                unknown.add(print(ref.id(), ref.name()));
            } else if (matches.size() > 1) {
                ambiguous.add(print(ref.id(), ref.name()));
            } else {
                found.add(matches.get(0));
            }
        }
        if (!unset.isEmpty()) {
            conditions.set(Conditions.critical(type, "NotSet", "Source: either ID or Name required.")
                    .withItems(unset));
        } else if (!ambiguous.isEmpty()) {
            conditions.set(Conditions.critical(type, "Ambiguous", "Source has ambiguous ref.")
                    .withItems(ambiguous));
        } else if (!unknown.isEmpty()) {
            conditions.set(
                    Conditions.warn(type, "NotFound", "Source not found.").withItems(unknown));
        }
        return found;
    }
}
