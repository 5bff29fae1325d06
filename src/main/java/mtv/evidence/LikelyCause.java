package mtv.evidence;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The most likely cause of a failure, in words. What a pod, a claim or an event says lies deeper than what MTV says,
 * and stands first; a cluster's own trouble, such as a node that is short of memory, explains what nothing else does.
 */
final class LikelyCause {

    private static final int MOST = 3;

    private final List<JsonNode> objects;
    private final Map<String, String> logs;

    /**
     * @param objects that have to do with it
     * @param logs of pods, by their uids
     */
    LikelyCause(List<JsonNode> objects, Map<String, String> logs) {
        this.objects = objects;
        this.logs = logs;
    }

    /** @return one paragraph; empty when nothing is wrong that these objects show */
    Optional<String> words() {
        Set<String> deep = first(List.of(all("Pod").flatMap(this::pod), claims(), dataVolumes(), events(), quotas()));
        Set<String> told = first(List.of(failures(), blockers("Provider"), blockers("Plan"), blockers("Map")));
        if (told.isEmpty()) {
            told = first(List.of(failed(), standing(), unready()));
        }
        List<String> parts = new ArrayList<>(deep);
        told.stream().map(words -> "MTV says: " + words).forEach(parts::add);
        if (deep.isEmpty()) {
            nodes().limit(MOST).forEach(parts::add);
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.stream()
                        .map(words -> words.endsWith(".") ? words : words + ".")
                        .collect(Collectors.joining(" ")));
    }

