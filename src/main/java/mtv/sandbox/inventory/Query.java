package mtv.sandbox.inventory;

import mtv.sandbox.http.Request;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client wants to see of a list.
 *
 * @param detail 0 shows only what every object has
 */
record Query(int detail, Optional<String> name, int limit, int offset) {

    private static final int ALL = 9;

    /** Empty when something that must be a number is none. */
    static Optional<Query> of(Request request) {
        try {
            String detail = request.query("detail").orElse("0");
            return Optional.of(new Query(
                    detail.equals("all") ? ALL : Integer.parseInt(detail),
                    request.query("name").filter(name -> !name.isEmpty()),
                    Integer.parseInt(request.query("limit").orElse(String.valueOf(Integer.MAX_VALUE))),
                    Integer.parseInt(request.query("offset").orElse("0"))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean onlyBasics() {
        return detail == 0;
    }

    List<Map<String, Object>> page(List<Map<String, Object>> items) {
        return items.stream()
                .filter(item -> name.isEmpty() || name.get().equals(item.get("name")))
                .skip(offset)
                .limit(limit)
                .toList();
    }
}
