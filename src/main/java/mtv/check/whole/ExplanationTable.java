package mtv.check.whole;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import mtv.check.compare.Check;
import mtv.check.compare.JsonTable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What explains the paths of each kind of document: the table's rows, and the checks that compare them. */
final class ExplanationTable {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Map<String, List<Explanation>> rows = new HashMap<>();
    private final Map<String, List<Compared>> compared = new HashMap<>();

    /** A path that a check compares. */
    record Compared(PathPattern at, String check) {}

    /** @param checks those that may say which paths they compare */
    ExplanationTable(List<? extends Check<?>> checks) {
        JsonTable.of("/mtv/check/explained.json").stream()
                .map(group -> JSON.convertValue(group, ExplanationRow.Group.class))
                .forEach(this::add);
        checks.forEach(check -> check.explains().forEach(text -> {
            ValuePlace place = ValuePlace.of(text);
            compared.computeIfAbsent(place.role(), any -> new ArrayList<>())
                    .add(new Compared(place.path(), check.id()));
        }));
    }

    private void add(ExplanationRow.Group group) {
        group.of()
                .forEach(role -> rows.computeIfAbsent(role, any -> new ArrayList<>())
                        .addAll(group.rows().stream()
                                .map(row -> new Explanation(row.in(group)))
                                .toList()));
    }

    List<Explanation> rowsOf(String role) {
        return rows.getOrDefault(role, List.of());
    }

    List<Compared> comparedOf(String role) {
        return compared.getOrDefault(role, List.of());
    }
}
