package mtv.sandbox.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Summarizes one migration for comparison between clusters. */
final class RunSummary {

    private static final List<String> MADE =
            List.of("Secret", "ConfigMap", "DataVolume", "Conversion", "Pod", "Job", "VirtualMachine");

    static final List<String> WATCHED = List.of(
            "Plan",
            "Migration",
            "Event",
            "Secret",
            "ConfigMap",
            "DataVolume",
            "Conversion",
            "Pod",
            "Job",
            "VirtualMachine");

    private final CreatedObjectSummary objects;
    private final VmSummary machines;
    private final List<Version> versions;
    private final String migration;

    /** One version of an object, from a watch. */
    record Version(String kind, boolean gone, JsonNode object) {

        String name() {
            return object.path("metadata").path("name").asText();
        }

        boolean is(String wanted, String itsName) {
            return kind.equals(wanted) && name().equals(itsName);
        }
    }

    /** @param versions from the creation of the Migration on, the oldest first */
    RunSummary(RecordingPlaceholders names, List<Version> versions, String migration) {
        Normalizer normalizer = new Normalizer(names);
        this.objects = new CreatedObjectSummary(normalizer);
        this.machines = new VmSummary(normalizer);
        this.versions = versions;
        this.migration = migration;
    }

    /** The types of an object's conditions, sorted; none if there is no object. */
    static Set<String> types(JsonNode object) {
        Set<String> types = new TreeSet<>();
        if (object != null) {
            object.path("status")
                    .path("conditions")
                    .forEach(condition -> types.add(condition.path("type").asText()));
        }
        return types;
    }

    ObjectNode of(String plan) {
        List<JsonNode> plans = states("Plan", plan);
        List<JsonNode> runs = states("Migration", migration);
        JsonNode lastRun = runs.get(runs.size() - 1);
        JsonNode status = plans.get(plans.size() - 1).path("status");
        List<Set<String>> types = changes(plans.stream().map(RunSummary::types).toList());
        int executing = Math.max(
                0,
                types.indexOf(types.stream()
                        .filter(known -> known.contains("Executing"))
                        .findFirst()
                        .orElse(null)));
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.set("phases", phases(plans));
        summary.set("planConditions", json(types.subList(executing, types.size())));
        summary.set(
                "migrationConditions",
                json(changes(runs.stream().map(RunSummary::types).toList())));
        summary.set("planAtEnd", machines.conditions(status));
        summary.set("migrationAtEnd", machines.conditions(lastRun.path("status")));
        summary.set("planStatusFields", Normalizer.there(status.path("migration")));
        summary.set("migrationStatusFields", Normalizer.there(lastRun.path("status")));
        ArrayNode owner = summary.putArray("owner");
        lastRun.at("/metadata/ownerReferences").forEach(one -> owner.add(one.path("kind")));
        ObjectNode vms = summary.putObject("vms");
        status.at("/migration/vms").forEach(vm -> vms.set(vm.path("name").asText(), machines.of(vm)));
        summary.set("objects", made(plan, plans.get(plans.size() - 1), lastRun));
        summary.set("events", events(plan, runs.get(0)));
        return summary;
    }

    private List<JsonNode> states(String kind, String name) {
        return versions.stream()
                .filter(version -> version.is(kind, name) && !version.gone())
                .map(Version::object)
                .toList();
    }

    private static <T> List<T> changes(List<T> all) {
        List<T> changes = new ArrayList<>();
        for (T one : all) {
            if (changes.isEmpty() || !changes.get(changes.size() - 1).equals(one)) {
                changes.add(one);
            }
        }
        return changes;
    }

    private static ArrayNode json(List<Set<String>> lists) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        lists.forEach(list -> list.forEach(json.addArray()::add));
        return json;
    }

    private static ObjectNode phases(List<JsonNode> plans) {
        Map<String, List<JsonNode>> phases = new LinkedHashMap<>();
        plans.forEach(plan -> plan.at("/status/migration/vms")
                .forEach(vm -> phases.computeIfAbsent(vm.path("name").asText(), name -> new ArrayList<>())
                        .add(vm.path("phase"))));
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        phases.forEach((name, all) -> result.putArray(name).addAll(changes(all)));
        return result;
    }

    private ObjectNode made(String plan, JsonNode lastPlan, JsonNode lastRun) {
        Map<String, Version> found = new TreeMap<>();
        Set<String> gone = new TreeSet<>();
        for (Version version : versions) {
            JsonNode labels = version.object().path("metadata").path("labels");
            boolean ofRun = !labels.has("migration") || labels.path("migration").equals(lastRun.at("/metadata/uid"));
            if (!MADE.contains(version.kind()) || !labels.path("plan").equals(lastPlan.at("/metadata/uid")) || !ofRun) {
                continue;
            }
            String key = version.kind() + "\0" + version.name();
            if (version.gone()) {
                gone.add(key);
            } else {
                gone.remove(key);
                found.put(key, version);
            }
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        found.forEach((key, version) -> {
            StringBuilder role = new StringBuilder(objects.role(version, plan));
            while (result.has(role.toString())) {
                role.append(" +");
            }
            result.set(role.toString(), objects.of(version, !gone.contains(key)));
        });
        return result;
    }

    /** The events since the Migration was created. An event may arrive some time after what it reports. */
    private ObjectNode events(String plan, JsonNode firstRun) {
        String begin = firstRun.at("/metadata/creationTimestamp").asText();
        long beginning = number(firstRun.at("/metadata/resourceVersion"));
        ObjectNode reasons = JsonNodeFactory.instance.objectNode();
        for (Version version : versions) {
            JsonNode event = version.object();
            JsonNode about = event.path("involvedObject");
            String what = about.path("kind").asText() + " " + about.path("name").asText();
            boolean ours = what.equals("Plan " + plan) || what.equals("Migration " + migration);
            if (version.kind().equals("Event")
                    && ours
                    && event.at("/metadata/creationTimestamp").asText().compareTo(begin) >= 0
                    && number(about.path("resourceVersion")) >= beginning) {
                reasons.put(
                        String.join(
                                " ",
                                about.path("kind").asText(),
                                event.path("type").asText(),
                                event.path("reason").asText()),
                        Normalizer.THERE);
            }
        }
        return reasons;
    }

    /** A resourceVersion as a number. The sandbox numbers versions in their order, whatever the kind. */
    private static long number(JsonNode resourceVersion) {
        return Long.parseLong(resourceVersion.asText());
    }
}
