package mtv.acceptance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.acceptance.matrix.Matrix;
import mtv.check.Report;
import mtv.cluster.Cluster;
import mtv.model.Migration;
import mtv.sandbox.SandboxConfig;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;
import mtv.steps.MigrationSteps;
import mtv.steps.OpenTestBed;
import mtv.steps.TestBed;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the suite costs with 1, 2, 10, 100 and 1,000 VMs in one Plan: processor time, memory and requests of a cold
 * remote migration and its checks, in a process of its own, against a sandbox in another. The source has an ESXi host
 * for every 20 VMs, as data centers have; MTV copies 20 disks of a host at a time. With all VMs on one host it takes
 * many times as many passes over the whole Plan, of which each sends all VMs: {@code 1000:1} is 1,000 VMs on one host.
 */
public final class ScaleBenchmark {

    private static final Logger LOG = LogManager.getLogger();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SIZES = List.of("1", "2", "10", "100", "1000");
    private static final String SANDBOX = "--sandbox";
    private static final String SUITE = "--suite";
    private static final String END = "end";
    private static final double TIME_SCALE = 200;
    private static final String HEAP = "-Xmx512m";
    private static final int VMS_OF_A_HOST = 20;
    private static final String SUCCEEDED = "Succeeded";

    private ScaleBenchmark() {}

    /** How many VMs are on how many hosts. */
    private record Size(int vms, int hosts) {

        static Size of(String text) {
            String[] parts = text.split(":");
            int vms = Integer.parseInt(parts[0]);
            return new Size(vms, parts.length > 1 ? Integer.parseInt(parts[1]) : 1 + (vms - 1) / VMS_OF_A_HOST);
        }

        @Override
        public String toString() {
            return vms + ":" + hosts;
        }
    }

    /** What one size costs. @param calls of the API, by verb and resource, without watches */
    private record Cost(
            Size size,
            double cpuSeconds,
            double sandboxCpuSeconds,
            long heapMib,
            long rssMib,
            double seconds,
            double noticedSeconds,
            long requests,
            Map<String, Long> calls) {}

