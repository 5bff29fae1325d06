package mtv.record;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a request asks for.
 *
 * @param parameters of the query, each {@code name=value} and encoded as it was sent
 */
public record RequestTarget(String path, List<String> parameters) {

    /** @param text path and query, as {@link RecordedConnection.Request} has it */
    public static RequestTarget of(String text) {
        int query = text.indexOf('?');
        return query < 0
                ? new RequestTarget(text, List.of())
                : new RequestTarget(
                        text.substring(0, query),
                        Arrays.stream(text.substring(query + 1).split("&"))
                                .filter(parameter -> !parameter.isEmpty())
                                .toList());
    }

    /** The first value of a parameter; empty without one. */
    public String value(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** As text without the parameters of those names, in one order whatever the client's was. */
    public String without(Collection<String> names) {
        return parameters.stream()
                .filter(parameter -> !names.contains(parameter.split("=", 2)[0]))
                .sorted()
                .collect(Collectors.joining("&", path + "?", ""));
    }
}
