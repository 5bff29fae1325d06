package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** Summarizes the last status of one VM of a Plan. */
record VmSummary(Normalizer normalizer) {

    ObjectNode of(JsonNode vm) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.set("fields", Normalizer.there(vm, "id", "name", "phase"));
        summary.set("conditions", conditions(vm));
        ArrayNode pipeline = summary.putArray("pipeline");
        vm.path("pipeline").forEach(step -> pipeline.add(step(step)));
        error(vm, summary);
        for (String key : List.of("restorePowerState", "newName", "operatingSystem")) {
            if (vm.has(key)) {
                summary.set(key, vm.get(key));
            }
        }
        if (!vm.path("warm").isEmpty()) {
            summary.set("warm", warm(vm.path("warm")));
        }
        return summary;
    }

    /** The conditions by type. */
    ObjectNode conditions(JsonNode status) {
        ObjectNode conditions = JsonNodeFactory.instance.objectNode();
        status.path("conditions").forEach(condition -> {
            ObjectNode summary = conditions.putObject(condition.path("type").asText());
            for (String key : List.of("category", "reason", "durable", "items")) {
                if (condition.has(key)) {
                    summary.set(key, normalizer.of(condition.get(key)));
                }
            }
        });
        return conditions;
    }

    private static ObjectNode step(JsonNode step) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.set("name", step.path("name"));
        summary.set("phase", orNull(step.path("phase")));
        summary.set("total", orNull(step.at("/progress/total")));
        summary.set("done", orNull(step.at("/progress/completed")));
        summary.set("fields", Normalizer.there(step, "name"));
        if (!step.path("annotations").isEmpty()) {
            summary.set("annotations", step.get("annotations"));
        }
        if (!step.path("tasks").isEmpty()) {
            ArrayNode tasks = summary.putArray("tasks");
            step.path("tasks").forEach(task -> {
                ObjectNode one = tasks.addObject();
                one.set("total", orNull(task.at("/progress/total")));
                one.set("fields", Normalizer.there(task));
            });
        }
        error(step, summary);
        return summary;
    }

    private static void error(JsonNode from, ObjectNode summary) {
        if (!from.path("error").isEmpty()) {
            ObjectNode error = summary.putObject("error");
            error.set("phase", orNull(from.at("/error/phase")));
            error.put("reasons", from.at("/error/reasons").size());
        }
    }

    private static ObjectNode warm(JsonNode warm) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.set("fields", Normalizer.there(warm));
        summary.set("failures", orNull(warm.path("failures")));
        ObjectNode precopy = summary.putObject("precopy");
        warm.path("precopies").forEach(one -> precopy.setAll(Normalizer.there(one)));
        summary.put("precopies", warm.path("precopies").isEmpty() ? "none" : "some");
        return summary;
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
    }
}
