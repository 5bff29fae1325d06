package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.json.Template;
import mtv.sandbox.json.Template.Scope;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A platform as MTV's collector saw it at one moment. The policy agent is a look behind: a machine that has changed is
 * validated by the next one. What is written of a machine is kept until it changes.
 */
final class InventorySnapshot {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InventoryFormat format;
    private volatile Instant at;
    private final String base;
    private final List<SimVm> vms;
    private final SourceRecords facts;
    private final SourcePlatform platform;
    private final String providerUid;
    private Scope scope;
    private final Map<String, Integer> validated = new HashMap<>();
    private final Map<SimVm, JsonBytes> written = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<String, List<JsonBytes>> lists = new ConcurrentHashMap<>();
    private final Map<String, Map<String, List<JsonNode>>> referred = new ConcurrentSkipListMap<>();

    /** @param before empty for the first, in which all machines are validated */
    InventorySnapshot(
            InventoryFormat format,
            SourcePlatform platform,
            String providerUid,
            Instant at,
            Optional<InventorySnapshot> before) {
        this.format = format;
        this.at = at;
        this.base = "providers/" + platform.type().id() + "/" + providerUid;
        this.vms = shown(platform);
        this.facts = new SourceRecords(platform.catalog());
        this.platform = platform;
        this.providerUid = providerUid;
        Optional<Map<String, Integer>> seen = before.map(InventorySnapshot::revisions);
        for (SimVm vm : vms) {
            int last = seen.map(revisions -> revisions.getOrDefault(vm.id(), 0)).orElse(vm.revision());
            validated.put(vm.id(), last);
            before.filter(snapshot -> last == vm.revision() && snapshot.validated.get(vm.id()) == last)
                    .map(snapshot -> snapshot.written.get(vm))
                    .ifPresent(text -> written.put(vm, text));
        }
    }

    /** Made when it is needed: where nothing has changed, all is written. */
    synchronized Scope scope() {
        if (scope == null) {
            ObjectNode root = SourceRecords.root(platform, vms);
            scope = new Scope("root", root, null)
                    .with("provider", JSON.createObjectNode().put("uid", providerUid));
            root.properties().forEach(field -> scope = scope.with(field.getKey(), field.getValue()));
        }
        return scope;
    }

    private Map<String, Integer> revisions() {
        Map<String, Integer> revisions = new HashMap<>();
        vms.forEach(vm -> revisions.put(vm.id(), vm.revision()));
        return revisions;
    }

    Instant at() {
        return at;
    }

    /** Nothing to see: it is true now as well. Empty when something has changed, or has not been validated yet. */
    Optional<InventorySnapshot> again(SourcePlatform now, Instant when) {
        if (!vms.equals(shown(now)) || !vms.stream().allMatch(vm -> validated.get(vm.id()) == vm.revision())) {
            return Optional.empty();
        }
        at = when;
        return Optional.of(this);
    }

    /** vSphere's templates are machines among the others; elsewhere they are something of their own. */
    private static List<SimVm> shown(SourcePlatform platform) {
        return platform.vms().stream()
                .filter(vm -> platform.type() == PlatformType.VSPHERE || !vm.template())
                .toList();
    }

    int count(String collection) {
        return collection.equals(InventoryFormat.VMS)
                ? vms.size()
                : list(collection, 0).size();
    }

    /** A collection as its list shows it: without templates, which can be asked for one by one. */
    List<JsonBytes> listed(String collection, int level) {
        if (!collection.equals(InventoryFormat.VMS) || vms.stream().noneMatch(SimVm::template)) {
            return list(collection, level);
        }
        List<JsonBytes> all = list(collection, level);
        return lists.computeIfAbsent(
                "listed " + level,
                key -> IntStream.range(0, all.size())
                        .filter(i -> !vms.get(i).template())
                        .mapToObj(all::get)
                        .toList());
    }

    /** Every object of a collection. */
    List<JsonBytes> list(String collection, int level) {
        return lists.computeIfAbsent(collection + "/" + level, key -> {
            List<JsonBytes> all = new ArrayList<>();
            if (collection.equals(InventoryFormat.VMS)) {
                vms.forEach(vm -> all.add(level == Query.FULL ? full(vm) : brief(vm, level)));
            } else {
                parts(collection)
                        .forEach(part -> visit(
                                part.each(),
                                scope(),
                                inner -> all.add(JsonBytes.of(object(collection, part, level, inner)))));
            }
            return List.copyOf(all);
        });
    }

    /** One object in full. */
    Optional<JsonNode> get(String collection, String id) {
        if (collection.equals(InventoryFormat.VMS)) {
            return machine(id).map(vm -> full(vm).tree());
        }
        return list(collection, Query.FULL).stream()
                .filter(object -> object.id().equals(id))
                .findFirst()
                .map(JsonBytes::tree);
    }

    private Optional<SimVm> machine(String id) {
        return vms.stream().filter(vm -> vm.id().equals(id)).findFirst();
    }

    private JsonBytes full(SimVm vm) {
        JsonBytes known = written.get(vm);
        if (known == null) {
            Scope inner = scope(vm);
            ObjectNode shown = machine(Query.FULL, inner).setAll(JSON.<ObjectNode>valueToTree(vm.shown()));
            shown.set("concerns", format.concerns(workload(shown, inner)));
            known = JsonBytes.of(shown);
            written.put(vm, known);
        }
        return known;
    }

    private JsonBytes brief(SimVm vm, int level) {
        ObjectNode shown = machine(level, scope(vm));
        if (level > 0) {
            shown.set("concerns", full(vm).tree().path("concerns"));
        }
        return JsonBytes.of(shown);
    }

