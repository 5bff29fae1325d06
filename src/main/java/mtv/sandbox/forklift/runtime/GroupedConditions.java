package mtv.sandbox.forklift.runtime;

import mtv.model.Condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a look at many things finds: each condition once, with all that it holds for. */
public final class GroupedConditions {

    private final Map<Condition, List<String>> items = new LinkedHashMap<>();

    /**
     * @param order in which the conditions are set: the last of a type hides the others, as in the product; conditions
     *     that are not among them come behind
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
