package mtv.acceptance.mutation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.acceptance.harness.OpenShiftMachines;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.matrix.Matrix;
import mtv.sandbox.SandboxConfig;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.CollectedMigration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A migration of one VM in a sandbox without faults, a row of {@code migrations.json}.
 *
 * @param id also the name of the VM
 * @param source the type of the source
 * @param machine the VM, as the fault matrix names its machines
 */
record CleanMigration(String id, String source, String machine, boolean warm) {

    private static final double TIME_SCALE = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<CleanMigration> all() throws IOException {
        try (InputStream rows = CleanMigration.class.getResourceAsStream("/mtv/acceptance/mutation/migrations.json")) {
            return JSON.readValue(rows, new TypeReference<>() {});
        }
    }

    static CleanMigration named(String id) throws IOException {
        return all().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row of migrations.json has the id " + id));
    }

    /** Migrates the VM and collects the facts. */
    CollectedMigration collect() throws IOException, InterruptedException {
        boolean own = source.equals("openshift");
        ObjectNode platform = Matrix.platform(source);
        ObjectNode vm = Matrix.read().machines().get(machine).deepCopy().put("name", id);
        platform.put("random", 0).putArray("vms").add(vm);
        SandboxConfig config = new SandboxConfig(TIME_SCALE, 1, Set.of())
                .withInventoryFile(own ? Optional.empty() : Optional.of(Matrix.file("machines", platform)));
        try (OutsideSandbox sandbox = new OutsideSandbox(config)) {
            if (own) {
                sandbox.create(new OpenShiftMachines(platform.path("vms")).objects());
            }
            ObjectNode plans = JSON.createObjectNode();
            plans.putObject(id)
                    .put("warm_migration", warm)
                    .putArray("virtual_machines")
                    .addObject()
                    .put("name", id)
                    .put("guest_agent", vm.path("power").asText().equals("poweredOn"));
            Map<String, String> given = new HashMap<>(sandbox.settings());
            given.put("plans_file", Matrix.file("plans", plans).toString());
            given.put("source_provider", source + "-sandbox");
            return CollectedMigration.of(
                    Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none())), id);
        }
    }
}
