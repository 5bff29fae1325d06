package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.fault.Faults;
import mtv.sandbox.fault.Sight;
import mtv.sandbox.http.Answer;
import mtv.sandbox.http.Request;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the armed faults make of an answer of the inventory. */
final class Slips {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROVIDERS = "providers";

    private final Faults faults;
    private final Function<String, Stream<String>> names;

    /** @param names of a Provider, by its uid */
    Slips(Faults faults, Function<String, Stream<String>> names) {
        this.faults = faults;
        this.names = names;
    }

    Answer seen(Request request, Answer answer) {
        String collection = Optional.ofNullable(request.variable("collection")).orElse(PROVIDERS);
        if (!faults.bendsInventory(collection) || answer.body() == null) {
            return answer;
        }
        JsonNode body = JSON.valueToTree(answer.body());
        if (!(body instanceof ArrayNode list)) {
            Sight sight = see(request, collection, body);
            return sight.status() == 200
                    ? new Answer(answer.status(), sight.object(), answer.headers())
                    : Answer.empty(sight.status());
        }
        ArrayNode left = list.arrayNode();
        faults.ghosts(collection, provider(request), list).forEach(left::add);
        for (JsonNode item : list) {
            Sight sight = see(request, collection, item);
            if (sight.status() == 200) {
                left.add(sight.object());
            } else if (sight.status() != 404) {
                return Answer.empty(sight.status());
            }
        }
        return new Answer(answer.status(), left, answer.headers());
    }

    /** How the Provider asked about is known: by its uid, and by its name where it is known. */
    private List<String> provider(Request request) {
        String uid = String.valueOf(request.variable("uid"));
        return Stream.concat(Stream.of(uid), names.apply(uid)).toList();
    }

    private Sight see(Request request, String collection, JsonNode item) {
        return item instanceof ObjectNode object
                ? faults.sight(collection, provider(request), object)
                : new Sight(200, null);
    }
}
