package mtv.sandbox.faults;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** ActiveFault actions of one mechanism, in the order in which they were armed. */
final class ActionCandidates {

    private final List<Candidate> all;
    /** By the names of the machine. */
    private final Map<List<String>, List<Candidate>> known = new ConcurrentHashMap<>();

    /** What one armed fault may do. */
    record Candidate(ActiveFault armed, FaultAction action) {}

    ActionCandidates(List<ActiveFault> armed, Predicate<FaultAction> mechanism) {
        this.all = armed.stream()
                .flatMap(fault ->
                        fault.row().actions().stream().filter(mechanism).map(action -> new Candidate(fault, action)))
                .toList();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Stream<Candidate> all() {
        return all.stream();
    }

    /** Those that are armed for an object of one of these names. */
    Stream<Candidate> covering(Collection<String> names) {
        return all.stream().filter(each -> each.armed().covers(names));
    }

    /** The same for a machine, of which there may be thousands, and all are looked at each time. */
    Stream<Candidate> coveringMachine(List<String> names) {
        return known.computeIfAbsent(names, all -> covering(all).toList()).stream();
    }
}
