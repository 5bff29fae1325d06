package mtv.sandbox.fault;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.sandbox.OpenShift;
import mtv.sandbox.Sandbox;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.source.PlatformType;
import mtv.sandbox.source.SimPlatform;
import mtv.sandbox.source.SimVm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sandbox with what each fault needs to be seen, all under the fault's name: a machine, a Plan, a Provider... */
final class FaultSandbox implements AutoCloseable {

    static final String MTV = "openshift-mtv";
    static final String FORKLIFT = "forklift.konveyor.io/v1beta1";

    private static final String STORAGE_CLASS = "ocs-storagecluster-ceph-rbd-virtualization";
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The machines that other sources have. */
    private static final Map<String, Source> SOURCES = Map.of(
            "ovirt",
                    new Source(
                            "mtv-rhel8-sanity",
                            "0e1e0000-0000-4000-8000-00000000000",
                            "5d0d0000-0000-4000-8000-00000000000"),
            "openstack",
                    new Source(
                            "mtv-rhel9-sanity",
                            "0e200000-0000-4000-8000-00000000000",
                            "07e00000-0000-4000-8000-00000000000"),
            "ova", new Source("appliance-1", "9d000000-0000-4000-8000-00000000000", "ova-storage-"));

    private final Sandbox sandbox;
    private final OpenShift hub;
    private final KubernetesClient client;
    private final Map<String, KubernetesClientException> refusals = new ConcurrentHashMap<>();

    /** A machine, and the beginning of the ids of its networks and storages. */
    private record Source(String vm, String networks, String storages) {}

