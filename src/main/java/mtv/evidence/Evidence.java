package mtv.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.cluster.Cluster;
import mtv.model.Migration;
import mtv.model.NetworkMap;
import mtv.model.Plan;
import mtv.model.Provider;
import mtv.model.ResourceKind;
import mtv.model.StorageMap;
import mtv.settings.ClusterCredentials;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The state of a run that has failed: its objects as YAML, one file per kind and namespace, each listed once; the ends
 * of the logs of its pods, and what MTV's controller logged of it; and the likely cause of it all.
 */
public final class Evidence {

    /** File name of the likely cause. */
    public static final String CAUSE = "likely-cause.txt";

    /** More pods than this are of many VMs with one trouble. */
    private static final int MOST_PODS = 20;

    private static final String MTV_PODS = "mtv-pods";
    /** In place of a uid: the pods of MTV's controller, of which there may be several. */
    private static final String CONTROLLER = "controller";

    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;
    private static final int AT_ONCE = 8;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Cluster hub;
    private final List<Cluster> clusters;
    private final String namespace;
    private final String plan;
    private final Map<String, ListedObjects> lists = new LinkedHashMap<>();
    private final Map<String, String> logs = new LinkedHashMap<>();
    private final Map<String, String> logFiles = new LinkedHashMap<>();

    private Evidence(Cluster hub, List<Cluster> clusters, String namespace, String plan) {
        this.hub = hub;
        this.clusters = clusters;
        this.namespace = namespace;
        this.plan = plan;
    }

