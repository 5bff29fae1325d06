package mtv.sandbox.mtv;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.model.MigrationSpec;
import mtv.model.Plan;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two sandboxes of one seed end up with the same objects under the same names, ids and addresses. When something
 * happened is not compared, nor what was noted on the way: the clock is the machine's, faster, and so are its delays.
 */
public class SameSeedTest {

    /** What follows the order in which clients come, the time, a certificate or a free port. */
    private static final Pattern MOMENTARY =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|([0-9A-F]{2}:){19}[0-9A-F]{2}|localhost:\\d+");

    private static final List<String> KINDS = List.of(
            "virtualmachines.kubevirt.io",
            "virtualmachineinstances.kubevirt.io",
            "persistentvolumeclaims",
            "datavolumes.cdi.kubevirt.io",
            "pods",
            "providers.forklift.konveyor.io",
            "migrations.forklift.konveyor.io");

    @Test
    public void aMigrationLeavesTheSame() {
        CompletableFuture<Map<String, String>> other = CompletableFuture.supplyAsync(SameSeedTest::migrated);
        assertThat(migrated()).containsExactlyEntriesOf(other.join());
    }

    private static Map<String, String> migrated() {
        try (TestCluster cluster = new TestCluster(1000)) {
            cluster.vsphereProvider("vc");
            cluster.hostProvider("host");
            Plan plan =
                    cluster.plan("same", "host", false, cluster.vm("mtv-tests-rhel8"), cluster.vm("mtv-win2019-79"));
            cluster.awaitCondition(cluster.migrate(plan, new MigrationSpec(null, null, null, null, null)), "Succeeded");
            Map<String, String> objects = new TreeMap<>();
            KINDS.forEach(kind -> cluster.api().store().list(kind, "").objects().forEach(object -> {
                ObjectNode left = object.deepCopy().retain("metadata", "spec");
                left.withObject("/metadata").retain("name", "namespace", "uid", "labels", "ownerReferences");
                left.set("vms", object.at("/status/vms"));
                left.set("interfaces", object.at("/status/interfaces"));
                String place = left.at("/metadata/namespace").asText() + "/"
                        + left.at("/metadata/name").asText();
                objects.put(
                        kind + " " + place, MOMENTARY.matcher(left.toString()).replaceAll("…"));
            }));
            return objects;
        }
    }
}
