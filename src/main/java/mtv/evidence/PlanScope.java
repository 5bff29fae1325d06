package mtv.evidence;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of the objects of a namespace have to do with one Plan: by the uids of Plan and Migrations that MTV writes into
 * labels and annotations; by name where the Plan names them, or the suite has named them alike; and what CDI makes for
 * a claim, by the name or uid of that claim in its own name.
 */
final class PlanScope {

    private static final Set<String> MTV = Set.of("Plan", "Migration", "NetworkMap", "StorageMap", "Provider");

    /** Kinds that pods are named after; names of VMs may be part of any other name. */
    private static final Set<String> STORAGE = Set.of("PersistentVolumeClaim", "DataVolume");

    private final Set<String> uids = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();
    private final Set<String> marked;
    private final Set<String> parts;
    private final boolean all;
    private final String prefix;

    /** @param plan its name, or empty for all objects */
    PlanScope(List<JsonNode> objects, String plan) {
        objects.stream().filter(object -> isNamed(object, "Plan", plan)).forEach(this::add);
        this.all = plan.isEmpty();
        this.prefix = plan.substring(0, plan.lastIndexOf('-') + 1);
        objects.stream()
                .filter(object -> object.path("kind").asText().equals("Migration"))
                .filter(migration -> migration.at("/spec/plan/name").asText().equals(plan))
                .forEach(this::add);
        this.marked = objects.stream()
                .filter(this::isMarked)
                .map(object -> object.at("/metadata/uid").asText())
                .filter(uid -> !uid.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        this.parts = objects.stream()
                .filter(object -> STORAGE.contains(object.path("kind").asText()))
                .filter(this::isMarked)
                .flatMap(object -> Stream.of(object.at("/metadata/name"), object.at("/metadata/uid")))
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void add(JsonNode object) {
        uids.add(object.at("/metadata/uid").asText());
        names.add(object.at("/metadata/name").asText());
        for (String end : List.of("map/network", "map/storage", "provider/source", "provider/destination")) {
            names.add(object.at("/spec/" + end + "/name").asText());
        }
    }

    private static boolean isNamed(JsonNode object, String kind, String name) {
        return object.path("kind").asText().equals(kind)
                && object.at("/metadata/name").asText().equals(name);
    }

    private boolean isMarked(JsonNode object) {
        Predicate<Map.Entry<String, JsonNode>> own =
                mark -> uids.contains(mark.getValue().asText());
        return object.at("/metadata/labels").propertyStream().anyMatch(own)
                || object.at("/metadata/annotations").propertyStream().anyMatch(own);
    }

    boolean has(JsonNode object) {
        String kind = object.path("kind").asText();
        if (all || kind.equals("Node") || kind.equals("ResourceQuota")) {
            return true;
        }
        if (kind.equals("Event")) {
            String about = object.at("/involvedObject/name").asText();
            return names.contains(about)
                    || marked.contains(object.at("/involvedObject/uid").asText())
                    || isOfPart(about);
        }
        String name = object.at("/metadata/name").asText();
        return MTV.contains(kind)
                ? names.contains(name) || name.startsWith(prefix)
                : isMarked(object) || isOfPart(name);
    }

    private boolean isOfPart(String name) {
        return parts.stream().anyMatch(name::contains);
    }
}
