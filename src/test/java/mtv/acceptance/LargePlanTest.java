package mtv.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.matrix.Matrix;
import mtv.check.Report;
import mtv.cluster.Cluster;
import mtv.model.Migration;
import mtv.model.Plan;
import mtv.sandbox.SandboxConfig;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.MigrationSteps;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MTV moves all VMs of a Plan in one pass and writes the Plan once then, so that a Plan of many VMs which may all be
 * copied at a time is written about as often as one of a single VM.
 */
public class LargePlanTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY = 60;
    /** So many of these VMs has each ESXi host, and can MTV copy of it at a time. */
    private static final int ON_A_HOST = 20;

    private final Map<String, AtomicInteger> writes = new ConcurrentHashMap<>();

    @Test
    public void aPlanIsWrittenAsOftenForManyVmsAsForOne() throws IOException {
        SandboxConfig config = new SandboxConfig(2000, 1, Set.of()).withInventoryFile(Optional.of(machines()));
        try (OutsideSandbox sandbox = new OutsideSandbox(config);
                Cluster hub = sandbox.connect()) {
            hub.client().resources(Plan.class).inAnyNamespace().inform(new Writes<>());
            hub.client().resources(Migration.class).inAnyNamespace().inform(new Writes<>());
            Map<String, String> given = new HashMap<>(sandbox.settings());
            given.putAll(Map.of(
                    "plans_file", plans().toString(), "number_of_vms", String.valueOf(MANY), "check_ssh", "false"));
            Settings settings = Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none()));
            try (TestBed prepared = TestBed.prepare(settings, "remote")) {
                OpenTestBed bed = prepared.open();
                Map<String, Integer> one = migrate(bed, "one");
                Map<String, Integer> many = migrate(bed, "many");
                assertThat(one).containsOnlyKeys("Plan", "Migration");
                assertThat(many)
                        .allSatisfy((kind, times) -> assertThat(times)
                                .as("writes of the %s of %d VMs; of one VM there were %s", kind, MANY, one)
                                .isLessThanOrEqualTo(2 * one.get(kind)));
            }
        }
    }

    private Map<String, Integer> migrate(OpenTestBed bed, String scenario) {
        writes.clear();
        MigrationSteps steps =
                bed.migration(bed.scenario(scenario), bed.settings().run());
        Report report = steps.checkVms(
                steps.executeMigration(steps.createPlan(steps.createStorageMap(), steps.createNetworkMap())));
        assertThat(report.differences()).as(report.describe()).isEmpty();
        Map<String, Integer> seen = new HashMap<>();
        writes.forEach((kind, times) -> seen.put(kind, times.get()));
        return seen;
    }

    private final class Writes<T extends HasMetadata> implements ResourceEventHandler<T> {

        @Override
        public void onAdd(T object) {
            // only its changes count
        }

        @Override
        public void onUpdate(T before, T object) {
            writes.computeIfAbsent(object.getKind(), any -> new AtomicInteger()).incrementAndGet();
        }

        @Override
        public void onDelete(T object, boolean unknown) {
            // only its changes count
        }
    }

    private static Path machines() throws IOException {
        ObjectNode shape = Matrix.read().machines().get("stopped");
        ObjectNode platform = Matrix.json("/mtv/sandbox/sources/vsphere.json");
        ArrayNode hosts = (ArrayNode) platform.get("hosts");
        ArrayNode vms = platform.putArray("vms");
        for (int i = 0; i <= MANY; i++) {
            if (i / ON_A_HOST >= hosts.size()) {
                ObjectNode host = hosts.get(0).deepCopy();
                hosts.add(host.put("id", "esx-" + i).put("name", "esx-" + i));
            }
            String host = hosts.get(i / ON_A_HOST).path("id").asText();
            vms.add(shape.deepCopy().put("name", "vm-" + i).put("host", host));
        }
        return Matrix.file("machines", platform);
    }

    private static Path plans() throws IOException {
        ObjectNode plans = JSON.createObjectNode();
        scenario(plans.putObject("many"), 0, MANY);
        scenario(plans.putObject("one"), MANY, 1);
        return Matrix.file("plans", plans);
    }

    private static void scenario(ObjectNode scenario, int from, int vms) {
        ArrayNode wanted = scenario.put("warm_migration", false).putArray("virtual_machines");
        for (int i = from; i < from + vms; i++) {
            wanted.addObject().put("name", "vm-" + i).put("guest_agent", false);
        }
    }
}
