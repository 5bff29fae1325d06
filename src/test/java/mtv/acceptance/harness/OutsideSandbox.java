package mtv.acceptance.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.Scratch;
import mtv.await.Await;
import mtv.cluster.Cluster;
import mtv.ledger.Ledger;
import mtv.sandbox.OpenShift;
import mtv.sandbox.Sandbox;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimVm;
import mtv.settings.ClusterCredentials;
import mtv.settings.Login;
import mtv.settings.value.Secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A sandbox that a suite uses like a real OpenShift, so that it can be inspected after the run. */
public final class OutsideSandbox implements AutoCloseable {

    private static final double TIME_SCALE = 2000;

    /** Namespaces with VMs to migrate, and with what such VMs are created of. */
    private static final Set<String> OF_THE_SOURCE = Set.of("shop", "lab", "openshift-virtualization-os-images");

    private final Sandbox sandbox;
    private final Path providersFile;
    private final Map<String, String> settings = new HashMap<>();

    public OutsideSandbox(String... faults) throws IOException {
        this(new SandboxConfig(TIME_SCALE, 1, Set.of(faults)));
    }

    public OutsideSandbox(double timeScale) throws IOException {
        this(new SandboxConfig(timeScale, 1, Set.of()));
    }

    public OutsideSandbox(SandboxConfig config) throws IOException {
        sandbox = Sandbox.start(config);
        settings.putAll(sandbox.answers());
        providersFile = Scratch.file("providers", ".json");
        new ObjectMapper().writeValue(providersFile.toFile(), sandbox.providerEntries());
        settings.put("providers_file", providersFile.toString());
        settings.put("cluster", "openshift");
    }

    /** The settings that a user would give with -D. */
    public Map<String, String> settings() {
        return settings;
    }

    /**
     * Everything that a run could leave: objects of any cluster, source VMs, and the setting that warm classes change.
     */
    public Map<String, Object> state() {
        Map<String, Object> state = new TreeMap<>();
        for (OpenShift openShift : sandbox.clusters()) {
            try (Cluster cluster = connect(openShift)) {
                KubernetesClient client = cluster.client();
                state.put(openShift.name() + " namespaces", names(client.namespaces()));
                state.put(openShift.name() + " volumes", names(client.persistentVolumes()));
                state.put(openShift.name() + " bindings", names(client.rbac().clusterRoleBindings()));
                state.put(
                        openShift.name() + " accounts",
                        names(client.serviceAccounts().inNamespace("openshift-mtv")));
            }
        }
        try (Cluster hub = connect(sandbox.clusters().get(0))) {
            GenericKubernetesResource controller = hub.client()
                    .genericKubernetesResources("forklift.konveyor.io/v1beta1", "ForkliftController")
                    .inNamespace("openshift-mtv")
                    .withName("forklift-controller")
                    .get();
            state.put(
                    "precopy interval", String.valueOf(controller.<Object>get("spec", "controller_precopy_interval")));
        }
        state.put("source VMs", sourceVms());
        return state;
    }

    /** VMs and claims that MTV created, by cluster, without those of the source. */
    public Map<String, List<String>> migrated() {
        Map<String, List<String>> migrated = new TreeMap<>();
        for (OpenShift openShift : sandbox.clusters()) {
            try (Cluster cluster = connect(openShift)) {
                KubernetesClient client = cluster.client();
                List<String> names =
                        new ArrayList<>(names(client.genericKubernetesResources("kubevirt.io/v1", "VirtualMachine")
                                .inAnyNamespace()));
                names.addAll(names(client.persistentVolumeClaims().inAnyNamespace()));
                migrated.put(openShift.name(), names);
            }
        }
        return migrated;
    }

