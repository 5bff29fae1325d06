package mtv.sandbox;

import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.faults.FaultHits;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.forklift.Forklift;
import mtv.sandbox.forklift.ForkliftContext;
import mtv.sandbox.guest.Guests;
import mtv.sandbox.inventory.InventoryConfig;
import mtv.sandbox.inventory.InventoryServer;
import mtv.sandbox.inventory.InventoryState;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.Platforms;
import mtv.sandbox.sources.SourcePlatform;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The whole of it in this JVM: an OpenShift with MTV, the hub; a second one to migrate to, when it is wanted; and a
 * vSphere to migrate from. It can be used through its addresses only, as real clusters can; several may run at once.
 */
public final class Sandbox implements AutoCloseable {

    private static final String CONTROLLER =
            "system:serviceaccount:" + ClusterSeed.MTV_NAMESPACE + ":forklift-controller";
    private static final String SOURCE = "vsphere-sandbox";

    private final SandboxConfig config;
    private final SandboxClock clock;
    private final Faults faults;
    private final String sourcePassword = OpenShift.secret();
    private final String guestPassword = OpenShift.secret();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final List<OpenShift> clusters = new ArrayList<>();
    private final SourceServers sources;
    private final SourceGuests sourceGuests;

    private Sandbox(SandboxConfig config) {
        this.config = config;
        this.clock = closing(new SandboxClock(config.timeScale()), SandboxClock::close);
        this.faults = new Faults(config.catalogue(), clock);
        Guests guests = closing(new Guests(guestPassword), Guests::close);
        try {
            for (OpenShift.Role role : List.of(OpenShift.Role.values()).subList(0, config.clusters())) {
                clusters.add(closing(new OpenShift(role, config, clock, faults, guests), OpenShift::close));
            }
            Platforms platforms = new Platforms(
                    clock, hub().certificate().thumbprint(), config.seed(), sourcePassword, config.inventoryFile());
            this.sources = closing(
                    SourceServers.start(hub().api().vertx(), hub().certificate(), platforms, faults),
                    SourceServers::close);
            this.sourceGuests = closing(
                    SourceGuests.start(hub().api().vertx(), guests, clock, sources.platforms()), SourceGuests::close);
            startMtv();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts one that runs until Ctrl-C; {@code --help} lists its options. */
    public static void main(String[] args) {
        // the log takes as long to start as the options and the faults to be read, so nothing here waits for it
        CompletableFuture.runAsync(() -> LogManager.getContext(false));
        int code = SandboxCli.command().execute(args);
        LogManager.shutdown();
        Runtime.getRuntime().exit(code);
    }

    /** Returns when everything that fresh clusters have is there. */
    public static Sandbox start(SandboxConfig config) {
        return new Sandbox(config);
    }

    private void startMtv() {
        InventoryState state = new InventoryState();
        Forklift forklift = closing(
                new Forklift(
                        new ForkliftContext(hub().api(), clock, sources::at, state, faults, ClusterSeed.MTV_NAMESPACE)),
                Forklift::close);
        clusters.stream().filter(cluster -> cluster != hub()).forEach(cluster -> forklift.follow(cluster.api()));
        InventoryServer inventory = closing(
                InventoryServer.start(
                        new InventoryConfig(
                                hub().api().vertx(),
                                hub().certificate(),
                                clock,
                                hub().api().clientFor(CONTROLLER),
                                forklift,
                                faults),
                        state),
                InventoryServer::close);
        new ClusterSeed(hub().api()).plantMtv(inventory.url());
        List<CompletableFuture<Void>> starting = new ArrayList<>();
        clusters.forEach(cluster -> starting.add(CompletableFuture.runAsync(cluster::startVirtualization)));
        starting.add(CompletableFuture.runAsync(forklift::start));
        CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
        clock.awaitIdle();
    }

    /** The hub, on which MTV runs, and the remote one if there are two. */
    public List<OpenShift> clusters() {
        return List.copyOf(clusters);
    }

    private OpenShift hub() {
        return clusters.get(0);
    }

    /** Settings that nobody has to give when the sandbox is the cluster, by their keys. */
    public Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        for (OpenShift cluster : clusters) {
            String prefix = cluster == hub() ? "cluster_" : "remote_cluster_";
            answers.put(prefix + "host", cluster.url().toString());
            answers.put(prefix + "username", OpenShift.ADMIN);
            answers.put(prefix + "password", cluster.password(OpenShift.ADMIN));
            answers.put(prefix + "ca_file", cluster.caFile().path().toString());
            answers.put("remote_ocp_cluster", cluster.url().getHost());
        }
        if (clusters.size() > 1) {
            answers.put("remote_insecure_skip_verify", "false");
        }
        answers.put("source_provider", SOURCE);
        answers.put("storage_class", ClusterSeed.STORAGE_CLASS);
        return answers;
    }

    /** Its vSphere as an entry of the providers file. */
    public Map<String, Object> providerEntry() {
        return providerEntries().get(SOURCE);
    }

    /** All its sources as a providers file, by name; guests have the same users everywhere. */
    public Map<String, Map<String, Object>> providerEntries() {
        Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
        sources.entries().forEach((name, login) -> {
            Map<String, Object> entry = new LinkedHashMap<>(login);
            entry.put("guest_vm_linux_user", Guests.LINUX_USER);
            entry.put("guest_vm_linux_password", guestPassword);
            entry.put("ca_file", hub().caFile().path().toString());
            entries.put(name, entry);
        });
        Stream.of(SOURCE, "ovirt-sandbox")
                .forEach(name -> entries.get(name).put("guest_ssh_proxy", sourceGuests.proxy()));
        entries.get(SOURCE)
                .putAll(Map.of(
                        "guest_vm_win_user",
                        Guests.WINDOWS_USER,
                        "guest_vm_win_password",
                        guestPassword,
                        "vddk_init_image",
                        "registry.example.test/vddk:8.0.3"));
        return entries;
    }

    /** What is armed and what it did; faults may be armed and disarmed at any time. */
    public Faults faults() {
        return faults;
    }

    /** The time of all its clusters and sources, for those who wait for something of them. */
    public SandboxClock clock() {
        return clock;
    }

    /** Simulated seconds per real second. */
    public double timeScale() {
        return config.timeScale();
    }

    /** What was asked from outside the sandbox: how often, by verb, resource and answer, of all clusters. */
    public Map<String, Long> requests() {
        Map<String, Long> requests = new TreeMap<>();
        clusters.forEach(
                cluster -> cluster.requests().forEach((call, count) -> requests.merge(call, count, Long::sum)));
        return requests;
    }

    /** All of {@link #requests}, the login included. */
    public long requestCount() {
        return requests().values().stream().mapToLong(Long::longValue).sum();
    }

    /** What is behind a provider entry, for a look at it that needs no login. */
    public SourcePlatform source(PlatformType type) {
        return sources.platform(type);
    }

    @Override
    public void close() {
        Logger log = LogManager.getLogger();
        for (FaultHits firing : faults.hits()) {
            String did = firing.fired() == 0 ? "never fired" : "fired on " + firing.objects() + " objects";
            log.info("Fault {}@{} {}", firing.name(), firing.scope(), did);
        }
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }

    private <T> T closing(T part, Consumer<T> close) {
        closing.push(() -> close.accept(part));
        return part;
    }
}