    /** @param args numbers of VMs, each with a number of hosts behind a colon or without one; else {@link #SIZES} */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals(SANDBOX)) {
            sandbox(Size.of(args[1]));
        } else if (args.length > 0 && args[0].equals(SUITE)) {
            suite(Size.of(args[1]).vms());
        } else {
            List<Cost> costs = new ArrayList<>();
            for (String size : args.length == 0 ? SIZES : List.of(args)) {
                Cost cost = measure(Size.of(size));
                costs.add(cost);
                LOG.info(line(cost));
            }
            report(costs);
        }
    }

    private static Cost measure(Size size) throws IOException, InterruptedException {
        Process sandbox = process(SANDBOX, size);
        try (BufferedReader told = sandbox.inputReader();
                PrintStream asked = new PrintStream(sandbox.getOutputStream(), true, StandardCharsets.UTF_8)) {
            String settings = told.readLine();
            Process suite = process(SUITE, size);
            try (PrintStream given = new PrintStream(suite.getOutputStream(), true, StandardCharsets.UTF_8)) {
                given.println(settings);
            }
            ObjectNode run = (ObjectNode) JSON.readTree(last(suite));
            asked.println(END);
            ObjectNode seen = (ObjectNode) JSON.readTree(last(sandbox));
            Map<String, Long> calls = new TreeMap<>(JSON.convertValue(seen.path("calls"), new Calls()));
            calls.keySet().removeIf(call -> call.startsWith("watch "));
            return new Cost(
                    size,
                    run.path("cpu").asDouble(),
                    seen.path("cpu").asDouble(),
                    run.path("heap").asLong(),
                    run.path("rss").asLong(),
                    run.path("seconds").asDouble(),
                    (run.path("noticed").asLong() - seen.path("succeeded").asLong()) / 1000.0,
                    calls.values().stream().mapToLong(Long::longValue).sum(),
                    calls);
        }
    }

    private static final class Calls extends TypeReference<Map<String, Long>> {}

    private static Process process(String mode, Size size) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        mode.equals(SUITE) ? HEAP : "-Xmx2g",
                        "-Dmtv.console.level=OFF",
                        "-Dmtv.log=" + Path.of("target", "scale" + mode + ".log"),
                        "-Dallure.results.directory=" + Path.of("target", "scale-allure-results"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScaleBenchmark.class.getName(),
                        mode,
                        size.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The last line that a process says before it ends. */
    private static String last(Process process) throws IOException, InterruptedException {
        String last = process.inputReader().lines().reduce("", (before, line) -> line);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    "a process of the benchmark ended with " + process.exitValue() + ": " + last);
        }
        return last;
    }

    /** Says its settings; when it is told to end, what it has seen. */
    private static void sandbox(Size size) throws IOException {
        SandboxConfig config =
                new SandboxConfig(TIME_SCALE, 1, Set.of()).withInventoryFile(Optional.of(machines(size)));
        try (OutsideSandbox sandbox = new OutsideSandbox(config);
                Cluster hub = sandbox.connect()) {
            AtomicLong succeeded = new AtomicLong();
            hub.client().resources(Migration.class).inAnyNamespace().inform(new LastChange(succeeded));
            Map<String, Long> before = sandbox.requestsByKind();
            say(sandbox.settings());
            BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (!END.equals(asked.readLine())) {
                // whatever else it is told
            }
            Map<String, Long> calls = new TreeMap<>(sandbox.requestsByKind());
            before.forEach((call, count) -> calls.merge(call, -count, Long::sum));
            calls.values().removeIf(count -> count == 0);
            say(Map.of("calls", calls, "succeeded", succeeded.get(), "cpu", cpu()));
        }
        Runtime.getRuntime().exit(0);
    }

    /** When a Migration last changed, which is when it has ended. */
    private record LastChange(AtomicLong at) implements ResourceEventHandler<Migration> {

        @Override
        public void onAdd(Migration migration) {
            at.set(System.currentTimeMillis());
        }

        @Override
        public void onUpdate(Migration before, Migration migration) {
            if (!before.has(SUCCEEDED) && migration.has(SUCCEEDED)) {
                at.set(System.currentTimeMillis());
            }
        }

        @Override
        public void onDelete(Migration migration, boolean unknown) {
            // the time of the end stays
        }
    }

    private static void suite(int vms) throws IOException {
        long start = System.nanoTime();
        Map<String, String> given =
                new HashMap<>(JSON.readValue(System.in, new TypeReference<Map<String, String>>() {}));
        given.putAll(Map.of("plans_file", plans(vms).toString(), "number_of_vms", String.valueOf(vms)));
        Settings settings = Settings.of(new SettingsSources(Path.of(""), given, Map.of(), SuiteParameters.none()));
        long noticed;
        try (TestBed prepared = TestBed.prepare(settings, "remote")) {
            OpenTestBed bed = prepared.open();
            MigrationSteps steps =
                    bed.migration(bed.scenario("it"), bed.settings().run());
            var plan = steps.createPlan(steps.createStorageMap(), steps.createNetworkMap());
            var executed = steps.executeMigration(plan);
            noticed = System.currentTimeMillis();
            Report report = steps.checkVms(executed);
            if (!report.differences().isEmpty()) {
                throw new IllegalStateException(report.describe());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        say(Map.of("cpu", cpu(), "heap", heap >> 20, "rss", residentMib(), "seconds", seconds, "noticed", noticed));
        Runtime.getRuntime().exit(0);
    }

    private static double cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /** The most memory that this process has ever had; 0 where the system does not tell. */
    private static long residentMib() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                        .findFirst()
                        .orElse(0)
                : 0;
    }

    /** To the process that has started this one. */
    private static void say(Object what) throws IOException {
        PrintStream parent = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        parent.println(JSON.writeValueAsString(what));
    }

    private static Path machines(Size size) throws IOException {
        ObjectNode platform = Matrix.json("/mtv/sandbox/sources/vsphere.json");
        ObjectNode shape = Matrix.read().machines().get("linux");
        ArrayNode all = platform.putArray("vms");
        ArrayNode hosts = (ArrayNode) platform.get("hosts");
        for (int i = hosts.size(); i < size.hosts(); i++) {
            ObjectNode host = hosts.get(0).deepCopy();
            hosts.add(host.put("id", "esx-" + i).put("name", "esx-" + i));
        }
        for (int i = 0; i < size.vms(); i++) {
            String host = hosts.get(i % size.hosts()).path("id").asText();
            all.add(shape.deepCopy().put("name", "vm-" + i).put("host", host));
        }
        return Matrix.file("machines", platform);
    }

    private static Path plans(int vms) throws IOException {
        ObjectNode plans = JSON.createObjectNode();
        ArrayNode wanted = plans.putObject("it").put("warm_migration", false).putArray("virtual_machines");
        for (int i = 0; i < vms; i++) {
            wanted.addObject().put("name", "vm-" + i);
        }
        return Matrix.file("plans", plans);
    }

    private static void report(List<Cost> costs) {
        Set<String> kinds = new TreeSet<>();
        costs.forEach(cost -> kinds.addAll(cost.calls().keySet()));
        StringBuilder table = new StringBuilder();
        for (String kind : kinds) {
            table.append(String.format(Locale.ROOT, "%n%-64s", kind));
            costs.forEach(cost ->
                    table.append(String.format(Locale.ROOT, "%8d", cost.calls().getOrDefault(kind, 0L))));
        }
        LOG.info("Requests by verb, resource and answer:{}", table);
    }

    private static String line(Cost cost) {
        return String.format(
                Locale.ROOT,
                "%d VMs on %d hosts: CPU %.1f s (the sandbox's own %.1f s), heap %d MiB, RSS %d MiB, %.1f s in all,"
                        + " %.2f s from the last event to the end of the step, %d requests",
                cost.size().vms(),
                cost.size().hosts(),
                cost.cpuSeconds(),
                cost.sandboxCpuSeconds(),
                cost.heapMib(),
                cost.rssMib(),
                cost.seconds(),
                cost.noticedSeconds(),
                cost.requests());
    }
}
