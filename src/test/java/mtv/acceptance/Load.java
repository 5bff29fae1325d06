package mtv.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import mtv.Scratch;
import mtv.acceptance.harness.LoadClient;
import mtv.sandbox.Sandbox;
import mtv.sandbox.SandboxConfig;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The load that a sandbox bears: 10,000 VMs in its inventory, 1,000 of them in one Plan, 10,000 objects of a kind, and
 * 50 watches of it. The clients share the JVM, and so its heap.
 */
public final class Load {

    private static final Logger LOG = LogManager.getLogger();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MACHINES = 10_000;
    private static final int IN_PLAN = 1_000;
    private static final int WATCHES = 50;
    private static final int EVENTS = 300;
    private static final int REPEATS = 5;
    private static final int NO_LIMIT = 0;
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final String NAMESPACE = "/api/v1/namespaces/load";
    private static final String MAPS = NAMESPACE + "/configmaps";

    private final LoadClient client;

    private Load(LoadClient client) {
        this.client = client;
    }

    public static void main(String[] args) throws IOException {
        Path inventory = Scratch.file("load-", ".json");
        try (InputStream seed = Load.class.getResourceAsStream("/mtv/sandbox/sources/vsphere.json")) {
            Files.write(inventory, JSON.writeValueAsBytes(((ObjectNode) JSON.readTree(seed)).put("random", MACHINES)));
            SandboxConfig config = new SandboxConfig(1000, 1, Set.of(), Optional.empty(), Optional.of(inventory), 1, 0);
            measure(config);
        } finally {
            Files.delete(inventory);
        }
    }

    private static void measure(SandboxConfig config) {
        Moment begun = Moment.now();
        try (Sandbox sandbox = Sandbox.start(config);
                LoadClient client = new LoadClient(sandbox)) {
            report("start", begun.until(), 5_000);
            new Load(client).run(sandbox.providerEntry());
        }
    }

