package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.faults.ActionCandidates.Candidate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One write that faults may change. It may be tried several times; which faults act is decided at the first. */
public final class FaultyWrite {

    /** A write that no fault changes. */
    static final FaultyWrite UNCHANGED = new FaultyWrite(List.of(), null);

    private final List<Candidate> candidates;
    private final ObjectAliases aliases;
    private List<Candidate> acting = List.of();
    private boolean decided;

    FaultyWrite(List<Candidate> candidates, ObjectAliases aliases) {
        this.candidates = candidates;
        this.aliases = aliases;
    }

    /** Whether any fault may act, which depends on the object. */
    public boolean mayAct() {
        return !candidates.isEmpty();
    }

    /**
     * Changes the object as the faults want it.
     *
     * @param object as it would be written
     * @throws FaultRefusal when a fault denies the write
     */
    public void apply(ObjectNode object) {
        if (!candidates.isEmpty() && !decided) {
            decided = true;
            Set<String> names = aliases.of(object);
            String label = ObjectAliases.own(object).get(1);
            acting = candidates.stream()
                    .filter(each ->
                            each.armed().covers(names) && each.action().when().holds(object))
                    .filter(each -> each.armed().fires(each.action(), label))
                    .toList();
        }
        for (Candidate each : acting) {
            if (each.action().deny() != null) {
                throw new FaultRefusal(each.action().deny());
            }
            edit(each, object, each.action().edit());
        }
    }

    /** All VMs of an object whose own name is meant, else the VMs that are. */
    private static ObjectNode edit(Candidate each, ObjectNode object, List<TreeEdit> edits) {
        boolean whole = each.armed().covers(ObjectAliases.own(object));
        if (edits != null) {
            edits.forEach(edit -> edit.apply(object, vm -> whole || each.armed().covers(ObjectAliases.ofVm(vm))));
        }
        return object;
    }

    /** Whether the write seems to succeed, and nothing is written. */
    public boolean swallowed() {
        return acting.stream().anyMatch(each -> each.action().swallow());
    }

    /** Objects that are written besides. @param written as it was */
    public List<ObjectNode> copies(ObjectNode written) {
        return edited(written, FaultAction.Also::create)
                .peek(copy -> {
                    copy.remove("status");
                    ((ObjectNode) copy.path("metadata")).remove(List.of("uid", "resourceVersion", "ownerReferences"));
                })
                .toList();
    }

    /** The object with another status, when that is to be written besides. */
    public List<ObjectNode> patches(ObjectNode written) {
        return edited(written, FaultAction.Also::patch).toList();
    }

    private Stream<ObjectNode> edited(ObjectNode written, Function<FaultAction.Also, List<TreeEdit>> edits) {
        return also().filter(each -> edits.apply(each.action().also()) != null)
                .map(each ->
                        edit(each, written.deepCopy(), edits.apply(each.action().also())));
    }

    /** Objects that are deleted besides: of a resource, all with these labels. */
    public List<Deletion> deletions(ObjectNode written) {
        String uid = written.at("/metadata/uid").asText();
        return also().map(each -> each.action().also())
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
        return acting.stream().filter(each -> each.action().also() != null);
    }

    /** @param resource such as {@code virtualmachines.kubevirt.io} */
    public record Deletion(String resource, Map<String, String> labels) {}
}