    private static Set<String> first(List<Stream<String>> sentences) {
        return sentences.stream()
                .flatMap(some -> some)
                .distinct()
                .limit(MOST)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<JsonNode> all(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    private static String name(JsonNode object) {
        return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    }

    private Stream<String> pod(JsonNode pod) {
        JsonNode status = pod.path("status");
        List<String> found = new ArrayList<>();
        each(status.path("conditions"))
                .filter(condition -> is(condition, "type", "PodScheduled") && is(condition, "status", "False"))
                .forEach(condition -> found.add("no node takes " + name(pod) + ": " + text(condition, "message")));
        Stream.concat(each(status.path("initContainerStatuses")), each(status.path("containerStatuses")))
                .flatMap(container -> container(pod, container).stream())
                .forEach(found::add);
        if (found.isEmpty() && is(status, "phase", "Failed")) {
            String why = Stream.of(text(status, "reason"), text(status, "message"), lastWords(pod))
                    .filter(words -> !words.isEmpty())
                    .distinct()
                    .collect(Collectors.joining(", "));
            found.add(name(pod) + " has failed" + (why.isEmpty() ? "" : ": " + why));
        }
        return found.stream();
    }

    private Optional<String> container(JsonNode pod, JsonNode container) {
        String who = "container " + text(container, "name") + " of " + name(pod);
        JsonNode waiting = container.at("/state/waiting");
        String reason = text(waiting, "reason");
        if (reason.contains("Image") || reason.contains("Config") || reason.equals("CreateContainerError")) {
            return Optional.of(who + " cannot start, " + reason + ": " + text(waiting, "message"));
        }
        JsonNode ended = Stream.of(container.at("/state/terminated"), container.at("/lastState/terminated"))
                .filter(state -> state.path("exitCode").asInt() != 0)
                .findFirst()
                .orElse(null);
        if (ended == null) {
            return Optional.empty();
        }
        String how = is(ended, "reason", "OOMKilled")
                ? " was killed for lack of memory (OOMKilled)"
                : " ended with exit code " + ended.path("exitCode").asInt();
        String restarts = container.path("restartCount").asInt() > 0
                ? " after " + container.path("restartCount").asInt() + " restarts"
                : "";
        String last = Stream.of(text(ended, "message"), lastWords(pod))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .map(words -> ": " + words)
                .orElse("");
        return Optional.of(who + how + restarts + last);
    }

    /** The last line of the pod's log that tells of trouble. */
    private String lastWords(JsonNode pod) {
        return Optional.ofNullable(logs.get(pod.at("/metadata/uid").asText()))
                .map(LogLines::lastOfTrouble)
                .orElse("");
    }

    private Stream<String> claims() {
        return all("PersistentVolumeClaim")
                .filter(claim -> !is(claim.path("status"), "phase", "Bound"))
                .map(claim -> name(claim) + " is " + text(claim.path("status"), "phase") + eventOf(claim));
    }

    private Stream<String> dataVolumes() {
        return all("DataVolume").flatMap(volume -> {
            JsonNode status = volume.path("status");
            String running = each(status.path("conditions"))
                    .filter(condition -> is(condition, "type", "Running") && is(condition, "status", "False"))
                    .filter(condition -> !text(condition, "reason").equals("Completed"))
                    .map(condition -> text(condition, "message"))
                    .filter(message -> !message.isEmpty())
                    .findFirst()
                    .orElse("");
            boolean failed = is(status, "phase", "Failed") || !running.isEmpty();
            return failed
                    ? Stream.of(name(volume) + " is " + text(status, "phase")
                            + (running.isEmpty() ? eventOf(volume) : ": " + running))
                    : Stream.empty();
        });
    }

    private String eventOf(JsonNode object) {
        return warnings()
                .filter(event -> event.at("/involvedObject/name")
                        .asText()
                        .equals(object.at("/metadata/name").asText()))
                .reduce((a, b) -> b)
                .map(event -> ", " + text(event, "reason") + ": " + text(event, "message"))
                .orElse("");
    }

    private Stream<JsonNode> warnings() {
        return all("Event").filter(event -> is(event, "type", "Warning"));
    }

    /** Reasons that end a migration, unlike probes that fail for a while. */
    private Stream<String> events() {
        return warnings()
                .filter(event -> text(event, "reason")
                        .matches("Failed(Create|Scheduling|Mount|AttachVolume|Binding)|ProvisioningFailed|Evicted"))
                .map(event -> event.at("/involvedObject/kind").asText() + " "
                        + event.at("/involvedObject/name").asText() + ", " + text(event, "reason") + ": "
                        + text(event, "message"))
                .distinct();
    }

    private Stream<String> quotas() {
        return all("ResourceQuota").flatMap(quota -> {
            JsonNode hard = quota.at("/status/hard");
            JsonNode used = quota.at("/status/used");
            return hard.propertyStream()
                    .filter(limit -> !limit.getValue().asText().equals("0"))
                    .filter(limit -> limit.getValue().asText().equals(text(used, limit.getKey())))
                    .map(limit -> name(quota) + " leaves no more " + limit.getKey() + " than "
                            + limit.getValue().asText());
        });
    }

    /** What MTV says of the VMs that failed. */
    private Stream<String> failures() {
        Map<String, List<String>> vms = new LinkedHashMap<>();
        all("Migration")
                .flatMap(migration -> each(migration.at("/status/vms")))
                .forEach(vm -> each(vm.at("/pipeline"))
                        .filter(step -> step.has("error"))
                        .forEach(step -> vms.computeIfAbsent(
                                        "in step " + text(step, "name") + ", "
                                                + each(step.at("/error/reasons"))
                                                        .map(JsonNode::asText)
                                                        .collect(Collectors.joining("; ")),
                                        any -> new ArrayList<>())
                                .add(text(vm, "name"))));
        return vms.entrySet().stream()
                .map(failed -> (failed.getValue().size() == 1 ? "VM " : "VMs ")
                        + String.join(", ", new LinkedHashSet<>(failed.getValue())) + " failed " + failed.getKey());
    }

    /** Where VMs of a Migration are that has not ended. */
    private Stream<String> standing() {
        return all("Migration")
                .filter(migration -> migration.at("/status/completed").isMissingNode())
                .flatMap(migration -> {
                    List<JsonNode> vms = each(migration.at("/status/vms")).toList();
                    return vms.isEmpty()
                            ? Stream.of(name(migration) + " is still running, and MTV names no VM of it")
                            : vms.stream()
                                    .filter(vm -> vm.path("completed").isMissingNode() || vms.size() == 1)
                                    .map(LikelyCause::whereabouts);
                });
    }

    private static String whereabouts(JsonNode vm) {
        String steps = each(vm.path("pipeline"))
                .filter(step -> is(step, "phase", "Running"))
                .map(step -> ", step " + text(step, "name") + " at "
                        + step.at("/progress/completed").asText("0") + " of "
                        + step.at("/progress/total").asText("0"))
                .collect(Collectors.joining());
        String room = each(vm.path("conditions")).anyMatch(condition -> is(condition, "type", "Pending"))
                ? ", Pending, as MTV has no room for it"
                : "";
        JsonNode warm = vm.path("warm");
        String copies = warm.isObject() ? ", " + warm.path("precopies").size() + " copies begun" : "";
        return "VM " + text(vm, "name") + " stands in phase " + text(vm, "phase") + steps + copies + room;
    }

    /** What keeps a Plan from being Ready, where nothing is Critical. */
    private Stream<String> unready() {
        return all("Plan")
                .filter(plan -> each(plan.at("/status/conditions"))
                        .noneMatch(
                                condition -> is(condition, "type", "Ready") || is(condition, "category", "Critical")))
                .map(plan -> {
                    String told = each(plan.at("/status/conditions"))
                            .filter(condition -> is(condition, "status", "True"))
                            .map(condition -> text(condition, "type") + ": " + text(condition, "message"))
                            .collect(Collectors.joining("; "));
                    return name(plan) + (told.isEmpty() ? ": nothing at all is said of it" : " is not Ready: " + told);
                });
    }

    private Stream<String> blockers(String kind) {
        return conditions(
                kind, condition -> is(condition, "category", "Critical") || is(condition, "category", "Error"));
    }

    private Stream<String> failed() {
        return conditions("Migration", condition -> is(condition, "type", "Failed"));
    }

    /** @param kind or the end of it */
    private Stream<String> conditions(String kind, Predicate<JsonNode> wanted) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().endsWith(kind))
                .filter(object -> object.path("apiVersion").asText().startsWith("forklift."))
                .flatMap(object -> each(object.at("/status/conditions"))
                        .filter(condition -> is(condition, "status", "True"))
                        .filter(wanted)
                        .map(condition ->
                                name(object) + " has " + text(condition, "type") + ": " + text(condition, "message")));
    }

    private Stream<String> nodes() {
        return all("Node")
                .flatMap(node -> each(node.at("/status/conditions"))
                        .filter(condition -> is(condition, "type", "Ready")
                                ? !is(condition, "status", "True")
                                : text(condition, "type").endsWith("Pressure") && is(condition, "status", "True"))
                        .map(condition -> name(node)
                                + (is(condition, "type", "Ready")
                                        ? " is not Ready: "
                                        : " has " + text(condition, "type") + ": ")
                                + text(condition, "message")));
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return list.valueStream();
    }

    private static boolean is(JsonNode object, String field, String value) {
        return value.equals(text(object, field));
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText().strip();
    }
}
