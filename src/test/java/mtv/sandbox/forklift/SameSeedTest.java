package mtv.sandbox.forklift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.model.MigrationSpec;
import mtv.model.Plan;
import org.testng.annotations.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two sandboxes of one seed end up with the same objects under the same names, ids and addresses, and their migrations
 * take the same time, step by step, though both work on one machine at once and at different speeds.
 */
public class SameSeedTest {

    /** What follows a certificate or a free port. */
    private static final Pattern MOMENTARY = Pattern.compile("([0-9A-F]{2}:){19}[0-9A-F]{2}|localhost:\\d+");

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    private static final List<String> KINDS = List.of(
            "virtualmachines.kubevirt.io",
            "virtualmachineinstances.kubevirt.io",
            "persistentvolumeclaims",
            "datavolumes.cdi.kubevirt.io",
            "pods",
            "providers.forklift.konveyor.io",
            "migrations.forklift.konveyor.io");

    @Test
    public void theSameSeedLeavesTheSameObjects() {
        CompletableFuture<Map<String, String>> other = CompletableFuture.supplyAsync(() -> migrated(1000));
        assertThat(migrated(300)).containsExactlyEntriesOf(other.join());
    }

    private static Map<String, String> migrated(double timeScale) {
        try (TestCluster cluster = new TestCluster(timeScale)) {
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
                String text = MOMENTARY.matcher(left.toString()).replaceAll("…");
                String started = object.at("/status/started").asText();
                objects.put(
                        kind + " " + place,
                        TIME.matcher(text).replaceAll(time -> started.isEmpty() ? "…" : since(started, time.group())));
            }));
            return objects;
        }
    }

    private static String since(String started, String time) {
        return Duration.between(Instant.parse(started), Instant.parse(time)).toSeconds() + " s";
    }
}
