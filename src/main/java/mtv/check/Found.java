package mtv.check;

import java.time.Instant;
import java.util.Map;

/**
 * An object that a list showed.
 *
 * @param bystander whether its cluster is not the destination
 * @param state phase of a pod, empty for others
 */
public record Found(
        boolean bystander,
        String kind,
        String namespace,
        String name,
        Map<String, String> labels,
        String state,
        Instant created) {

    public static final String VM = "VirtualMachine";
    public static final String CLAIM = "PersistentVolumeClaim";
    public static final String POD = "Pod";

    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}
