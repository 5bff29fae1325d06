package mtv.check;

import java.time.Instant;
import java.util.Map;

/**
 * An object that a list showed.
 *
 * @param cluster name and address of a cluster that is not the destination; empty on the destination
 * @param state phase of a pod, empty for others
 */
public record Found(
        String cluster,
        String kind,
        String namespace,
        String name,
        Map<String, String> labels,
        String state,
        Instant created) {

    public static final String VM = "VirtualMachine";
    public static final String CLAIM = "PersistentVolumeClaim";
    public static final String POD = "Pod";

    boolean bystander() {
        return !cluster.isEmpty();
    }

    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name + (bystander() ? " on " + cluster : "");
    }
}
