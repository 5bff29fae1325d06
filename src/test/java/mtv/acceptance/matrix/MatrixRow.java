package mtv.acceptance.matrix;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One row of the fault matrix: a fault, the migration that it hits, and the check or link that must notice it.
 *
 * @param number place of the row in the file, from 1
 * @param fault a name of the sandbox's catalogue; it hits objects of this row only
 * @param expect id of a check, or the link that must fail, or {@link #NOTHING}
 * @param consequences ids of other checks that notice the same fault
 * @param says parts of the message with which a link must fail: what it found, and what it wanted instead
 * @param cause parts of the likely cause that the evidence must name; those of {@code says} if it is not given
 * @param machine name of the source VM's description
 * @param beside machine of a second VM that migrates too, empty for none
 * @param scope glob of the names that the fault hits, with {@code {mark}} in it. If it is not given, these are the
 *     row's own names, or all names when the row is alone
 * @param sums whether the scenario knows the checksum of each disk
 * @param destination local or remote
 * @param source type of the source
 * @param clusters 2 when the remote destination is another cluster
 * @param stage rows with the same stage share a sandbox
 * @param alone whether the fault hits what all rows share, so that the row needs a sandbox for itself
 * @param ownBed whether the row has its own Providers and namespace, and is cleaned up at its end
 * @param with further faults that must be there so that this one can do harm
 * @param settings keys that differ from the usual
 * @param vm what the scenario says of its VM
 * @param scenario what the scenario says beside its VMs
 */
public record MatrixRow(
        int number,
        String fault,
        String expect,
        Set<String> consequences,
        List<String> says,
        List<String> cause,
        String machine,
        String beside,
        String scope,
        boolean sums,
        boolean warm,
        String destination,
        String source,
        int clusters,
        String stage,
        boolean alone,
        boolean ownBed,
        List<String> with,
        Map<String, String> settings,
        Map<String, Object> vm,
        Map<String, Object> scenario) {

    /** What the likely cause must tell: what the message must, if the row says nothing else. */
    public List<String> causes() {
        return cause.isEmpty() ? says : cause;
    }

    /** Expected of a fault that a run gets over. */
    static final String NOTHING = "nothing";

    public MatrixRow {
        beside = Objects.requireNonNullElse(beside, "");
        scope = Objects.requireNonNullElse(scope, alone ? "" : "*{mark}-*");
        consequences = Objects.requireNonNullElse(consequences, Set.of());
        says = Objects.requireNonNullElse(says, List.of());
        cause = Objects.requireNonNullElse(cause, List.of());
        machine = Objects.requireNonNullElse(machine, "linux");
        destination = Objects.requireNonNullElse(destination, "remote");
        source = Objects.requireNonNullElse(source, "vsphere");
        stage = Objects.requireNonNullElse(stage, "");
        clusters = Math.max(1, clusters);
        with = Objects.requireNonNullElse(with, List.of());
        settings = Objects.requireNonNullElse(settings, Map.of());
        vm = Objects.requireNonNullElse(vm, Map.of());
        scenario = Objects.requireNonNullElse(scenario, Map.of());
    }

    /** Name of the source VM and of the scenario; no other row uses it. */
    public String id() {
        return String.format(Locale.ROOT, "m%03d-%s", number, fault);
    }

    /** The beginning of the names of all that belongs to the row; objects of the run have it behind the run's id. */
    public String mark() {
        return id().substring(0, id().indexOf('-'));
    }

    /** Name of the second VM. */
    public String besideId() {
        return mark() + "b-" + fault;
    }

    /** Each of its VMs' machine, by the VM's name. */
    public Map<String, String> machines() {
        return beside.isEmpty() ? Map.of(id(), machine) : new TreeMap<>(Map.of(id(), machine, besideId(), beside));
    }

    /** The faults with their scopes, which are this row's objects, or only its first VM. */
    public Stream<String> armed() {
        return Stream.concat(
                Stream.of(scope.isEmpty() ? fault : fault + "@" + scope.replace("{mark}", mark())),
                with.stream()
                        .map(name -> alone
                                ? name
                                : name.contains("@") ? name.replace("{vm}", id()) : name + "@*" + mark() + "-*"));
    }

    /** Ids of all checks and links that may notice the fault. */
    public Set<String> expected() {
        Set<String> all = new HashSet<>(consequences);
        all.add(expect);
        all.remove(NOTHING);
        return all;
    }
}