    private void run(Map<String, Object> source) {
        client.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"load\"}}");
        String uid = providers(source);
        String inventory = client.inventory() + "/providers/vsphere/" + uid;
        report("inventory, list of " + MACHINES + " VMs", median(() -> client.drain(inventory + "/vms")), 200);
        report("the same in full (detail=4)", median(() -> client.drain(inventory + "/vms?detail=4")), NO_LIMIT);
        plan(inventory);
        Moment begun = Moment.now();
        for (int i = 0; i < MACHINES; i++) {
            client.post(MAPS, "{\"metadata\":{\"name\":\"m-%d\"},\"data\":{\"k\":\"v\"}}".formatted(i));
        }
        report("create " + MACHINES + " objects, each", begun.until().over(MACHINES), 10);
        report("list of " + MACHINES + " objects", median(() -> client.drain(MAPS)), 200);
        watches();
        Runtime.getRuntime().gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        LOG.info(String.format(
                Locale.ROOT,
                "%-45s %8d MB of %d",
                "live heap",
                used >> 20,
                Runtime.getRuntime().maxMemory() >> 20));
    }

    private String providers(Map<String, Object> source) {
        String secret = "{\"metadata\":{\"name\":\"source\",\"labels\":{\"createdForProviderType\":\"vsphere\"}},"
                + "\"stringData\":{\"user\":\"%s\",\"password\":\"%s\",\"insecureSkipVerify\":\"true\"}}";
        client.post(NAMESPACE + "/secrets", secret.formatted(source.get("username"), source.get("password")));
        String provider = "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"type\":\"%s\",\"url\":\"%s\",\"secret\":%s}}";
        String reference = "{\"name\":\"source\",\"namespace\":\"load\"}";
        client.create("providers", provider.formatted("source", "vsphere", source.get("api_url"), reference));
        client.create("providers", provider.formatted("destination", "openshift", "", "{}"));
        Moment begun = Moment.now();
        client.awaitReady("providers", "destination");
        String uid =
                client.awaitReady("providers", "source").at("/metadata/uid").asText();
        report("providers until Ready", begun.until(), NO_LIMIT);
        return uid;
    }

    private void plan(String inventory) {
        client.create("networkmaps", map("networks", client.json(inventory + "/networks"), "{\"type\":\"pod\"}"));
        String storageClass = "{\"storageClass\":\"ocs-storagecluster-ceph-rbd-virtualization\"}";
        client.create("storagemaps", map("storages", client.json(inventory + "/datastores"), storageClass));
        ArrayNode vms = JSON.createArrayNode();
        for (JsonNode vm : client.json(inventory + "/vms?limit=" + IN_PLAN)) {
            if (vms.size() < IN_PLAN) {
                vms.addObject().put("id", vm.path("id").asText());
            }
        }
        String plan = "{\"metadata\":{\"name\":\"big\"},\"spec\":{%s,\"targetNamespace\":\"load\",\"map\":{"
                + "\"network\":{\"name\":\"networks\",\"namespace\":\"load\"},"
                + "\"storage\":{\"name\":\"storages\",\"namespace\":\"load\"}},\"vms\":%s}}";
        Moment begun = Moment.now();
        client.create("plans", plan.formatted(LoadClient.PROVIDERS, vms));
        client.awaitConditions("plans", "big");
        report("a Plan of " + vms.size() + " VMs until it is judged", begun.until(), NO_LIMIT);
        report("get that Plan", median(() -> client.drain(LoadClient.path("plans") + "/big")), 200);
    }

    private static String map(String name, JsonNode sources, String destination) {
        List<String> pairs = new ArrayList<>();
        sources.forEach(source ->
                pairs.add("{\"source\":{\"id\":%s},\"destination\":%s}".formatted(source.path("id"), destination)));
        return "{\"metadata\":{\"name\":\"%s\"},\"spec\":{%s,\"map\":%s}}".formatted(name, LoadClient.PROVIDERS, pairs);
    }

    /** From the moment a change is sent until a watch has told of it. */
    private void watches() {
        ConcurrentLinkedQueue<Long> late = new ConcurrentLinkedQueue<>();
        CountDownLatch open = new CountDownLatch(WATCHES);
        CountDownLatch told = new CountDownLatch(WATCHES * EVENTS);
        String version =
                client.json(MAPS + "?limit=1").at("/metadata/resourceVersion").asText();
        for (int i = 0; i < WATCHES; i++) {
            client.watch(MAPS + "?watch=1&resourceVersion=" + version, open::countDown, frame -> {
                late.add(System.nanoTime() - frame.at("/object/data/sent").asLong());
                told.countDown();
            });
        }
        await(open);
        Moment begun = Moment.now();
        for (int i = 0; i < EVENTS; i++) {
            client.patch(MAPS + "/m-" + i, "{\"data\":{\"sent\":\"" + System.nanoTime() + "\"}}");
        }
        await(told);
        long[] sorted = late.stream().mapToLong(nanos -> nanos).sorted().toArray();
        Cost each = begun.until().over(EVENTS);
        report(
                "watch event, p50 with " + WATCHES + " watches",
                new Cost(sorted[sorted.length / 2] / 1e6, each.cpu()),
                50);
        report("watch event, p99", new Cost(sorted[sorted.length * 99 / 100] / 1e6, each.cpu()), 50);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(latch.getCount() + " did not come");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Cost median(Callable<?> call) {
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            Moment begun = Moment.now();
            try {
                call.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            costs.add(begun.until());
        }
        costs.sort(Comparator.comparingDouble(Cost::millis));
        return costs.get(REPEATS / 2);
    }

    /** Milliseconds on the wall's clock, and of processor time: on a busy machine the two differ. */
    private record Cost(double millis, double cpu) {

        Cost over(int times) {
            return new Cost(millis / times, cpu / times);
        }
    }

    private record Moment(long nanos, long cpu) {

        static Moment now() {
            return new Moment(System.nanoTime(), MACHINE.getProcessCpuTime());
        }

        Cost until() {
            Moment now = now();
            return new Cost((now.nanos - nanos) / 1e6, (now.cpu - cpu) / 1e6);
        }
    }

    private static void report(String what, Cost cost, int limit) {
        String verdict = limit == NO_LIMIT ? "" : (cost.millis() <= limit ? "of at most " : "MISSES ") + limit;
        LOG.info(String.format(
                Locale.ROOT, "%-45s %8.1f ms, %8.1f ms CPU %s", what, cost.millis(), cost.cpu(), verdict));
    }
}
