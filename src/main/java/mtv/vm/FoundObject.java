package mtv.vm;

import java.time.Instant;
import java.util.Map;

/**
 * An object that a list showed.
 *
 * @param cluster name and address of a cluster where nothing may be; empty on the destination, and for what MTV keeps
 *     beside the Plan
 * @param created unknown when the object does not say it, or not as a time
 * @param state phase of a pod or Conversion, empty for others
 */
public record FoundObject(
        String cluster,
        String kind,
        String namespace,
        String name,
        Map<String, String> labels,
        String state,
        Fact<Instant> created) {

    public static final String VM = "VirtualMachine";
    public static final String CLAIM = "PersistentVolumeClaim";
    public static final String POD = "Pod";
    public static final String CONVERSION = "Conversion";

    public boolean bystander() {
        return !cluster.isEmpty();
    }

    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name + (bystander() ? " on " + cluster : "");
    }
}
