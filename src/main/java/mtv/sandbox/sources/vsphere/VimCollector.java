package mtv.sandbox.sources.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.http.HttpAnswer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A property collector that tells one client what has become of tasks since it asked last. */
final class VimCollector {

    private final VCenterTasks tasks;
    private final SandboxClock clock;
    /** Tasks by the filter that asks for them. */
    private final Map<String, List<String>> filters = new LinkedHashMap<>();

    private final Map<String, Integer> told = new HashMap<>();
    private int version;

    VimCollector(VCenterTasks tasks, SandboxClock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Adds a filter for {@code info} of tasks. @param spec a PropertyFilterSpec */
    synchronized void filter(String id, JsonNode spec) {
        List<String> wanted = new ArrayList<>();
        for (JsonNode each : spec.path("objectSet")) {
            String task = each.at("/obj/value").asText();
            if (tasks.find(task).isEmpty()) {
                throw VCenterFault.noSuchObject();
            }
            wanted.add(task);
        }
        for (JsonNode each : spec.path("propSet")) {
            if (!each.path("type").asText().equals("Task")
                    || !each.at("/pathSet/0").asText().equals("info")) {
                throw new VCenterFault("InvalidProperty", "only info of a Task is told");
            }
        }
        filters.put(id, wanted);
    }

    /**
     * The next update, as soon as there is one, or no body when there is none in time.
     *
     * @param known version of the update that the client got last; empty for all
     */
    CompletionStage<HttpAnswer> next(String known, Duration longest) {
        synchronized (this) {
            if (known.isEmpty()) {
                told.clear();
            } else if (!known.equals(String.valueOf(version))) {
                throw new VCenterFault("InvalidCollectorVersion", "Version " + known + " is not the last one.");
            }
        }
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        Runnable look = () -> lookFor(answer);
        tasks.listen(look);
        answer.whenComplete((any, failure) -> tasks.forget(look));
        look.run();
        if (!answer.isDone()) {
            clock.after(longest, () -> answer.complete(HttpAnswer.empty(204)));
        }
        return answer;
    }

    private synchronized void lookFor(CompletableFuture<HttpAnswer> answer) {
        if (!answer.isDone()) {
            update().ifPresent(update -> answer.complete(HttpAnswer.ok(update)));
        }
    }

    private Optional<Map<String, Object>> update() {
        List<Object> changed = new ArrayList<>();
        filters.forEach((filter, wanted) -> {
            List<Object> objects = wanted.stream()
                    .flatMap(id -> tasks.find(id).stream())
                    .filter(task -> told.getOrDefault(task.id(), 0) < task.revision())
                    .map(this::tell)
                    .toList();
            if (!objects.isEmpty()) {
                changed.add(VimJson.object(
                        "PropertyFilterUpdate",
                        "filter",
                        VimJson.reference("PropertyFilter", filter),
                        "objectSet",
                        objects));
            }
        });
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        version++;
        return Optional.of(VimJson.object("UpdateSet", "version", String.valueOf(version), "filterSet", changed));
    }

    private Object tell(VCenterTasks.Task task) {
        boolean first = told.put(task.id(), task.revision()) == null;
        return VimJson.object(
                "ObjectUpdate",
                "kind",
                first ? "enter" : "modify",
                "obj",
                VimJson.reference("Task", task.id()),
                "changeSet",
                List.of(VimJson.object(
                        "PropertyChange", "name", "info", "op", "assign", "val", task.info(clock.instant()))));
    }
}
