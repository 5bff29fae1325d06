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
 * One proof: what goes wrong in which migration, and who must notice.
 *
 * @param number its place in the file, from 1
 * @param fault a name of the sandbox's catalogue; it hits this row's objects only
 * @param expect id of a check, or the link that must fail, or {@link #NOTHING}
 * @param consequences ids of other checks that find the same fault
 * @param says parts of the message with which a link must fail: what it found instead of what it wanted
 * @param machine name of the source VM's shape
 * @param beside machine of a second VM that migrates along, empty for none
 * @param scope glob of the names that the fault hits, with {@code {mark}} in it; without it the row's own, or all when
 *     it is alone
 * @param sums whether the scenario knows the checksum of each disk
 * @param destination local or remote
 * @param source type of the source
 * @param clusters 2 when remote is another cluster
 * @param stage rows of the same share a sandbox
 * @param alone whether the fault hits what all rows share, so that the row needs a sandbox of its own
 * @param ownBed whether the row has Providers and a namespace of its own, and is torn down in the end
 * @param with further faults that bring about what this one needs
 * @param settings other than usual
 * @param vm what the scenario says of its VM
 * @param scenario what it says besides
 */
public record MatrixRow(
        int number,
        String fault,
        String expect,
        Set<String> consequences,
        List<String> says,
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

    /** Expected of a fault that a run must get over. */
    static final String NOTHING = "nothing";

    public MatrixRow {
        beside = Objects.requireNonNullElse(beside, "");
        scope = Objects.requireNonNullElse(scope, alone ? "" : "*{mark}-*");
        consequences = Objects.requireNonNullElse(consequences, Set.of());
        says = Objects.requireNonNullElse(says, List.of());
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

    /** Tells this row's objects from all others: the source VM and the scenario are called so. */
    public String id() {
        return String.format(Locale.ROOT, "m%03d-%s", number, fault);
    }

    /** Whatever belongs to the row has this at the beginning of a name, or behind the run's id. */
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

    /** The faults, for this row's objects only; one of the others may be for its first VM only. */
    public Stream<String> armed() {
        return Stream.concat(
                Stream.of(scope.isEmpty() ? fault : fault + "@" + scope.replace("{mark}", mark())),
                with.stream()
                        .map(name -> alone
                                ? name
                                : name.contains("@") ? name.replace("{vm}", id()) : name + "@*" + mark() + "-*"));
    }

    /** All that may fire. */
    public Set<String> expected() {
        Set<String> all = new HashSet<>(consequences);
        all.add(expect);
        all.remove(NOTHING);
        return all;
    }
}
