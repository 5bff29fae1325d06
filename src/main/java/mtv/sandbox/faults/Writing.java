package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.faults.Candidates.Candidate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One write that faults may meddle with. It may be tried several times; which faults act is decided at the first. */
public final class Writing {

    /** In which nothing is meddled with. */
    static final Writing CALM = new Writing(List.of(), null);

    private final List<Candidate> candidates;
    private final Aliases aliases;
    private List<Candidate> acting = List.of();
    private boolean decided;

    Writing(List<Candidate> candidates, Aliases aliases) {
        this.candidates = candidates;
        this.aliases = aliases;
    }

    /**
     * Changes the object as the faults want it.
     *
     * @param object as it would be written
     * @throws Refusal when a fault denies the write
     */
    public void bend(ObjectNode object) {
        if (!candidates.isEmpty() && !decided) {
            decided = true;
            Set<String> names = aliases.of(object);
            String label = Aliases.own(object).get(1);
            acting = candidates.stream()
                    .filter(each ->
                            each.armed().covers(names) && each.deed().when().holds(object))
                    .filter(each -> each.armed().strikes(each.deed(), label))
                    .toList();
        }
        for (Candidate each : acting) {
            if (each.deed().deny() != null) {
                throw new Refusal(each.deed().deny());
            }
            edit(each, object, each.deed().edit());
        }
    }

    /** All VMs of an object whose own name is meant, else the VMs that are. */
    private static ObjectNode edit(Candidate each, ObjectNode object, List<Edit> edits) {
        boolean whole = each.armed().covers(Aliases.own(object));
        Tree tree = new Tree(object, vm -> whole || each.armed().covers(Aliases.ofVm(vm)));
        Optional.ofNullable(edits).ifPresent(tree::edit);
        return object;
    }

    /** Whether the writer is told of success, and nothing is written. */
    public boolean swallowed() {
        return acting.stream().anyMatch(each -> each.deed().swallow());
    }

    /** Objects that are written besides. @param written as it was */
    public List<ObjectNode> copies(ObjectNode written) {
        return edited(written, Deed.Also::create)
                .peek(copy -> {
                    copy.remove("status");
                    ((ObjectNode) copy.path("metadata")).remove(List.of("uid", "resourceVersion", "ownerReferences"));
                })
                .toList();
    }

    /** The object with another status, when that is to be written besides. */
    public List<ObjectNode> patches(ObjectNode written) {
        return edited(written, Deed.Also::patch).toList();
    }

    private Stream<ObjectNode> edited(ObjectNode written, Function<Deed.Also, List<Edit>> edits) {
        return also().filter(each -> edits.apply(each.deed().also()) != null)
                .map(each ->
                        edit(each, written.deepCopy(), edits.apply(each.deed().also())));
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
        return acting.stream().filter(each -> each.deed().also() != null);
    }

    /** @param resource such as {@code virtualmachines.kubevirt.io} */
    public record Deletion(String resource, Map<String, String> labels) {}
}
