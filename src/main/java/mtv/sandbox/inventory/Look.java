package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.inventory.Template.Scope;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A platform as MTV's collector saw it at one moment. The policy agent is a look behind: a machine that has changed is
 * validated by the next one. What is written of a machine is kept until it changes.
 */
final class Look {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shape shape;
    private final Instant at;
    private final String base;
    private final List<SimVm> vms;
    private final Facts facts;
    private final SourcePlatform platform;
    private final String providerUid;
    private Scope scope;
    private final Map<String, Integer> validated = new HashMap<>();
    private final Map<SimVm, Shown> written = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<String, List<Shown>> lists = new ConcurrentHashMap<>();

    /** @param before empty for the first, in which all machines are validated */
    Look(Shape shape, SourcePlatform platform, String providerUid, Instant at, Optional<Look> before) {
        this.shape = shape;
        this.at = at;
        this.base = "providers/" + platform.type().id() + "/" + providerUid;
        this.vms = platform.vms().stream().filter(vm -> !vm.template()).toList();
        this.facts = new Facts(platform.catalog());
        this.platform = platform;
        this.providerUid = providerUid;
        Optional<Map<String, Integer>> seen = before.map(Look::revisions);
        for (SimVm vm : vms) {
            int last = seen.map(revisions -> revisions.getOrDefault(vm.id(), 0)).orElse(vm.revision());
            validated.put(vm.id(), last);
            before.filter(look -> last == vm.revision() && look.validated.get(vm.id()) == last)
                    .map(look -> look.written.get(vm))
                    .ifPresent(text -> written.put(vm, text));
        }
    }

    /** Made when it is needed: where nothing has changed, all is written. */
    private synchronized Scope scope() {
        if (scope == null) {
            ObjectNode root = Facts.root(platform, vms);
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

    int count(String collection) {
        return collection.equals(Shape.VMS) ? vms.size() : list(collection, 0).size();
    }

    /** Every object of a collection. */
    List<Shown> list(String collection, int level) {
        return lists.computeIfAbsent(collection + "/" + level, key -> {
            List<Shown> all = new ArrayList<>();
            if (collection.equals(Shape.VMS)) {
                vms.forEach(vm -> all.add(level == Shape.FULL ? full(vm) : Shown.of(machine(vm, level))));
            } else {
                visit(
                        shape.collections().get(collection).each(),
                        scope(),
                        inner -> all.add(Shown.of(shape.show(collection, level, base, inner))));
            }
            return List.copyOf(all);
        });
    }

    /** One object in full. */
    Optional<JsonNode> get(String collection, String id) {
        if (collection.equals(Shape.VMS)) {
            return vms.stream().filter(vm -> vm.id().equals(id)).findFirst().map(vm -> full(vm).tree());
        }
        return list(collection, Shape.FULL).stream()
                .filter(object -> object.id().equals(id))
                .findFirst()
                .map(Shown::tree);
    }

    private Shown full(SimVm vm) {
        Shown known = written.get(vm);
        if (known == null) {
            known = Shown.of(machine(vm, Shape.FULL));
            written.put(vm, known);
        }
        return known;
    }

    private ObjectNode machine(SimVm vm, int level) {
        Scope inner = scope().with("vm", facts.of(vm, validated.get(vm.id())));
        ObjectNode shown = shape.show(Shape.VMS, level, base, inner);
        if (level > 0) {
            ObjectNode full = level == Shape.FULL ? shown : shape.show(Shape.VMS, Shape.FULL, base, inner);
            full.setAll(JSON.<ObjectNode>valueToTree(vm.shown()));
            shown.set("concerns", shape.concerns(full));
        }
        return shown;
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
        shape.summary().forEach((field, value) -> {
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
        return get(Shape.VMS, id).map(vm -> {
            ObjectNode workload = (ObjectNode) vm;
            workload.put("selfLink", base + "/workloads/" + id);
            shape.workload().forEach(expansion -> expand(workload, workload, expansion, expansion.at()));
            return workload;
        });
    }

    private void expand(ObjectNode workload, JsonNode node, Shape.Expansion expansion, String path) {
        int dot = path.indexOf('.');
        if (node.isArray()) {
            node.forEach(element -> expand(workload, element, expansion, path));
        } else if (dot >= 0) {
            expand(workload, node.path(path.substring(0, dot)), expansion, path.substring(dot + 1));
        } else if (node instanceof ObjectNode object) {
            get(expansion.is(), object.path(path).asText()).ifPresent(found -> {
                if (expansion.put() == null) {
                    object.set(path, found);
                } else if (expansion.at().contains(".")) {
                    workload.withArray("/" + expansion.put()).add(found);
                } else {
                    workload.set(expansion.put(), found);
                }
            });
        }
    }

    /** Collections below one another, as the console shows them. */
    Optional<JsonNode> tree(String name, int level) {
        return Optional.ofNullable(shape.trees().get(name)).map(branches -> {
            ObjectNode top = JSON.createObjectNode().put("kind", "").putNull("object");
            grow(top, branches, MissingNode.getInstance(), level);
            return top;
        });
    }

    private void grow(ObjectNode node, List<Shape.Branch> branches, JsonNode above, int level) {
        var children = node.putArray("children");
        if (branches.isEmpty()) {
            return;
        }
        Shape.Branch branch = branches.get(0);
        Template by = Template.path("it." + branch.by());
        for (Shown shown : list(branch.of(), Shape.FULL)) {
            JsonNode object = shown.tree();
            boolean below =
                    branch.by() == null || by.in(new Scope("it", object, null)).equals(above.path("id"));
            if (below) {
                ObjectNode child = children.addObject().put("kind", branch.kind());
                child.set("object", level > 0 ? object : basics(branch.of(), object));
                grow(child, branches.subList(1, branches.size()), object, level);
            }
        }
    }

    private JsonNode basics(String collection, JsonNode object) {
        return list(collection, 0).stream()
                .filter(shown -> shown.id().equals(object.path("id").asText()))
                .findFirst()
                .map(Shown::tree)
                .orElse(object);
    }
}
