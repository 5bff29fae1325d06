package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names by which a fault's scope may mean an object: its own, with and without its namespace, those of its Plan,
 * and those of the VM it belongs to. The names of a VM are read from the status of its Plan.
 */
final class ObjectAliases {

    /** Their status has the names of VMs. */
    static final String PLANS = "plans.forklift.konveyor.io";

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
        Set<String> names = new LinkedHashSet<>(own(object));
        JsonNode meta = object.path("metadata");
        for (JsonNode marks : List.of(meta.path("labels"), meta.path("annotations"))) {
            String vm = marks.path("vmID").asText();
            names.add(marks.path("plan-name").asText());
            // the Job that tries the VDDK image names its Plan so
            names.add(marks.path("plan").asText());
            names.add(vm);
            names.addAll(vms.getOrDefault(marks.path("plan").asText() + " " + vm, Set.of()));
        }
        names.addAll(vms.getOrDefault(own(object).get(1), Set.of()));
        for (String list : List.of(VMS, "/status/vms", "/spec/vms")) {
            object.at(list).forEach(vm -> names.addAll(ofVm(vm)));
        }
        names.add(object.at("/spec/plan/name").asText());
        return names;
    }

    /** The object's own name without and with its namespace, without those of the VMs in it. */
    static List<String> own(JsonNode object) {
        JsonNode meta = object.path("metadata");
        String name = meta.path("name").asText(meta.path("generateName").asText());
        return List.of(name, meta.path("namespace").asText() + "/" + name);
    }

    /** @param vm an entry of a Plan's or Migration's status */
    static Set<String> ofVm(JsonNode vm) {
        return Stream.of("name", "newName", "targetName", "id")
                .map(vm::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
