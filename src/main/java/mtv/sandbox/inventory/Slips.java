package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.fault.Faults;
import mtv.sandbox.fault.Sight;
import mtv.sandbox.http.Answer;
import mtv.sandbox.http.Request;

import java.util.Optional;

/** What the armed faults make of an answer of the inventory. */
final class Slips {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROVIDERS = "providers";

    private final Faults faults;

    Slips(Faults faults) {
        this.faults = faults;
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

    private Sight see(Request request, String collection, JsonNode item) {
        return item instanceof ObjectNode object
                ? faults.sight(collection, String.valueOf(request.variable("uid")), object)
                : new Sight(200, null);
    }
}
