package mtv.acceptance.matrix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.acceptance.harness.OpenShiftMachines;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.sandbox.SandboxConfig;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One sandbox with the rows of the matrix that share it; rows with the same settings share a test bed. */
public final class MatrixSandbox implements AutoCloseable {

    private static final double TIME_SCALE = 100;

    /** The suite's own, in minutes. */
    private static final int PRECOPY_INTERVAL = 2;

    private final List<MatrixRow> rows;
    private final OutsideSandbox sandbox;
    private final Map<String, String> settings;
    private final Map<Map<String, String>, Bed> shared = new ConcurrentHashMap<>();

    public MatrixSandbox(Matrix matrix, List<MatrixRow> rows) throws IOException {
        this.rows = rows;
        boolean own = rows.get(0).source().equals("openshift");
        ObjectNode machines = matrix.inventory(rows);
        Path faults = Matrix.copy("/mtv/acceptance/matrix/faults.json");
        this.sandbox = new OutsideSandbox(new SandboxConfig(TIME_SCALE, 1, Set.of())
                .withFaultFile(Optional.of(faults))
                .withFaults(rows.stream().flatMap(MatrixRow::armed).collect(Collectors.toSet()))
                .withInventoryFile(own ? Optional.empty() : Optional.of(Matrix.file("machines", machines)))
                .withClusters(rows.get(0).clusters()));
        if (!rows.get(0).alone()) {
            sandbox.setPrecopyInterval(PRECOPY_INTERVAL);
        }
        if (own) {
            sandbox.create(new OpenShiftMachines(machines.path("vms")).objects());
        }
        Path plans = matrix.scenarios(rows, vm -> sandbox.disks(rows.get(0).source(), vm));
        this.settings = new HashMap<>(sandbox.settings());
        settings.put("provider_wait_timeout", "60");
        settings.put("plan_wait_timeout", "150");
        settings.put("cleanup_timeout", "20");
        settings.put("plans_file", plans.toString());
        settings.put("source_provider", rows.get(0).source() + "-sandbox");
    }

    /** What runs at once: each row by itself. */
    public List<Callable<Outcome>> proofs() {
        List<Callable<Outcome>> proofs = new ArrayList<>();
        rows.forEach(row -> proofs.add(() -> new Proof(row, this).run()));
        return proofs;
    }

    /** The row's faults that have done nothing so far. */
    public List<String> silent(MatrixRow row) {
        Set<String> fired = sandbox.fired();
        return row.armed().filter(fault -> !fired.contains(fault)).toList();
    }

    /** A run with what is open of it. */
    record Bed(TestBed run, OpenTestBed open) {}

    /** An open bed: the row's own, or that which all rows with the same settings share. */
    Bed bed(MatrixRow row) {
        if (row.ownBed()) {
            return open(row, Map.of("target_namespace_prefix", row.mark()));
        }
        Map<String, String> key = new HashMap<>(row.settings());
        key.put("destination", row.destination());
        return shared.computeIfAbsent(key, any -> open(row, Map.of("skip_teardown", "true")));
    }

    private Bed open(MatrixRow row, Map<String, String> others) {
        Map<String, String> given = new HashMap<>(settings);
        given.putAll(others);
        given.putAll(row.settings());
        TestBed bed = TestBed.prepare(
                Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none())),
                row.destination());
        try {
            return new Bed(bed, bed.open());
        } catch (RuntimeException e) {
            closeAfter(e, bed);
            throw e;
        }
    }

    /** Adds what could not be removed to the failure, and does not let it hide the failure. */
    private static void closeAfter(RuntimeException failure, TestBed bed) {
        try {
            bed.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        shared.values().forEach(bed -> bed.run().close());
        sandbox.close();
    }
}
