package mtv.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.acceptance.harness.OpenShiftMachines;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.matrix.GeneratedVms;
import mtv.acceptance.matrix.Matrix;
import mtv.check.Report;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.sources.PlatformType;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.MigrationSteps;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The reverse of the fault matrix: generated VMs of all types migrate in a sandbox without faults, and nobody
 * complains.
 */
final class CleanRuns {

    private static final Logger LOG = LogManager.getLogger();
    private static final double TIME_SCALE = 300;
    private static final int OF_EACH = 40;
    private static final int OF_A_PLAN = 10;
    private static final int LONGEST_LABEL = 63;
    private static final int AT_ONCE = 4;

    private final long seed;
    private final List<String> problems = new ArrayList<>();
    private int compared;

    private CleanRuns(long seed) {
        this.seed = seed;
    }

    /** @param args the seed of an earlier run, else any; how many VMs of each type, else 40 */
    public static void main(String[] args) throws Exception {
        long seed = args.length == 0 ? System.nanoTime() : Long.parseLong(args[0]);
        CleanRuns runs = run(seed, args.length < 2 ? OF_EACH : Integer.parseInt(args[1]));
        LOG.info("{}", runs.describe());
        LogManager.shutdown();
        Runtime.getRuntime().exit(runs.problems.isEmpty() ? 0 : 1);
    }

    /** @param ofEach how many VMs of each type of source */
    static CleanRuns run(long seed, int ofEach) throws Exception {
        CleanRuns runs = new CleanRuns(seed);
        LOG.info("Generated VMs of seed {}", seed);
        for (PlatformType type : PlatformType.values()) {
            runs.migrate(type, new GeneratedVms(type, seed, ofEach));
        }
        return runs;
    }

    List<String> problems() {
        return problems;
    }

    int compared() {
        return compared;
    }

    String describe() {
        return compared + " VMs of seed " + seed + " migrated and compared, " + problems.size() + " false alarms"
                + String.join(
                        "",
                        problems.stream()
                                .map(p -> System.lineSeparator() + "  " + p)
                                .toList());
    }

    private void migrate(PlatformType type, GeneratedVms vms) throws Exception {
        boolean own = type == PlatformType.OPENSHIFT;
        SandboxConfig config = new SandboxConfig(TIME_SCALE, seed, Set.of())
                .withInventoryFile(own ? Optional.empty() : Optional.of(vms.file()));
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (OutsideSandbox sandbox = new OutsideSandbox(config)) {
            Map<String, String> given = new HashMap<>(sandbox.settings());
            if (own) {
                sandbox.create(new OpenShiftMachines(vms.machines()).objects());
            }
            given.put("plans_file", plans(type, vms.names()).toString());
            given.put("source_provider", type.id() + "-sandbox");
            given.put("skip_teardown", "true");
            // only a sandbox that hangs reaches it, however busy the machine is
            given.put("plan_wait_timeout", "600");
            Settings settings = Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none()));
            try (TestBed here = TestBed.prepare(settings, "local");
                    TestBed there = TestBed.prepare(settings, "remote")) {
                OpenTestBed local = here.open();
                OpenTestBed remote = there.open();
                List<Callable<Report>> migrations = new ArrayList<>();
                for (int plan = 0; plan * OF_A_PLAN < vms.names().size(); plan++) {
                    OpenTestBed bed = plan % 2 == 0 ? remote : local;
                    String name = "plan-" + plan;
                    migrations.add(() -> migrate(bed, name));
                }
                for (Future<Report> migration : threads.invokeAll(migrations)) {
                    take(type, migration);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Report migrate(OpenTestBed bed, String name) {
        var scenario = bed.scenario(name);
        var times = bed.settings().run();
        if (scenario.warm()) {
            bed.precopyInterval().hold(times.snapshotsInterval());
        }
        MigrationSteps steps = bed.migration(scenario, times);
        return steps.checkVms(
                steps.executeMigration(steps.createPlan(steps.createStorageMap(), steps.createNetworkMap())));
    }

    private void take(PlatformType type, Future<Report> migration) throws InterruptedException {
        try {
            Report report = migration.get();
            compared += (int) report.findings().stream()
                    .filter(finding -> finding.check().equals("existence"))
                    .count();
            report.differences().forEach(difference -> problems.add(type.id() + ": " + difference));
        } catch (ExecutionException e) {
            problems.add(type.id() + ": " + e.getCause());
        }
    }

    /**
     * MTV keeps a legal name, whatever is in it or however long it is, and then its own template makes no name for a
     * claim of it, or a label is too long to start the machine with: people help themselves with a name of their own.
     */
    private static void name(ObjectNode vm, PlatformType type) {
        String name = vm.path("name").asText();
        boolean legal = name.matches("[a-z0-9.-]+");
        if (legal && name.length() > LONGEST_LABEL) {
            vm.put("target_name", name.substring(0, LONGEST_LABEL).replace('.', '-'));
        } else if (legal && name.contains(".") && type != PlatformType.OPENSHIFT) {
            vm.put("pvc_name_template", "{{.PlanName | trunc 20}}-{{.VmId | trunc 30}}-{{.DiskIndex}}");
        }
    }

    /** Every third Plan is warm, where the type can. */
    private static Path plans(PlatformType type, List<String> vms) throws IOException {
        boolean canBeWarm = type == PlatformType.VSPHERE || type == PlatformType.OVIRT;
        ObjectNode plans = new ObjectMapper().createObjectNode();
        for (int plan = 0; plan * OF_A_PLAN < vms.size(); plan++) {
            ObjectNode scenario = plans.putObject("plan-" + plan).put("warm_migration", canBeWarm && plan % 3 == 2);
            ArrayNode machines = scenario.putArray("virtual_machines");
            vms.stream()
                    .skip((long) plan * OF_A_PLAN)
                    .limit(OF_A_PLAN)
                    .forEach(vm -> name(machines.addObject().put("name", vm), type));
        }
        return Matrix.file("plans", plans);
    }
}
