package mtv.sandbox.forklift.runtime;

import mtv.model.Condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings about many objects: each condition once, with the objects that it applies to as items. */
public final class GroupedConditions {

    private final Map<Condition, List<String>> items = new LinkedHashMap<>();

    /**
     * @param order in which the conditions are set; the last one of a type hides the others, as in MTV, and conditions
     *     that are not named here follow
     */
    public GroupedConditions(Condition... order) {
        for (Condition condition : order) {
            items.put(condition, new ArrayList<>());
        }
    }

    public void add(Condition condition, String item) {
        items.computeIfAbsent(condition, first -> new ArrayList<>()).add(item);
    }

    public void report(Conditions conditions) {
        items.forEach(conditions::report);
    }
}