    FaultSandbox(List<Symptom> lines) {
        Set<String> armed = lines.stream()
                .filter(line -> !line.is("certificate"))
                .flatMap(Symptom::armed)
                .collect(Collectors.toSet());
        sandbox = Sandbox.start(
                new SandboxConfig(2000, 1, armed).withInventoryFile(Optional.of(Machines.inventory(lines))));
        hub = sandbox.clusters().get(0);
        client = client(hub);
        create("k8s.cni.cncf.io/v1", "NetworkAttachmentDefinition", "default", "br-40", "spec: {}");
        mtv("Hook", "hook", "image: quay.example.test/hook, playbook: LS0tCg==");
        provider("vc", "vsphere", url("vsphere"), hub.token(OpenShift.ADMIN));
        provider("remote", "openshift", hub.url().toString(), hub.token(OpenShift.ADMIN));
        SOURCES.keySet().forEach(type -> provider(type, type, url(type), ""));
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

    /** The Providers that all share. */
    static List<String> providers() {
        return Stream.concat(Stream.of("vc", "remote"), SOURCES.keySet().stream())
                .toList();
    }

    boolean ready(String provider) {
        GenericKubernetesResource found = client.genericKubernetesResources(FORKLIFT, "Provider")
                .inNamespace(MTV)
                .withName(provider)
                .get();
        return "Ready".equals(found.get("status", "phase"));
    }

    /** One more, from inside of the cluster, where the weather is good. */
    void addMap(Symptom line) {
        create("v1", "ConfigMap", line.name(), "z", "data: {}");
    }

    private String url(String type) {
        return sandbox.providerEntries().get(type + "-sandbox").get("api_url").toString();
    }

    private void provider(String name, String type, String url, String token) {
        Map<String, Object> login = sandbox.providerEntries().get(type + "-sandbox");
        secret(name, """
                user: "%1$s", username: "%1$s", password: "%2$s", projectName: mtv, domainName: Default,
                regionName: regionOne, url: "%3$s", token: "%4$s\"""".formatted(login.get("username"), login.get("password"), url, token), true);
        mtv("Provider", name, """
                type: %1$s, url: "%2$s", settings: {vddkInitImage: "registry.example.test/vddk:8"},
                secret: {name: %3$s, namespace: openshift-mtv}""".formatted(type, url, name));
    }

    private void secret(String name, String login, boolean insecure) {
        create("v1", "Secret", MTV, name, "stringData: {%s, insecureSkipVerify: \"%s\"}".formatted(login, insecure));
    }

    private void mtv(String kind, String name, String spec) {
        create(FORKLIFT, kind, MTV, name, "spec: {" + spec + "}");
    }

    /** What is refused is kept, to be looked at. */
    private void create(String version, String kind, String namespace, String name, String content) {
        String yaml = """
                {apiVersion: %s, kind: %s, %s,
                 metadata: {name: %s, namespace: %s, labels: {createdForProviderType: vsphere}}}""".formatted(version, kind, content, name, namespace);
        try {
            client.resource(YAML.readValue(yaml, GenericKubernetesResource.class))
                    .create();
        } catch (KubernetesClientException e) {
            refusals.put(name, e);
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

    Optional<KubernetesClientException> refusal(String name) {
        return Optional.ofNullable(refusals.get(name));
    }

    /** What the line needs, a Plan among it where it has one. */
    void prepare(Symptom line) {
        String name = line.name();
        if (line.is("provider")) {
            mtv("Provider", name, "type: openshift, url: '', secret: {}");
        }
        if (line.is("own-source")) {
            provider(name, "vsphere", url("vsphere"), "");
        }
        if (line.is("own-remote")) {
            create("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "''", name, """
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin},
                    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %s}]""".formatted(name));
            provider(name, "openshift", hub.url().toString(), hub.token(name));
        }
        if (line.is("secret")) {
            secret(name, "user: a", false);
        }
        if (line.is("controller")) {
            mtv("ForkliftController", name, "controller_precopy_interval: 2");
        }
        if (line.is("wire")) {
            create("v1", "Namespace", "''", name, "spec: {}");
            create("v1", "ConfigMap", name, "m", "data: {}");
        }
        if (line.is("changed")) {
            change(
                    name,
                    vm -> vm.withNics(Stream.concat(
                                    vm.nics().stream(),
                                    vm.nics().stream()
                                            .limit(1)
                                            .map(nic -> nic.withMac("02:33:44:55:66:77")
                                                    .withOrder(2)))
                            .toList()));
        }
        if (line.plans()) {
            plan(line);
        }
    }

    private void change(String name, UnaryOperator<SimVm> change) {
        source(name).ifPresent(vm -> vsphere().change(vm.id(), change));
    }

    Optional<SimVm> source(String name) {
        return vsphere().vms().stream().filter(vm -> vm.name().equals(name)).findFirst();
    }

    private SimPlatform vsphere() {
        return (SimPlatform) sandbox.source(PlatformType.VSPHERE);
    }

    private void plan(Symptom line) {
        String name = line.name();
        Optional<String> type = SOURCES.keySet().stream().filter(line::is).findFirst();
        String providers = """
                provider: {source: {name: %s, namespace: openshift-mtv}, destination: {name: %s, namespace: openshift-mtv}}""".formatted(
                        line.is("own-source") ? name : type.orElse("vc"),
                        line.is("own-remote") ? name : line.is("remote") ? "remote" : "host");
        List<String> networks =
                type.map(each -> ids(SOURCES.get(each).networks())).orElse(List.of("network-11", "dvportgroup-21"));
        List<String> storages =
                type.map(each -> ids(SOURCES.get(each).storages())).orElse(List.of("datastore-7", "datastore-8"));
        mtv("NetworkMap", name, providers + """
                , map: [{source: {id: %s}, destination: {type: pod}},
                  {source: {id: %s}, destination: {type: multus, namespace: default, name: br-40}}]""".formatted(networks.toArray()));
        mtv(
                "StorageMap",
                name,
                providers + ", map: ["
                        + storages.stream()
                                .filter(id -> !id.equals("ova-storage-2"))
                                .map(id -> "{source: {id: %s}, destination: {storageClass: %s}}"
                                        .formatted(id, STORAGE_CLASS))
                                .collect(Collectors.joining(", "))
                        + "]");
        String more = (line.is("renamed") ? ", targetName: " + name + "-new" : "")
                + (line.is("hook") ? ", hooks: [" + hook("PreHook") + ", " + hook("PostHook") + "]" : "");
        String vms = type.map(each -> List.of(SOURCES.get(each).vm())).orElse(Machines.names(line)).stream()
                .map(vm -> "{name: " + vm + more + "}")
                .collect(Collectors.joining(", "));
        mtv("Plan", name, providers + """
                , targetNamespace: t-%1$s, warm: %2$s, vms: [%3$s], targetLabels: {team: a},
                map: {network: {name: %1$s, namespace: openshift-mtv},
                  storage: {name: %1$s, namespace: openshift-mtv}}, targetNodeSelector: {zone: b},
                targetAffinity: {podAntiAffinity: {}},
                pvcNameTemplate: "pvc-disk-{{.DiskIndex}}", pvcNameTemplateUseGenerateName: %4$s
                """.formatted(name, !line.is("cold"), vms, !line.is("exact")));
    }

    private static String hook(String step) {
        return "{hook: {name: hook, namespace: openshift-mtv}, step: " + step + "}";
    }

    private static List<String> ids(String start) {
        return List.of(start + "1", start + "2");
    }

    /** Warm and later are cut over at once and in a year. */
    void migrate(Symptom line) {
        if (line.is("deleted")) {
            change(line.name(), vm -> vm.withPower(SimVm.PowerState.poweredOff));
            source(line.name()).ifPresent(vm -> vsphere().delete(vm.id()));
        }
        migrate(line, line.name());
    }

    void migrateAgain(Symptom line) {
        migrate(line, line.name() + "-again");
    }

    private void migrate(Symptom line, String migration) {
        mtv(
                "Migration",
                migration,
                "plan: {name: %s, namespace: openshift-mtv}, cutover: '%s'"
                        .formatted(line.name(), line.is("later") ? "2099-01-01T00:00:00Z" : "2001-01-01T00:00:00Z"));
    }

    void cancel(Symptom line) {
        List<String> vms = Machines.names(line);
        patch("Migration", line, "{\"spec\":{\"cancel\":[{\"name\":\"" + vms.get(vms.size() - 1) + "\"}]}}");
    }

    void archive(Symptom line) {
        patch("Plan", line, "{\"spec\":{\"archived\":true}}");
    }

    void remove(Symptom line) {
        client.namespaces().withName("t-" + line.name()).delete();
    }

    /** Tries to change the ForkliftController. */
    void change(Symptom line) {
        try {
            patch("ForkliftController", line, "{\"spec\":{\"controller_precopy_interval\":\"3\"}}");
        } catch (KubernetesClientException e) {
            refusals.put(line.name(), e);
        }
    }

    private void patch(String kind, Symptom line, String change) {
        client.genericKubernetesResources(FORKLIFT, kind)
                .inNamespace(MTV)
                .withName(line.name())
                .patch(PatchContext.of(PatchType.JSON_MERGE), change);
    }

    @Override
    public void close() {
        client.close();
        sandbox.close();
    }
}
