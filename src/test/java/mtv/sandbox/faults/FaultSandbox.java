package mtv.sandbox.faults;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.sandbox.OpenShift;
import mtv.sandbox.Sandbox;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.templates.MustGatherTemplates;
import mtv.templates.Place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sandbox with the objects that each fault needs, such as a VM, a Plan or a Provider, all named after the fault. */
final class FaultSandbox implements AutoCloseable {

    private static final double TIME_SCALE = 400;

    static final String MTV = "openshift-mtv";
    static final String FORKLIFT = "forklift.konveyor.io/v1beta1";

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Sandbox sandbox;
    private final OpenShift hub;
    private final KubernetesClient client;
    private final Map<String, KubernetesClientException> refusals = new ConcurrentHashMap<>();

    FaultSandbox(List<Symptom> lines) {
        Set<String> itself = FaultCatalogue.builtIn().rows().stream()
                .filter(row -> !row.armable())
                .map(FaultRow::name)
                .collect(Collectors.toSet());
        Set<String> armed = lines.stream()
                .filter(line -> !line.is("certificate"))
                .flatMap(Symptom::armed)
                .filter(fault -> !itself.contains(fault.split("@")[0]))
                .collect(Collectors.toSet());
        sandbox = Sandbox.start(
                new SandboxConfig(TIME_SCALE, 1, armed).withInventoryFile(Optional.of(Machines.inventory(lines))));
        hub = sandbox.clusters().get(0);
        client = client(hub);
        create("k8s.cni.cncf.io/v1", "NetworkAttachmentDefinition", "default", "br-40", "spec: {}");
        mtv("Hook", "hook", "image: quay.example.test/hook, playbook: LS0tCg==");
        provider("vc", "vsphere", "");
        provider("remote", "openshift", hub.token(OpenShift.ADMIN));
        PlanManifests.OTHER_SOURCES.forEach(type -> provider(type, type, ""));
    }

    private static KubernetesClient client(OpenShift hub) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(hub.url().toString())
                        .withCaCertData(hub.caPem())
                        .withOauthToken(hub.token(OpenShift.ADMIN))
                        .build())
                .build();
    }

    /** Names of the Providers that all lines share. */
    static List<String> providers() {
        return Stream.concat(Stream.of("vc", "remote"), PlanManifests.OTHER_SOURCES.stream())
                .toList();
    }

    /** Creates a ConfigMap with a client inside the cluster, which HTTP faults do not hit. */
    void addMap(Symptom line) {
        create("v1", "ConfigMap", line.name(), "z", "data: {}");
    }

    private void provider(String name, String type, String token) {
        Map<String, Object> login = sandbox.providerEntries().get(type + "-sandbox");
        Object url = token.isEmpty() ? login.get("api_url") : hub.url();
        secret(name, """
                user: "%1$s", username: "%1$s", password: "%2$s", projectName: mtv, domainName: Default,
                regionName: regionOne, url: "%3$s", token: "%4$s"
                """.formatted(login.get("username"), login.get("password"), url, token), true);
        mtv("Provider", name, """
                type: %1$s, url: "%2$s", settings: {vddkInitImage: "registry.example.test/vddk:8"},
                secret: {name: %3$s, namespace: openshift-mtv}""".formatted(type, url, name));
    }

    private void secret(String name, String login, boolean insecure) {
        create("v1", "Secret", MTV, name, "stringData: {%s, insecureSkipVerify: \"%s\"}".formatted(login, insecure));
    }

    void mtv(String kind, String name, String spec) {
        create(FORKLIFT, kind, MTV, name, "spec: {" + spec + "}");
    }

    void mtv(String kind, String name, Map<String, Object> spec) {
        create(
                FORKLIFT,
                kind,
                MTV,
                name,
                "spec: " + client.getKubernetesSerialization().asJson(spec));
    }

    /** Creates an object. A refusal is kept, because it may be the symptom. */
    private void create(String version, String kind, String namespace, String name, String content) {
        String yaml = """
                {apiVersion: %s, kind: %s, %s,
                 metadata: {name: %s, namespace: %s, labels: {createdForProviderType: vsphere}}}
                """.formatted(version, kind, content, name, namespace);
        try {
            client.resource(YAML.readValue(yaml, GenericKubernetesResource.class))
                    .create();
        } catch (KubernetesClientException e) {
            refused(name, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    OpenShift hub() {
        return hub;
    }

    KubernetesClient client() {
        return client;
    }

    void refused(String name, KubernetesClientException why) {
        refusals.put(name, why);
    }

    Optional<KubernetesClientException> refusal(String name) {
        return Optional.ofNullable(refusals.get(name));
    }

    /** Creates the objects that the line needs, and its Plan if it has one. */
    void prepare(Symptom line) {
        String name = line.name();
        if (line.is("provider")) {
            mtv("Provider", name, "type: openshift, url: '', secret: {}");
        }
        if (line.is("own-source")) {
            provider(name, "vsphere", "");
        }
        if (line.is("own-remote")) {
            create("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "''", name, """
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin},
                    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %s}]""".formatted(name));
            provider(name, "openshift", hub.token(name));
        }
        if (line.is("secret")) {
            secret(name, "user: a", false);
        }
        if (line.is("controller")) {
            mtv("ForkliftController", name, "controller_precopy_interval: 60");
        }
        if (line.is("gather")) {
            gather(name, "t-" + name);
        }
        if (line.is("wire")) {
            create("v1", "Namespace", "''", name, "spec: {}");
            create("v1", "ConfigMap", name, "m", "data: {}");
        }
        if (line.plans()) {
            plan(line);
        }
    }

    /** A pod of must-gather in a namespace of its own, whose account may read everything. */
    private void gather(String name, String space) {
        create("v1", "Namespace", "''", space, "spec: {}");
        create("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "''", name, """
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin},
                subjects: [{kind: ServiceAccount, name: default, namespace: %s}]""".formatted(space));
        try {
            client.resource(MustGatherTemplates.pod(new Place(space, "symptoms"), name, "image", "default", name))
                    .create();
        } catch (KubernetesClientException e) {
            refused(name, e);
        }
    }

    Optional<SimVm> source(String name) {
        return vsphere().vms().stream().filter(vm -> vm.name().equals(name)).findFirst();
    }

    SimPlatform vsphere() {
        return (SimPlatform) sandbox.source(PlatformType.VSPHERE);
    }

    private void plan(Symptom line) {
        PlanManifests wishes = PlanManifests.of(line);
        mtv("NetworkMap", line.name(), wishes.networkMap());
        mtv("StorageMap", line.name(), wishes.storageMap());
        mtv("Plan", line.name(), wishes.plan(line));
    }

    @Override
    public void close() {
        client.close();
        sandbox.close();
    }
}