    private static List<String> names(Listable<? extends KubernetesResourceList<? extends HasMetadata>> all) {
        return all.list().getItems().stream()
                .filter(object -> !OF_THE_SOURCE.contains(
                        String.valueOf(object.getMetadata().getNamespace())))
                .map(object -> object.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** Declares the precopy interval as an older or newer release of MTV does. */
    public void declarePrecopyInterval(String schema) {
        String path = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/controller_precopy_interval";
        try (Cluster cluster = connect(sandbox.clusters().get(0))) {
            cluster.client()
                    .apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName("forkliftcontrollers.forklift.konveyor.io")
                    .patch(
                            PatchContext.of(PatchType.JSON),
                            "[{\"op\":\"replace\",\"path\":\"" + path + "\",\"value\":" + schema + "}]");
        }
    }

    /** The armed faults that have fired, with their scopes. */
    public Set<String> fired() {
        return sandbox.faults().hits().stream()
                .filter(firing -> firing.fired() > 0)
                .map(firing -> firing.name() + ("*".equals(firing.scope()) ? "" : "@" + firing.scope()))
                .collect(Collectors.toSet());
    }

    /** Ends a fault that was armed from the start. */
    public void disarm(String fault) {
        sandbox.faults().disarm(fault);
    }

    /** The disks of a source VM, as MTV calls them. */
    public List<String> disks(String type, String vm) {
        return sandbox.source(PlatformType.valueOf(type.toUpperCase(Locale.ROOT))).vms().stream()
                .filter(each -> each.name().equals(vm))
                .flatMap(each -> each.disks().stream())
                .map(SimVm.Disk::file)
                .toList();
    }

    /**
     * Sets the interval for beds that share the sandbox, so that none of them restores another value while others need
     * this one.
     */
    public void setPrecopyInterval(int minutes) {
        try (Cluster cluster = connect(sandbox.clusters().get(0))) {
            cluster.client()
                    .genericKubernetesResources("forklift.konveyor.io/v1beta1", "ForkliftController")
                    .inNamespace("openshift-mtv")
                    .withName("forklift-controller")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\":{\"controller_precopy_interval\":" + minutes + "}}");
        }
    }

    /** API requests of the user so far. */
    public long requests() {
        return sandbox.requestCount();
    }

    /** The same by verb, resource and answer. */
    public Map<String, Long> requestsByKind() {
        return sandbox.requests();
    }

    /** VMs to migrate wherever they are, those of MTV's own cluster included. */
    public List<String> vmsOfSources() {
        List<String> vms = new ArrayList<>(sourceVms());
        try (Cluster hub = connect()) {
            for (String namespace : OF_THE_SOURCE) {
                hub.client()
                        .genericKubernetesResources("kubevirt.io/v1", "VirtualMachine")
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .forEach(
                                vm -> vms.add(namespace + " " + vm.getMetadata().getName()));
            }
        }
        Collections.sort(vms);
        return vms;
    }

    private List<String> sourceVms() {
        List<String> vms = new ArrayList<>();
        for (PlatformType type : List.of(PlatformType.VSPHERE, PlatformType.OVIRT, PlatformType.OPENSTACK)) {
            sandbox.source(type)
                    .vms()
                    .forEach(vm -> vms.add(type.id() + " " + vm.name() + " " + vm.power() + " " + vm.snapshots()));
        }
        Collections.sort(vms);
        return vms;
    }

    /** A session of the administrator with MTV's cluster. */
    public Cluster connect() {
        return connect(sandbox.clusters().get(0));
    }

    /** How the administrator enters MTV's cluster. */
    public ClusterCredentials access() {
        return access(sandbox.clusters().get(0));
    }

    /** A session of the administrator with one of the clusters. */
    public static Cluster connect(OpenShift openShift) {
        return Cluster.connect(access(openShift), "openshift-mtv");
    }

    private static ClusterCredentials access(OpenShift openShift) {
        return new ClusterCredentials(
                ClusterCredentials.Role.HUB,
                Optional.of(openShift.url().toString()),
                Optional.of(new Login.Token(new Secret(openShift.token(OpenShift.ADMIN)))),
                true,
                Optional.empty());
    }

    /** Creates objects on MTV's cluster, and returns when each VM among them runs or is stopped as its spec says. */
    public void create(List<HasMetadata> objects) {
        try (Cluster hub = connect(sandbox.clusters().get(0))) {
            objects.forEach(object -> hub.client().resource(object).create());
            Await.until("the machines of the cluster are as they shall be")
                    .watching(hub.client()
                            .genericKubernetesResources("kubevirt.io/v1", "VirtualMachine")
                            .inNamespace(OpenShiftMachines.NAMESPACE))
                    .all(vms -> vms.stream().allMatch(OutsideSandbox::isAtRest));
        }
    }

    private static boolean isAtRest(GenericKubernetesResource vm) {
        boolean halted = "Halted".equals(vm.get("spec", "runStrategy"));
        return (halted ? "Stopped" : "Running").equals(vm.get("status", "printableStatus"));
    }

    /** MTV's cluster, then the remote one if there is one. */
    public List<OpenShift> clusters() {
        return sandbox.clusters();
    }

    /** Files that say what runs left on these clusters. */
    public List<Path> ledgers() {
        Set<String> ours =
                sandbox.clusters().stream().map(each -> each.url().toString()).collect(Collectors.toSet());
        try {
            return Ledger.in(Path.of(".mtv-ledger")).stream()
                    .filter(file -> isOf(file, ours))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs that were to leave everything have ledgers, too, of which nothing can be undone any more. */
    @Override
    public void close() throws IOException {
        sandbox.close();
        Files.deleteIfExists(providersFile);
        for (Path file : ledgers()) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isOf(Path ledger, Set<String> clusters) {
        try {
            return clusters.containsAll(Ledger.load(ledger).clusters().values());
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return false; // of another run, which is just beginning or ending
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
