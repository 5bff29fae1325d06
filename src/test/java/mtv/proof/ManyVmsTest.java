package mtv.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.check.Report;
import mtv.sandbox.SandboxConfig;
import mtv.settings.Settings;
import mtv.settings.Sources;
import mtv.settings.SuiteParameters;
import mtv.steps.MigrationSteps;
import mtv.steps.TestBed;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What a comparison costs does not grow with the number of VMs. */
public class ManyVmsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY = 100;
    private static final int FEW = 2;

    @Test
    public void aHundredVmsAreComparedWithAsManyRequestsAsTwo() throws IOException {
        SandboxConfig config = new SandboxConfig(1000, 1, Set.of()).withInventoryFile(Optional.of(machines()));
        try (OutsideSandbox sandbox = new OutsideSandbox(config)) {
            Map<String, String> given = new HashMap<>(sandbox.settings());
            given.putAll(Map.of("plans_file", plans().toString(), "skip_teardown", "true"));
            Settings settings = Settings.of(new Sources(Path.of(""), given, Map.of(), SuiteParameters.none()));
            try (TestBed bed = TestBed.prepare(settings, "remote")) {
                bed.open();
                long few = requests(bed, "few", FEW, sandbox);
                long many = requests(bed, "many", MANY, sandbox);
                assertThat(many).isEqualTo(few);
            }
        }
    }

    private static long requests(TestBed bed, String scenario, int vms, OutsideSandbox sandbox) {
        MigrationSteps steps =
                bed.migration(bed.scenario(scenario), bed.settings().run());
        steps.executeMigration(steps.createPlan(steps.createStorageMap(), steps.createNetworkMap()));
        long before = sandbox.requests();
        Report report = steps.checkVms();
        long after = sandbox.requests();
        assertThat(report.differences()).as(report.describe()).isEmpty();
        assertThat(report.findings())
                .filteredOn(finding -> finding.check().equals("existence"))
                .hasSize(vms);
        return after - before;
    }

    private static Path machines() throws IOException {
        ObjectNode platform = Matrix.json("/mtv/sandbox/source/vsphere.json");
        ArrayNode vms = platform.putArray("vms");
        ObjectNode shape = Matrix.read().machines().get("stopped");
        for (int i = 0; i < MANY + FEW; i++) {
            vms.add(shape.deepCopy().put("name", "vm-" + i));
        }
        return Matrix.file("machines", platform);
    }

    private static Path plans() throws IOException {
        ObjectNode plans = JSON.createObjectNode();
        ArrayNode few = plans.putObject("few").put("warm_migration", false).putArray("virtual_machines");
        ArrayNode many = plans.putObject("many").put("warm_migration", false).putArray("virtual_machines");
        for (int i = 0; i < MANY + FEW; i++) {
            (i < FEW ? few : many).addObject().put("name", "vm-" + i);
        }
        return Matrix.file("plans", plans);
    }
}
