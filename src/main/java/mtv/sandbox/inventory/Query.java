package mtv.sandbox.inventory;

import mtv.sandbox.http.Request;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client wants to see of a list.
 *
 * @param level of detail: 0 only what every object has, 1 the main fields, 2 everything
 * @param namespace empty for all
 */
record Query(int level, String name, String namespace, int limit, int offset) {

    /** The level of detail that has everything. */
    static final int FULL = 2;

    static final Query ALL = new Query(FULL, "", "", Integer.MAX_VALUE, 0);

    /** Empty when something that must be a number is none, or what must not be negative is. */
    static Optional<Query> of(Request request) {
        try {
            String detail = request.query("detail").orElse("");
            return Optional.of(new Query(
                    detail.toLowerCase(Locale.ROOT).equals("all")
                            ? FULL
                            : Math.max(0, Math.min(FULL, number(detail, 0))),
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

    /** How a collection understands a name that is a path. */
    enum Paths {
        /** Only its last part counts. */
        NONE,
        /** The path that is asked for is the end of the object's. */
        END,
        /** Both have the same first part. */
        ROOT;

        boolean match(String asked, String path) {
            String wanted = relative(asked);
            String known = relative(path);
            return switch (this) {
                case NONE -> true;
                case END -> known.equals(wanted) || known.endsWith("/" + wanted);
                case ROOT -> first(known).equals(first(wanted));
            };
        }

        private static String relative(String path) {
            return path.replaceAll("^/+", "");
        }

        private static String first(String path) {
            return path.split("/", 2)[0];
        }
    }

    /** Objects of a platform: of several with the name, those whose path fits; these come after paging, as in MTV. */
    List<JsonBytes> page(List<JsonBytes> items, Paths paths) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        List<JsonBytes> page = paged(items.stream().filter(item -> name.isEmpty() || last.equals(item.name())));
        return last.equals(name) || page.size() < 2
                ? page
                : page.stream()
                        .filter(item ->
                                paths.match(name, item.tree().path("path").asText()))
                        .toList();
    }

    /** Of all Providers of a type those of a namespace; names are not looked at. */
    List<JsonBytes> ofNamespace(List<JsonBytes> providers) {
        return paged(providers.stream().filter(this::isInNamespace));
    }

    /** Objects of a cluster, as its API selects them. */
    boolean selects(String itsNamespace, String itsName) {
        return (name.isEmpty() || name.equals(itsName))
                && (namespace.isEmpty() || itsNamespace.isEmpty() || namespace.equals(itsNamespace));
    }

    private boolean isInNamespace(JsonBytes item) {
        return namespace.isEmpty() || namespace.equals(item.namespace());
    }

    List<JsonBytes> paged(Stream<JsonBytes> items) {
        return items.skip(offset).limit(limit).toList();
    }
}
