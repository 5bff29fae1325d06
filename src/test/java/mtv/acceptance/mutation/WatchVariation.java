package mtv.acceptance.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.record.RecordedConnection.Answer;
import mtv.record.RecordedConnection.Request;
import mtv.steps.CollectedMigration;
import mtv.steps.EditedAnswers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The migrated VM is still starting when its list is read first, and a watch tells the rest: as a list of words for its
 * events.
 */
final class WatchVariation implements EditedAnswers {

    private static final String VMS = "/virtualmachines";

    private final List<String> events;
    private final ObjectNode list;

    WatchVariation(CollectedMigration migration, List<String> events) {
        List<ObjectNode> lists = new ArrayList<>();
        migration.eachAnswer((asked, body) -> {
            if (isOfVms(asked)) {
                lists.add((ObjectNode) body);
            }
        });
        this.list = lists.get(0);
        this.events = events;
    }

    private static boolean isOfVms(Request asked) {
        String path = asked.target().replaceFirst("[?].*", "");
        return path.contains("/namespaces/")
                && path.endsWith(VMS)
                && !asked.target().contains("labelSelector");
    }

    @Override
    public JsonNode edit(Request asked, JsonNode body) {
        return body;
    }

    @Override
    public Optional<Answer> instead(Request asked, int time) {
        if (!isOfVms(asked) || time > 1) {
            return Optional.empty();
        }
        ObjectNode first = list.deepCopy();
        first.putArray("items").add(starting());
        return Optional.of(new Answer(200, "", "", first.toString()));
    }

    private ObjectNode running() {
        return ((ObjectNode) list.path("items").get(0).deepCopy())
                .put("apiVersion", "kubevirt.io/v1")
                .put("kind", "VirtualMachine");
    }

    private ObjectNode starting() {
        ObjectNode vm = running();
        vm.withObject("/status").put("printableStatus", "Starting").putArray("conditions");
        vm.withObject("/metadata").put("resourceVersion", "1");
        return vm;
    }

    @Override
    public List<String> events(Request watch) {
        return isOfVms(watch) ? events.stream().map(this::event).toList() : List.of();
    }

    private String event(String word) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        switch (word) {
            case "starting" -> event.put("type", "MODIFIED").set("object", starting());
            case "running" -> event.put("type", "MODIFIED").set("object", running());
            case "bookmark" ->
                event.put("type", "BOOKMARK")
                        .putObject("object")
                        .put("apiVersion", "kubevirt.io/v1")
                        .put("kind", "VirtualMachine")
                        .putObject("metadata")
                        .put("resourceVersion", "1000000");
            case "too old" ->
                event.put("type", "ERROR")
                        .putObject("object")
                        .put("apiVersion", "v1")
                        .put("kind", "Status")
                        .put("status", "Failure")
                        .put("reason", "Expired")
                        .put("message", "too old resource version: 1 (2)")
                        .put("code", 410);
            default -> throw new IllegalArgumentException(word + " is no event");
        }
        return event.toString();
    }
}