    /**
     * @param hub the cluster that MTV runs on
     * @param clusters all of the run, the hub among them, since MTV's objects may be on the wrong one
     * @param namespace of the run
     * @param plan the name of the Plan that the cause is looked for of; empty for none
     * @return text by file name; the likely cause comes first, where there is one
     */
    public static Map<String, String> of(Cluster hub, List<Cluster> clusters, String namespace, String plan) {
        Evidence evidence = new Evidence(hub, clusters, namespace, plan);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "evidence");
            thread.setDaemon(true);
            return thread;
        });
        try {
            evidence.read(threads);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
        return evidence.files();
    }

    private void read(ExecutorService threads) throws InterruptedException {
        Map<String, Callable<ListedObjects>> asked = new LinkedHashMap<>();
        kinds(Plan.class, Migration.class, Provider.class, StorageMap.class, NetworkMap.class)
                .forEach((name, kind) -> asked.put(name, () -> ListedObjects.of(hub, kind, namespace)));
        asked.put(MTV_PODS, () -> ListedObjects.of(hub, kind(Pod.class), hub.mtvNamespace()));
        list(threads, asked);
        Set<String> namespaces = new LinkedHashSet<>(List.of(namespace));
        plans("/spec/targetNamespace").filter(name -> !name.isEmpty()).forEach(namespaces::add);
        Map<String, Callable<ListedObjects>> made = new LinkedHashMap<>();
        clusters.forEach(cluster -> outcome(cluster, namespaces, made));
        list(threads, made);
        readLogs(threads);
    }

    private void list(ExecutorService threads, Map<String, Callable<ListedObjects>> wanted)
            throws InterruptedException {
        inTime(threads, wanted)
                .forEach((name, listed) ->
                        lists.put(name, listed == null ? new ListedObjects(List.of(), tooLate()) : listed));
    }

    private Stream<String> plans(String path) {
        return lists.get("plans").items().stream().map(plan -> plan.at(path).asText());
    }

    /** What MTV made, and what it needs of the cluster. */
    private void outcome(Cluster cluster, Set<String> namespaces, Map<String, Callable<ListedObjects>> wanted) {
        String prefix = prefix(cluster);
        Map<String, ResourceDefinitionContext> kinds = new LinkedHashMap<>();
        kinds.put("virtualmachines", ResourceKind.VIRTUAL_MACHINE.context());
        kinds.put("datavolumes", ResourceKind.DATA_VOLUME.context());
        kinds.put("claims", kind(PersistentVolumeClaim.class));
        kinds.put("pods", kind(Pod.class));
        kinds.put("events", kind(Event.class));
        kinds.put("quotas", kind(ResourceQuota.class));
        for (String each : namespaces) {
            String suffix = each.equals(namespace) ? "" : "-" + each;
            kinds.forEach(
                    (name, kind) -> wanted.put(prefix + name + suffix, () -> ListedObjects.of(cluster, kind, each)));
        }
        wanted.put(
                prefix + "storageprofiles",
                () -> ListedObjects.of(cluster, ResourceKind.STORAGE_PROFILE.context(), null));
        wanted.put(prefix + "nodes", () -> ListedObjects.of(cluster, kind(Node.class), null));
    }

    private void readLogs(ExecutorService threads) throws InterruptedException {
        Map<String, Callable<String>> wanted = new LinkedHashMap<>();
        PlanScope scope = new PlanScope(objects(), plan);
        Set<String> names = new TreeSet<>(List.of(namespace));
        plans("/metadata/name").forEach(names::add);
        ControllerLog controller = new ControllerLog(hub, names, began());
        logFiles.put(CONTROLLER, "forklift-controller.log");
        wanted.put(CONTROLLER, () -> controller.read(lists.get(MTV_PODS).items()));
        for (Cluster cluster : clusters) {
            String prefix = prefix(cluster);
            lists.entrySet().stream()
                    .filter(list -> list.getKey().startsWith(prefix + "pods"))
                    .flatMap(list -> list.getValue().items().stream())
                    .filter(pod -> !pod.at("/metadata/name").asText().startsWith("virt-launcher"))
                    .sorted(Comparator.comparing((JsonNode pod) -> !scope.has(pod))
                            .thenComparing(
                                    pod -> pod.at("/status/phase").asText().equals("Succeeded")))
                    .limit(MOST_PODS)
                    .forEach(pod -> {
                        String uid = pod.at("/metadata/uid").asText();
                        logFiles.put(uid, prefix + pod.at("/metadata/name").asText() + ".log");
                        wanted.put(uid, new PodLogs(cluster, pod)::read);
                    });
        }
        inTime(threads, wanted).forEach((uid, log) -> logs.put(uid, log == null ? tooLate() : log));
    }

    private static String prefix(Cluster cluster) {
        return cluster.access().role() == ClusterCredentials.Role.HUB ? "" : cluster.name() + "-";
    }

    /** When the first object of the run was made; an hour ago if there is none. */
    private String began() {
        return Stream.of("providers", "plans")
                .flatMap(kind -> lists.get(kind).items().stream())
                .map(object -> object.at("/metadata/creationTimestamp").asText())
                .filter(time -> !time.isEmpty())
                .min(Comparator.naturalOrder())
                .orElseGet(() -> hub.now()
                        .minus(Duration.ofHours(1))
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
    }

    private static String tooLate() {
        return "not answered within " + LIMIT.toSeconds() + " seconds";
    }

    /** @return null for what did not come in time */
    private static <T> Map<String, T> inTime(ExecutorService threads, Map<String, Callable<T>> wanted)
            throws InterruptedException {
        List<Future<T>> read =
                threads.invokeAll(new ArrayList<>(wanted.values()), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        Map<String, T> all = new LinkedHashMap<>();
        int next = 0;
        for (String name : wanted.keySet()) {
            all.put(name, value(read.get(next++)));
        }
        return all;
    }

    private static <T> T value(Future<T> read) throws InterruptedException {
        try {
            return read.get();
        } catch (CancellationException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        List<JsonNode> objects = objects();
        PlanScope scope = new PlanScope(objects, plan);
        new LikelyCause(objects.stream().filter(scope::has).toList(), logs)
                .words()
                .ifPresent(words -> files.put(CAUSE, words + System.lineSeparator()));
        lists.forEach((name, list) -> files.put(name + ".yaml", bounded(list.yaml())));
        logs.entrySet().stream()
                .filter(log -> !log.getValue().isEmpty())
                .forEach(log -> files.put(logFiles.get(log.getKey()), bounded(log.getValue())));
        return files;
    }

    private List<JsonNode> objects() {
        return lists.entrySet().stream()
                .filter(list -> !list.getKey().equals(MTV_PODS))
                .flatMap(list -> list.getValue().items().stream())
                .toList();
    }

    private static String bounded(String text) {
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS) + System.lineSeparator() + "# and so on: "
                        + (text.length() - MOST_CHARACTERS) + " more characters are left out";
    }

    @SafeVarargs
    private static Map<String, ResourceDefinitionContext> kinds(Class<? extends HasMetadata>... types) {
        Map<String, ResourceDefinitionContext> kinds = new LinkedHashMap<>();
        for (Class<? extends HasMetadata> type : types) {
            ResourceDefinitionContext kind = kind(type);
            kinds.put(kind.getPlural(), kind);
        }
        return kinds;
    }

    private static ResourceDefinitionContext kind(Class<? extends HasMetadata> type) {
        return ResourceDefinitionContext.fromResourceType(type);
    }
}
