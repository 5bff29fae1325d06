package mtv.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.cluster.Cluster;
import mtv.sandbox.Sandbox;
import mtv.sandbox.SandboxConfig;
import mtv.settings.Access;
import mtv.settings.Secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A sandbox that a suite takes for somebody's OpenShift, so that it is still there to be looked at afterwards. */
final class OutsideSandbox implements AutoCloseable {

    private static final double TIME_SCALE = 2000;

    private final Sandbox sandbox;
    private final Path providersFile;
    private final Map<String, String> settings = new HashMap<>();

    OutsideSandbox(String... faults) throws IOException {
        this(new SandboxConfig(TIME_SCALE, 1, Set.of(faults)));
    }

    OutsideSandbox(double timeScale) throws IOException {
        this(new SandboxConfig(timeScale, 1, Set.of()));
    }

    private OutsideSandbox(SandboxConfig config) throws IOException {
        sandbox = Sandbox.start(config);
        settings.putAll(sandbox.answers());
        providersFile = Files.createTempFile("providers", ".json");
        new ObjectMapper()
                .writeValue(providersFile.toFile(), Map.of(settings.get("source_provider"), sandbox.providerEntry()));
        settings.put("providers_file", providersFile.toString());
        settings.put("cluster", "openshift");
    }

    /** What a person would give with -D. */
    Map<String, String> settings() {
        return settings;
    }

    /** Everything that a run could leave: namespaces, source VMs, and the setting that warm classes change. */
    Map<String, Object> state() {
        Map<String, Object> state = new TreeMap<>();
        try (Cluster cluster = connect()) {
            state.put(
                    "namespaces",
                    cluster.client().namespaces().list().getItems().stream()
                            .map(n -> n.getMetadata().getName())
                            .sorted()
                            .toList());
            GenericKubernetesResource controller = cluster.client()
                    .genericKubernetesResources("forklift.konveyor.io/v1beta1", "ForkliftController")
                    .inNamespace("openshift-mtv")
                    .withName("forklift-controller")
                    .get();
            state.put(
                    "precopy interval", String.valueOf(controller.<Object>get("spec", "controller_precopy_interval")));
            state.put(
                    "volumes",
                    cluster.client().persistentVolumes().list().getItems().size());
        }
        state.put("source VMs", sourceVms());
        return state;
    }

    /** Declares the precopy interval as an older or newer release of MTV does. */
    void declarePrecopyInterval(String schema) {
        String path = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/controller_precopy_interval";
        try (Cluster cluster = connect()) {
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

    /** API requests of the user so far. */
    long requests() {
        return sandbox.requestCount();
    }

    private List<String> sourceVms() {
        return sandbox.source().vms().stream()
                .map(vm -> vm.name() + " " + vm.power() + " " + vm.snapshots())
                .sorted()
                .toList();
    }

    private Cluster connect() {
        return Cluster.connect(
                new Access(
                        Access.Role.HUB,
                        Optional.of(settings.get("cluster_host")),
                        Optional.of(settings.get("cluster_username")),
                        Optional.of(new Secret(settings.get("cluster_password"))),
                        Optional.empty(),
                        true,
                        Optional.empty()),
                "openshift-mtv");
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
        Files.deleteIfExists(providersFile);
    }
}
