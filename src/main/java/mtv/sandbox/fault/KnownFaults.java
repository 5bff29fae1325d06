package mtv.sandbox.fault;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The faults that a sandbox can be started with; each makes exactly one link of a suite fail. */
public final class KnownFaults {

    private static final Map<String, String> MEANINGS = table("""
            storage-class-missing       | The StorageMap is told that its destination storage class does not exist.
            network-destination-missing | The NetworkMap is told that its network attachment definition does not exist.
            vm-critical-concern         | The inventory raises a critical concern, so the Plan is never Ready.
            guest-conversion-fails      | The virt-v2v pod fails in the step ImageConversion.
            memory-unit-wrong           | The migrated machine has a 1024th of its memory.
            nic-lost                    | The migrated machine lacks its last NIC.
            mac-changed                 | The first NIC comes with another MAC address.
            disk-lost                   | The migrated machine lacks its last disk.
            cpu-topology-wrong          | Sockets and cores per socket are exchanged for one core in every socket more.
            power-state-wrong           | The migrated machine is left in the power state opposite to the expected one.
            storage-class-wrong         | The first disk lands on another storage class than the map says.
            agent-never-connects        | The guest agent of the migrated machine never reports.
            vm-on-wrong-network         | The first NIC is attached to another network than the map says.
            disk-size-wrong             | The first disk is smaller than its source.
            vm-missing                  | The migration succeeds and leaves no machine behind.
            """);

    private KnownFaults() {}

    /** In the order of the table. */
    public static Set<String> names() {
        return MEANINGS.keySet();
    }

    /** One sentence on what a fault does, empty when there is no such fault. */
    public static Optional<String> meaning(String fault) {
        return Optional.ofNullable(MEANINGS.get(fault));
    }

    private static Map<String, String> table(String text) {
        Map<String, String> rows = new LinkedHashMap<>();
        text.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", 2)).map(String::strip).toList())
                .forEach(cells -> rows.put(cells.get(0), cells.get(1)));
        return Collections.unmodifiableMap(rows);
    }
}
