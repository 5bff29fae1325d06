package mtv.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Under which names an object may be meant: its own, with and without its namespace, those of its Plan, and those of
 * the VM it belongs to. What a VM is called is learned from the status of its Plan.
 */
final class Aliases {

    private static final String VMS = "/status/migration/vms";

    private final Map<String, Set<String>> vms = new ConcurrentHashMap<>();

    /** @param plan as it is written */
    void learn(JsonNode plan) {
        String uid = plan.at("/metadata/uid").asText();
        String namespace = plan.at("/spec/targetNamespace").asText();
        for (JsonNode vm : plan.at(VMS)) {
            Set<String> names = ofVm(vm);
            names.addAll(own(plan));
            vms.put(uid + " " + vm.path("id").asText(), names);
            vms.put(namespace + "/" + vm.path("newName").asText(vm.path("name").asText()), names);
        }
    }

    Set<String> of(JsonNode object) {
        Set<String> names = own(object);
        JsonNode meta = object.path("metadata");
        for (JsonNode marks : List.of(meta.path("labels"), meta.path("annotations"))) {
            add(names, marks.path("plan-name"));
            add(names, marks.path("vmID"));
            names.addAll(vms.getOrDefault(
                    marks.path("plan").asText() + " " + marks.path("vmID").asText(), Set.of()));
        }
        names.addAll(vms.getOrDefault(
                meta.path("namespace").asText() + "/" + meta.path("name").asText(), Set.of()));
        for (String list : List.of(VMS, "/status/vms", "/spec/vms")) {
            object.at(list).forEach(vm -> names.addAll(ofVm(vm)));
        }
        add(names, object.at("/spec/plan/name"));
        return names;
    }

    /** The object's own names, without those of the VMs in it. */
    static Set<String> own(JsonNode object) {
        Set<String> names = new LinkedHashSet<>();
        JsonNode meta = object.path("metadata");
        String name = meta.path("name").asText(meta.path("generateName").asText());
        names.add(name);
        names.add(meta.path("namespace").asText() + "/" + name);
        return names;
    }

    /** @param vm an entry of a Plan's or Migration's status */
    static Set<String> ofVm(JsonNode vm) {
        Set<String> names = new LinkedHashSet<>();
        for (String field : List.of("name", "newName", "targetName", "id")) {
            add(names, vm.path(field));
        }
        return names;
    }

    private static void add(Set<String> names, JsonNode text) {
        if (text.isTextual()) {
            names.add(text.asText());
        }
    }
}
