package mtv.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.sandbox.api.ApiServer;
import mtv.sandbox.api.ApiServerConfig;
import mtv.sandbox.api.Certificate;
import mtv.sandbox.api.Traffic;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.fault.ArmedFaults;
import mtv.sandbox.inventory.InventoryConfig;
import mtv.sandbox.inventory.InventoryServer;
import mtv.sandbox.inventory.InventoryState;
import mtv.sandbox.mtv.Forklift;
import mtv.sandbox.mtv.ForkliftContext;
import mtv.sandbox.mtv.runtime.Connections;
import mtv.sandbox.source.SourcePlatform;
import mtv.sandbox.virt.Virtualization;
import mtv.sandbox.vsphere.VSphere;
import mtv.sandbox.vsphere.VSphereConfig;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One OpenShift with OpenShift Virtualization and MTV, and a vSphere to migrate from, in this JVM. It can be used
 * through its addresses only, as a real cluster can; several may run at once.
 */
public final class Sandbox implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger();
    private static final String MTV = "system:serviceaccount:" + ClusterSeed.MTV_NAMESPACE + ":";
    private static final String HUMAN = "kubeadmin";
    private static final String VSPHERE_USER = "administrator@vsphere.local";
    private static final String SOURCE = "vsphere-sandbox";

    private final SandboxConfig config;
    private final ArmedFaults faults;
    private final String password = secret();
    private final String vspherePassword = secret();
    private final String guestPassword = secret();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final ApiServer api;
    private final VSphere vsphere;
    private final CaFile caFile;

    private Sandbox(SandboxConfig config) {
        this.config = config;
        this.faults = new ArmedFaults(config.faults());
        try {
            Certificate certificate = Certificate.loopback();
            SandboxClock clock = closing(new SandboxClock(config.timeScale()), SandboxClock::close);
            this.caFile = closing(CaFile.write(certificate.pem()), CaFile::close);
            Map<String, String> users = Map.of(HUMAN, password);
            this.api = closing(
                    ApiServer.start(
                            ApiServerConfig.of(clock, certificate, users).withSeed(config.seed())),
                    ApiServer::close);
            CompletableFuture<VSphere> source = CompletableFuture.supplyAsync(() -> VSphere.start(
                    new VSphereConfig(api.vertx(), clock, certificate, config.seed(), VSPHERE_USER, vspherePassword)));
            populate(clock, certificate);
            this.vsphere = closing(source.join(), VSphere::close);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns when everything that a fresh cluster has is there. */
    public static Sandbox start(SandboxConfig config) {
        return new Sandbox(config);
    }

    private void populate(SandboxClock clock, Certificate certificate) {
        InventoryState state = new InventoryState();
        KubernetesClient mtv = api.clientFor(MTV + "forklift-controller");
        InventoryServer inventory = closing(
                InventoryServer.start(
                        new InventoryConfig(api.vertx(), certificate, clock, api.tokens(), mtv, this::source, faults),
                        state),
                InventoryServer::close);
        Virtualization virtualization = closing(new Virtualization(api, clock, faults), Virtualization::close);
        Forklift forklift = closing(
                new Forklift(new ForkliftContext(api, clock, this::source, state, faults, ClusterSeed.MTV_NAMESPACE)),
                Forklift::close);
        new ClusterSeed(api).plant(inventory.url());
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(virtualization::start), CompletableFuture.runAsync(forklift::start))
                .join();
    }

    private Optional<SourcePlatform> source(URI url) {
        return Optional.of((SourcePlatform) vsphere)
                .filter(known -> known.sdkUrl().getPort() == url.getPort());
    }

    /** Settings that nobody has to give when the sandbox is the cluster, by their keys. */
    public Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("cluster_host", "https://localhost:" + api.url().getPort());
        answers.put("cluster_username", HUMAN);
        answers.put("cluster_password", password);
        answers.put("cluster_ca_file", caFile.path().toString());
        answers.put("source_provider", SOURCE);
        answers.put("storage_class", ClusterSeed.STORAGE_CLASS);
        answers.put("remote_ocp_cluster", "localhost");
        return answers;
    }

    /** Its vSphere as an entry of the providers file. */
    public Map<String, Object> providerEntry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", "vsphere");
        entry.put("version", "8.0.3");
        entry.put("fqdn", vsphere.url().getAuthority());
        entry.put("api_url", vsphere.sdkUrl().toString());
        entry.put("username", VSPHERE_USER);
        entry.put("password", vspherePassword);
        entry.put("guest_vm_linux_user", "root");
        entry.put("guest_vm_linux_password", guestPassword);
        entry.put("guest_vm_win_user", "Administrator");
        entry.put("guest_vm_win_password", guestPassword);
        entry.put("vddk_init_image", "registry.example.test/vddk:8.0.3");
        entry.put("ca_file", caFile.path().toString());
        return entry;
    }

    /** Simulated seconds per real second. */
    public double timeScale() {
        return config.timeScale();
    }

    /** What was asked from outside the sandbox: how often, by verb, resource and answer. */
    public Map<String, Long> requests() {
        Map<String, Long> requests = new TreeMap<>();
        api.traffic().snapshot().forEach((call, count) -> {
            if (isFromOutside(call)) {
                requests.merge(call.verb() + " " + call.resource() + " " + call.code(), count, Long::sum);
            }
        });
        return requests;
    }

    /** All of {@link #requests}, the login included. */
    public long requestCount() {
        return requests().values().stream().mapToLong(Long::longValue).sum();
    }

    /** MTV enters a remote Provider with its user's token, so the user alone does not tell. */
    private static boolean isFromOutside(Traffic.Call call) {
        boolean person = call.user().equals(HUMAN) || call.user().equals("system:anonymous");
        return person && !call.agent().equals(Connections.AGENT);
    }

    /** The vSphere behind the provider entry, for a look at it that needs no login. */
    public SourcePlatform source() {
        return vsphere;
    }

    @Override
    public void close() {
        if (!config.faults().isEmpty()) {
            Map<String, Long> fired = faults.firings().stream()
                    .collect(Collectors.groupingBy(ArmedFaults.Firing::fault, Collectors.counting()));
            LOG.info("Faults that fired, and on how many objects: {}; that never did: {}", fired, faults.neverFired());
        }
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }

    private <T> T closing(T part, Consumer<T> close) {
        closing.push(() -> close.accept(part));
        return part;
    }

    private static String secret() {
        byte[] bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
