package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the object of a line. An object that does not exist is read as an empty one. */
final class SymptomProbe implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SEEN = "-seen";

    private final FaultSandbox sandbox;
    private final WireClient wire;
    private final VimClient vcenter;
    private final CertificateProbe certificates = new CertificateProbe();
    private final Map<String, List<JsonNode>> states = new ConcurrentHashMap<>();
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

    /** @param lines an object that ends in {@value #SEEN} stands for all states of that object */
    SymptomProbe(FaultSandbox sandbox, List<Symptom> lines) {
        this.sandbox = sandbox;
        this.wire = new WireClient(sandbox.hub());
        this.vcenter = new VimClient(
                sandbox.hub().caPem(), sandbox.sandbox().providerEntries().get("vsphere-sandbox"));
        for (Symptom line : lines) {
            switch (line.object()) {
                case "Plan" + SEEN -> follow(line, FaultSandbox.FORKLIFT, "Plan", FaultSandbox.MTV);
                case "vm" + SEEN -> follow(line, "kubevirt.io/v1", "VirtualMachine", "t-" + line.name());
                default -> {
                    // as it is when it is looked at
                }
            }
        }
    }

    private void follow(Symptom line, String version, String kind, String namespace) {
        List<JsonNode> all = states.computeIfAbsent(line.name(), name -> new CopyOnWriteArrayList<>());
        informers.add(sandbox.client()
                .genericKubernetesResources(version, kind)
                .inNamespace(namespace)
                .withName(line.name())
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(GenericKubernetesResource object) {
                        all.add(JSON.valueToTree(object));
                    }

                    @Override
                    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
                        all.add(JSON.valueToTree(object));
                    }

                    @Override
                    public void onDelete(GenericKubernetesResource object, boolean unknown) {
                        // no state
                    }
                }));
    }

    /** Begins what the line wants done by vCenter. */
    void begin(Symptom line) {
        if (line.is("clone")) {
            vcenter.cloneVm(
                    line.name(), sandbox.source(line.name()).orElseThrow().id());
        }
    }

    WireClient wire() {
        return wire;
    }

    List<FaultHits> hits() {
        return Stream.concat(sandbox.sandbox().faults().hits().stream(), certificates.hits().stream())
                .toList();
    }

    boolean ready(String provider) {
        return get(FaultSandbox.FORKLIFT, "Provider", FaultSandbox.MTV, provider)
                .at("/status/phase")
                .asText()
                .equals("Ready");
    }

    JsonNode at(String object, Symptom line) {
        String name = line.name();
        String space = "t-" + name;
        String target = line.is("renamed") ? name + "-new" : name;
        return switch (object) {
            case "Plan" + SEEN, "vm" + SEEN -> JSON.valueToTree(Map.of("states", states.get(name)));
            case "Provider" -> provider(name);
            case "Plan", "Migration", "NetworkMap", "StorageMap", "ForkliftController" ->
                get(FaultSandbox.FORKLIFT, object, FaultSandbox.MTV, name);
            case "secret" -> get("v1", "Secret", FaultSandbox.MTV, name);
            case "namespace" ->
                JSON.valueToTree(sandbox.client().namespaces().withName(space).get());
            case "vm" -> get("kubevirt.io/v1", "VirtualMachine", space, target);
            case "vmi" -> get("kubevirt.io/v1", "VirtualMachineInstance", space, target);
            case "vms" -> list("kubevirt.io/v1", "VirtualMachine", space);
            case "elsewhere" -> list("kubevirt.io/v1", "VirtualMachine", "default");
            case "volumes" -> list("cdi.kubevirt.io/v1beta1", "DataVolume", space);
            case "claims" -> list("v1", "PersistentVolumeClaim", space);
            case "pods" -> list("v1", "Pod", space);
            case "secrets" -> list("v1", "Secret", space);
            case "source" ->
                sandbox.source(name).<JsonNode>map(JSON::valueToTree).orElse(JSON.createObjectNode());
            default -> seen(object, name);
        };
    }

    private JsonNode seen(String object, String name) {
        return switch (object) {
            case "csv" ->
                list("operators.coreos.com/v1alpha1", "ClusterServiceVersion", FaultSandbox.MTV)
                        .at("/items/0");
            case "binding" -> get("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "", name);
            case "refusal" ->
                sandbox.refusal(name).<JsonNode>map(SymptomProbe::refusal).orElse(JSON.createObjectNode());
            case "inventory" -> inventory(name);
            case "door" ->
                wire.get(URI.create(sandbox.hub().url() + "/apis/subresources.kubevirt.io/v1/namespaces/t-" + name
                        + "/virtualmachineinstances/" + name + "/portforward/22/tcp"));
            case "task" -> vcenter.task(name);
            case "wire" -> wire.answers(name);
            case "watch" -> wire.watched(name);
            case "certificate" -> certificates.refusal(name);
            default -> throw new IllegalArgumentException(object);
        };
    }

    private static JsonNode refusal(KubernetesClientException e) {
        return JSON.valueToTree(Map.of("code", e.getCode(), "message", String.valueOf(e.getMessage())));
    }

    /** The VM in the inventory of its own Provider, or else of the shared one. */
    private JsonNode inventory(String name) {
        JsonNode provider = provider(name);
        JsonNode route = get("route.openshift.io/v1", "Route", FaultSandbox.MTV, "forklift-inventory");
        JsonNode answer =
                wire.get(URI.create("https://" + route.at("/spec/host").asText() + "/providers/vsphere/"
                        + provider.at("/metadata/uid").asText() + "/vms?detail=4"));
        return StreamSupport.stream(answer.path("body").spliterator(), false)
                .filter(vm -> vm.path("name").asText().equals(name))
                .findFirst()
                .orElse(JSON.createObjectNode().set("code", answer.path("code")));
    }

    private JsonNode provider(String name) {
        JsonNode own = get(FaultSandbox.FORKLIFT, "Provider", FaultSandbox.MTV, name);
        return own.isEmpty() ? get(FaultSandbox.FORKLIFT, "Provider", FaultSandbox.MTV, "vc") : own;
    }

    private JsonNode get(String version, String kind, String namespace, String name) {
        GenericKubernetesResource found = sandbox.client()
                .genericKubernetesResources(version, kind)
                .inNamespace(namespace)
                .withName(name)
                .get();
        return found == null ? JSON.createObjectNode() : JSON.valueToTree(found);
    }

    private JsonNode list(String version, String kind, String namespace) {
        return JSON.valueToTree(sandbox.client()
                .genericKubernetesResources(version, kind)
                .inNamespace(namespace)
                .list());
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
        certificates.close();
    }
}