    private List<InventoryFormat.Collection> parts(String collection) {
        return format.collections().get(collection).parts();
    }

    private ObjectNode machine(int level, Scope inner) {
        return object(InventoryFormat.VMS, format.collections().get(InventoryFormat.VMS), level, inner);
    }

    /** One object of a collection, with the fields that the platform has for it in particular. */
    private ObjectNode object(String collection, InventoryFormat.Collection part, int level, Scope inner) {
        ObjectNode shown = format.show(collection, part, level, base, inner);
        JsonNode more =
                inner.named("shown").path(collection).path(shown.path("name").asText());
        return level > 0 && more instanceof ObjectNode fields ? shown.setAll(fields) : shown;
    }

    private Scope scope(SimVm vm) {
        return scope().with("vm", facts.of(vm, validated.get(vm.id())));
    }

    /** Runs through the loops, the machines made one by one. */
    private void visit(List<Template.Loop> loops, Scope outer, Consumer<Scope> each) {
        if (loops.isEmpty()) {
            each.accept(outer);
            return;
        }
        Template.Loop loop = loops.get(0);
        List<Template.Loop> rest = loops.subList(1, loops.size());
        if (loop.name().equals("vm")) {
            vms.forEach(vm -> visit(rest, outer.with("vm", facts.of(vm, vm.revision())), each));
        } else {
            loop.list().in(outer).forEach(one -> visit(rest, outer.with(loop.name(), one), each));
        }
    }

    /** What a Provider shows about itself. */
    ObjectNode summary() {
        ObjectNode summary = JSON.createObjectNode();
        format.summary().forEach((field, value) -> {
            if (value.startsWith("#")) {
                summary.put(field, count(value.substring(1)));
            } else {
                summary.set(
                        field,
                        Template.of(JSON.getNodeFactory().textNode(value)).in(scope()));
            }
        });
        return summary;
    }

    /** A machine with what it refers to in full. */
    Optional<JsonNode> workload(String id) {
        return machine(id).map(vm -> workload(full(vm).tree(), scope(vm)).put("selfLink", base + "/workloads/" + id));
    }

    private ObjectNode workload(JsonNode vm, Scope inner) {
        return new Workload(this, format, inner).of(InventoryFormat.VMS, vm);
    }

    /**
     * The objects of a collection by what they have in a field, each with what it refers to; only those of the machine
     * in the scope.
     */
    Map<String, List<JsonNode>> objects(String collection, String by, Scope inner, Workload workload) {
        Map<String, List<JsonNode>> objects = new HashMap<>();
        for (InventoryFormat.Collection rows : parts(collection)) {
            visit(rows.ofMachines() ? rows.each().subList(1, rows.each().size()) : rows.each(), inner, one -> {
                ObjectNode object = object(collection, rows, Query.FULL, one);
                objects.computeIfAbsent(object.path(by).asText(), none -> new ArrayList<>())
                        .add(workload.of(collection, object));
            });
        }
        return objects;
    }

    /** What is referred to and is no part of a machine, by collection and field, and by what the field has. */
    Map<String, Map<String, List<JsonNode>>> referred() {
        return referred;
    }

    /**
     * Collections below one another, as the console shows them: what is at the top in full, machines at the level that
     * is asked for, everything else by its basics.
     */
    JsonNode tree(String name, int level) {
        return new Growth(format.trees().get(name), level).tree();
    }

    /** One tree while it is made: what is below what, is looked up once. */
    private final class Growth {

        private final List<InventoryFormat.Branch> branches;
        private final int level;
        private final Map<InventoryFormat.Branch, Map<JsonNode, List<Integer>>> below = new HashMap<>();

        Growth(List<InventoryFormat.Branch> branches, int level) {
            this.branches = branches;
            this.level = level;
        }

        JsonNode tree() {
            ObjectNode top = TreeNodes.node("", NullNode.getInstance());
            branches.stream()
                    .filter(branch -> branch.below() == null)
                    .forEach(branch -> IntStream.range(0, full(branch).size()).forEach(i -> add(top, branch, i)));
            return top;
        }

        private List<JsonBytes> full(InventoryFormat.Branch branch) {
            return list(branch.of(), Query.FULL);
        }

        private void add(ObjectNode above, InventoryFormat.Branch branch, int index) {
            boolean vms = branch.of().equals(InventoryFormat.VMS);
            int detail = vms ? level : branch.below() == null ? Query.FULL : 0;
            ObjectNode node = TreeNodes.node(
                    branch.kind(), list(branch.of(), detail).get(index).tree());
            TreeNodes.addTo(above, node);
            if (branches.stream().noneMatch(inner -> branch.kind().equals(inner.below()))) {
                return;
            }
            JsonNode object = full(branch).get(index).tree();
            branches.stream()
                    .filter(inner -> branch.kind().equals(inner.below()))
                    .forEach(inner -> inner.at().values(object).stream()
                            .flatMap(id -> members(inner).getOrDefault(id, List.of()).stream())
                            .forEach(i -> add(node, inner, i)));
        }

        private Map<JsonNode, List<Integer>> members(InventoryFormat.Branch branch) {
            return below.computeIfAbsent(branch, key -> {
                Map<JsonNode, List<Integer>> members = new HashMap<>();
                List<JsonBytes> all = full(branch);
                for (int i = 0; i < all.size(); i++) {
                    int index = i;
                    branch.by()
                            .values(all.get(i).tree())
                            .forEach(id -> members.computeIfAbsent(id, none -> new ArrayList<>())
                                    .add(index));
                }
                return members;
            });
        }
    }
}
