package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** The last state of one machine of a Plan. */
record VmSummary(Normalizer plain) {

    ObjectNode of(JsonNode vm) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.set("fields", Normalizer.there(vm, "id", "name", "phase"));
        told.set("conditions", conditions(vm));
        ArrayNode pipeline = told.putArray("pipeline");
        vm.path("pipeline").forEach(step -> pipeline.add(step(step)));
        error(vm, told);
        for (String key : List.of("restorePowerState", "newName", "operatingSystem")) {
            if (vm.has(key)) {
                told.set(key, vm.get(key));
            }
        }
        if (!vm.path("warm").isEmpty()) {
            told.set("warm", warm(vm.path("warm")));
        }
        return told;
    }

    /** By their types. */
    ObjectNode conditions(JsonNode status) {
        ObjectNode conditions = JsonNodeFactory.instance.objectNode();
        status.path("conditions").forEach(condition -> {
            ObjectNode told = conditions.putObject(condition.path("type").asText());
            for (String key : List.of("category", "reason", "durable", "items")) {
                if (condition.has(key)) {
                    told.set(key, plain.of(condition.get(key)));
                }
            }
        });
        return conditions;
    }

    private static ObjectNode step(JsonNode step) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.set("name", step.path("name"));
        told.set("phase", orNull(step.path("phase")));
        told.set("total", orNull(step.at("/progress/total")));
        told.set("done", orNull(step.at("/progress/completed")));
        told.set("fields", Normalizer.there(step, "name"));
        if (!step.path("annotations").isEmpty()) {
            told.set("annotations", step.get("annotations"));
        }
        if (!step.path("tasks").isEmpty()) {
            ArrayNode tasks = told.putArray("tasks");
            step.path("tasks").forEach(task -> {
                ObjectNode one = tasks.addObject();
                one.set("total", orNull(task.at("/progress/total")));
                one.set("fields", Normalizer.there(task));
            });
        }
        error(step, told);
        return told;
    }

    private static void error(JsonNode from, ObjectNode told) {
        if (!from.path("error").isEmpty()) {
            ObjectNode error = told.putObject("error");
            error.set("phase", orNull(from.at("/error/phase")));
            error.put("reasons", from.at("/error/reasons").size());
        }
    }

    private static ObjectNode warm(JsonNode warm) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.set("fields", Normalizer.there(warm));
        told.set("failures", orNull(warm.path("failures")));
        ObjectNode precopy = told.putObject("precopy");
        warm.path("precopies").forEach(one -> precopy.setAll(Normalizer.there(one)));
        told.put("precopies", warm.path("precopies").isEmpty() ? "none" : "some");
        return told;
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
    }
}
