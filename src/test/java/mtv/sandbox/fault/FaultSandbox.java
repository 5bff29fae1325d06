package mtv.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.sandbox.OpenShift;
import mtv.sandbox.Sandbox;
import mtv.sandbox.SandboxConfig;
import mtv.sandbox.source.PlatformType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A sandbox with one machine for each name, and a Plan of its own for each machine, all under that name. */
final class FaultSandbox implements AutoCloseable {

    private static final String MTV = "openshift-mtv";
    private static final String FORKLIFT = "forklift.konveyor.io/v1beta1";
    private static final String STORAGE_CLASS = "ocs-storagecluster-ceph-rbd-virtualization";
    private static final Set<String> SNAPSHOTS = Set.of("snapshot-left", "snapshots-lost");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Sandbox sandbox;
    private final KubernetesClient client;

    FaultSandbox(List<String> machines, Set<String> faults) {
        Path inventory = inventory(machines);
        sandbox = Sandbox.start(new SandboxConfig(2000, 1, faults).withInventoryFile(Optional.of(inventory)));
        OpenShift hub = sandbox.clusters().get(0);
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(hub.url().toString())
                        .withCaCertData(hub.caPem())
                        .withOauthToken(hub.token(OpenShift.ADMIN))
                        .build())
                .build();
        Map<String, Object> source = sandbox.providerEntry();
        create("k8s.cni.cncf.io/v1", "NetworkAttachmentDefinition", "default", "br-40", "spec: {}");
        secret("vc", "user: \"%s\", password: \"%s\"".formatted(source.get("username"), source.get("password")));
        secret("remote", "token: \"%s\"".formatted(hub.token(OpenShift.ADMIN)));
        provider("vc", "vsphere", source.get("api_url"));
        provider("remote", "openshift", hub.url());
    }

    private void secret(String name, String login) {
        create("v1", "Secret", MTV, name, "stringData: {" + login + ", insecureSkipVerify: \"true\"}");
    }

    private void provider(String name, String type, Object url) {
        mtv("Provider", name, """
                type: %1$s, url: "%2$s", settings: {vddkInitImage: "registry.example.test/vddk:8"},
                secret: {name: %3$s, namespace: openshift-mtv}""".formatted(type, url, name));
    }

    private void mtv(String kind, String name, String spec) {
        create(FORKLIFT, kind, MTV, name, "spec: {" + spec + "}");
    }

    private void create(String version, String kind, String namespace, String name, String content) {
        String yaml = "{apiVersion: %s, kind: %s, metadata: {name: %s, namespace: %s}, %s}"
                .formatted(version, kind, name, namespace, content);
        try {
            client.resource(YAML.readValue(yaml, GenericKubernetesResource.class))
                    .create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path inventory(List<String> machines) {
        try (InputStream seed = FaultSandbox.class.getResourceAsStream("/mtv/sandbox/source/vsphere.json")) {
            ObjectNode inventory = (ObjectNode) JSON.readTree(seed);
            inventory.remove("vms");
            for (String name : machines) {
                // a host carries 20 transfers at once, and some of these never end
                inventory.withArray("hosts").add(JSON.readTree("""
                        {"id": "%1$s", "name": "%1$s.example.test", "cluster": "east", "address": "192.0.2.9"}
                        """.formatted(name)));
                inventory.withArray("vms").add(JSON.readTree("""
                        {"name": "%1$s", "host": "%1$s", "guest": "rhel9", "power": "poweredOn",
                         "cpus": 6, "coresPerSocket": 2, "memoryMib": 4096, "firmware": "efi", "secureBoot": true,
                         "tpm": true, "snapshots": %2$d,
                         "disks": [{"size": "16Gi"}, {"size": "8Gi", "storage": "datastore-8"}],
                         "nics": [{"network": "network-11"}, {"network": "dvportgroup-21", "addresses": [
                           {"ip": "198.51.100.7", "gateway": "198.51.100.1", "dns": ["198.51.100.2"]},
                           {"ip": "2001:db8::7", "gateway": "2001:db8::1"}]}]}
                        """.formatted(name, SNAPSHOTS.contains(name) ? 1 : 0)));
            }
            Path file = Files.createTempFile("inventory", ".json");
            file.toFile().deleteOnExit();
            return Files.write(file, JSON.writeValueAsBytes(inventory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    KubernetesClient client() {
        return client;
    }

    /** A Provider of the own cluster, only to be looked at. */
    void provider(String name) {
        mtv("Provider", name, "type: openshift, url: '', secret: {}");
    }

    /** @param how cold, remote, warm, ... */
    void plan(String name, String how) {
        String destination = how.equals("remote") ? "remote" : "host";
        String providers = """
                provider: {source: {name: vc, namespace: openshift-mtv},
                  destination: {name: %s, namespace: openshift-mtv}}""".formatted(destination);
        mtv("NetworkMap", name, providers + """
                , map: [{source: {id: network-11}, destination: {type: pod}},
                  {source: {id: dvportgroup-21}, destination: {type: multus, namespace: default, name: br-40}}]""");
        mtv("StorageMap", name, providers + """
                , map: [{source: {id: datastore-7}, destination: {storageClass: %1$s}},
                  {source: {id: datastore-8}, destination: {storageClass: %1$s}}]""".formatted(STORAGE_CLASS));
        mtv(
                "Plan",
                name,
                providers + """
                , targetNamespace: t-%1$s, warm: %2$s, vms: [{name: %1$s}], targetLabels: {team: a},
                map: {network: {name: %1$s, namespace: openshift-mtv},
                  storage: {name: %1$s, namespace: openshift-mtv}}, targetNodeSelector: {zone: b},
                pvcNameTemplate: "pvc-disk-{{.DiskIndex}}", pvcNameTemplateUseGenerateName: %3$s
                """.formatted(name, Set.of("warm", "later").contains(how), !how.equals("exact")));
    }

    /** @param how warm and later are cut over at once and in a year */
    void migrate(String name, String how) {
        String cutover = how.equals("later") ? "2099-01-01T00:00:00Z" : "2001-01-01T00:00:00Z";
        mtv("Migration", name, "plan: {name: %s, namespace: openshift-mtv}, cutover: '%s'".formatted(name, cutover));
    }

    void patch(String kind, String name, String change) {
        client.genericKubernetesResources(FORKLIFT, kind)
                .inNamespace(MTV)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), change);
    }

    /** What a line of the table means by an object; an empty one when it is not there. */
    JsonNode look(String object, String name) {
        String space = "t-" + name;
        return switch (object) {
            case "provider" -> get(FORKLIFT, "Provider", MTV, name);
            case "plan" -> get(FORKLIFT, "Plan", MTV, name);
            case "migration" -> get(FORKLIFT, "Migration", MTV, name);
            case "networkmap" -> get(FORKLIFT, "NetworkMap", MTV, name);
            case "storagemap" -> get(FORKLIFT, "StorageMap", MTV, name);
            case "vm" -> get("kubevirt.io/v1", "VirtualMachine", space, name);
            case "vmi" -> get("kubevirt.io/v1", "VirtualMachineInstance", space, name);
            case "vms" -> list("kubevirt.io/v1", "VirtualMachine", space);
            case "elsewhere" -> list("kubevirt.io/v1", "VirtualMachine", "default");
            case "volumes" -> list("cdi.kubevirt.io/v1beta1", "DataVolume", space);
            case "claims" -> list("v1", "PersistentVolumeClaim", space);
            case "pods" -> list("v1", "Pod", space);
            case "secrets" -> list("v1", "Secret", space);
            case "source" ->
                JSON.valueToTree(sandbox.source(PlatformType.VSPHERE).vms().stream()
                        .filter(vm -> vm.name().equals(name))
                        .findFirst()
                        .map(vm -> Map.of("power", vm.power(), "snapshots", vm.snapshots()))
                        .orElseThrow());
            default -> throw new IllegalArgumentException(object);
        };
    }

    private JsonNode get(String version, String kind, String namespace, String name) {
        GenericKubernetesResource found = client.genericKubernetesResources(version, kind)
                .inNamespace(namespace)
                .withName(name)
                .get();
        return found == null ? JSON.createObjectNode() : JSON.valueToTree(found);
    }

    private JsonNode list(String version, String kind, String namespace) {
        return JSON.valueToTree(client.genericKubernetesResources(version, kind)
                .inNamespace(namespace)
                .list());
    }

    @Override
    public void close() {
        client.close();
        sandbox.close();
    }
}
