package mtv.sandbox.inventory;

import mtv.sandbox.http.Request;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client wants to see of a list.
 *
 * @param level of detail: 0 only what every object has, 1 the main fields, 2 everything
 * @param namespace empty for all
 */
record Query(int level, String name, String namespace, int limit, int offset) {

    static final Query ALL = new Query(Shape.FULL, "", "", Integer.MAX_VALUE, 0);

    /** Empty when something that must be a number is none, or what must not be negative is. */
    static Optional<Query> of(Request request) {
        try {
            String detail = request.query("detail").orElse("");
            return Optional.of(new Query(
                    detail.toLowerCase(Locale.ROOT).equals("all")
                            ? Shape.FULL
                            : Math.max(0, Math.min(Shape.FULL, number(detail, 0))),
                    request.query("name").orElse(""),
                    request.query("namespace").orElse(""),
                    natural(request.query("limit").orElse(""), Integer.MAX_VALUE),
                    natural(request.query("offset").orElse(""), 0)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int number(String text, int otherwise) {
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    private static int natural(String text, int otherwise) {
        int number = number(text, otherwise);
        if (number < 0) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    List<Shown> page(List<Shown> items) {
        return items.stream()
                .filter(item -> name.isEmpty() || name.equals(item.name()))
                .filter(item -> namespace.isEmpty() || item.namespace().isEmpty() || namespace.equals(item.namespace()))
                .skip(offset)
                .limit(limit)
                .toList();
    }
}
