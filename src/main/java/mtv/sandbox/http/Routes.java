package mtv.sandbox.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table of what is served; the first row that fits is taken. */
public final class Routes<H> {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final List<Route<H>> rows = new ArrayList<>();

    /**
     * @param path such as {@code /api/vcenter/vm/{vm}}; a variable takes one segment
     * @param query a parameter that must be there with this value, such as {@code action=clone}, or empty
     */
    public Routes<H> add(String method, String path, String query, H handler) {
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        Pattern pattern = Pattern.compile(VARIABLE.matcher(path).replaceAll("([^/]+)"));
        rows.add(new Route<>(method, pattern, names, query, handler));
        return this;
    }

    public Routes<H> add(String method, String path, H handler) {
        return add(method, path, "", handler);
    }

    /** The handler and the request with the route's variables, or nothing when no row fits. */
    public Optional<Match<H>> find(Request request) {
        return rows.stream().flatMap(row -> row.match(request).stream()).findFirst();
    }

    /** What the handler of the row that fits says; nothing when no row fits. */
    public static <A> Optional<A> answer(Routes<Function<Request, A>> routes, Request request) {
        return routes.find(request).map(match -> match.handler().apply(match.request()));
    }

    /** A row that fits. */
    public record Match<H>(H handler, Request request) {}

    private record Route<H>(String method, Pattern path, List<String> names, String query, H handler) {

        Optional<Match<H>> match(Request request) {
            Matcher matcher = path.matcher(request.path());
            if (!method.equals(request.method()) || !matcher.matches() || !fits(request)) {
                return Optional.empty();
            }
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                variables.put(names.get(i), matcher.group(i + 1));
            }
            return Optional.of(new Match<>(handler, request.with(variables)));
        }

        private boolean fits(Request request) {
            String[] pair = query.split("=", 2);
            return query.isEmpty()
                    || request.query(pair[0]).filter(pair[1]::equals).isPresent();
        }
    }
}
