package mtv.sandbox.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One write that faults may meddle with. It may be tried several times; which faults act is decided at the first. */
public final class Writing {

    /** In which nothing is meddled with. */
    static final Writing CALM = new Writing(List.of(), null, "");

    private final List<Candidate> candidates;
    private final Aliases aliases;
    private final String now;
    private List<Candidate> acting;

    /** A deed that may concern the write. */
    record Candidate(Armed armed, Deed deed) {}

    Writing(List<Candidate> candidates, Aliases aliases, String now) {
        this.candidates = candidates;
        this.aliases = aliases;
        this.now = now;
    }

    /**
     * Changes the object as the faults want it.
     *
     * @param object as it would be written
     * @param old as it is, or null
     * @throws Refusal when a fault denies the write
     */
    public void bend(ObjectNode object, ObjectNode old) {
        if (candidates.isEmpty()) {
            return;
        }
        if (acting == null) {
            Collection<String> names = aliases.of(object);
            String label = String.join(
                    "/",
                    object.at("/metadata/namespace").asText(),
                    Aliases.own(object).iterator().next());
            acting = candidates.stream()
                    .filter(each ->
                            each.armed().covers(names) && each.deed().when().holds(object))
                    .filter(each -> each.armed().strikes(each.deed(), label))
                    .toList();
        }
        acting.forEach(each -> act(each, object, old));
    }

    /** An edit of what is not there is none. */
    private boolean matters(Candidate each, ObjectNode object, ObjectNode old) {
        ObjectNode copy = object.deepCopy();
        if (each.deed().edit() != null) {
            tree(each.armed(), copy, old).edit(each.deed().edit());
        }
        return each.deed().edit() == null || !copy.equals(object);
    }

    private void act(Candidate each, ObjectNode object, ObjectNode old) {
        if (each.deed().deny() != null) {
            throw new Refusal(each.deed().deny());
        }
        if (each.deed().edit() != null) {
            tree(each.armed(), object, old).edit(each.deed().edit());
        }
    }

    /** All VMs of an object whose own name is meant, else the VMs that are. */
    private Tree tree(Armed armed, ObjectNode object, ObjectNode old) {
        boolean whole = armed.covers(Aliases.own(object));
        return new Tree(object, old, vm -> whole || armed.covers(Aliases.ofVm(vm)), now);
    }

    /** Whether the writer is told of success, and nothing is written. */
    public boolean swallowed() {
        return acting != null
                && acting.stream()
                        .anyMatch(each -> Boolean.TRUE.equals(each.deed().swallow()));
    }

    /** Objects that are written besides. @param written as it was */
    public List<ObjectNode> copies(ObjectNode written) {
        return edited(written, Deed.Also::create)
                .map(copy -> {
                    copy.remove("status");
                    ((ObjectNode) copy.path("metadata")).remove(List.of("uid", "resourceVersion", "ownerReferences"));
                    return copy;
                })
                .toList();
    }

    /** The object with another status, when that is to be written besides. */
    public List<ObjectNode> patches(ObjectNode written) {
        return edited(written, Deed.Also::patch).toList();
    }

    private Stream<ObjectNode> edited(ObjectNode written, Function<Deed.Also, List<Edit>> edits) {
        return also().filter(each -> edits.apply(each.deed().also()) != null).map(each -> {
            ObjectNode copy = written.deepCopy();
            tree(each.armed(), copy, null).edit(edits.apply(each.deed().also()));
            return copy;
        });
    }

    /** Objects that are deleted besides: of a resource, all with these labels. */
    public List<Deletion> deletions(ObjectNode written) {
        String uid = written.at("/metadata/uid").asText();
        return also().map(each -> each.deed().also())
                .filter(also -> also.delete() != null)
                .map(also -> new Deletion(
                        also.delete(),
                        also.labels().entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        label -> label.getValue().replace("{uid}", uid)))))
                .toList();
    }

    private Stream<Candidate> also() {
        return acting == null
                ? Stream.empty()
                : acting.stream().filter(each -> each.deed().also() != null);
    }

    /** @param resource such as {@code virtualmachines.kubevirt.io} */
    public record Deletion(String resource, Map<String, String> labels) {}
}
