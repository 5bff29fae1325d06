package mtv.sandbox.forklift.objects;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.model.ResourceKind;
import mtv.sandbox.forklift.build.Manifests;
import mtv.sandbox.sources.SimVm;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster of an openshift source. Its VMs are exported, each by a VirtualMachineExport of the same name. */
public final class SourceCluster {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    public SourceCluster(KubernetesClient client) {
        this.client = client;
    }

    /** The URL of the exported volumes; empty while the export is not ready. */
    public Optional<String> export(SimVm vm) {
        Optional<GenericKubernetesResource> export =
                ResourceKind.VIRTUAL_MACHINE_EXPORT.find(client, vm.namespace(), vm.name());
        if (export.isEmpty()) {
            client.resource(Manifests.object("export", Map.of("vm", vm))).create();
            return Optional.empty();
        }
        List<Map<String, Object>> manifests = export.get().get("status", "links", "external", "manifests");
        return Optional.ofNullable(manifests).stream()
                .flatMap(List::stream)
                .map(manifest -> manifest.get("url").toString())
                .findFirst();
    }

    public void deleteExport(SimVm vm) {
        ResourceKind.VIRTUAL_MACHINE_EXPORT
                .on(client)
                .inNamespace(vm.namespace())
                .withName(vm.name())
                .delete();
    }

    /** The spec of the source VM. */
    public ObjectNode spec(SimVm vm) {
        GenericKubernetesResource machine = ResourceKind.VIRTUAL_MACHINE
                .on(client)
                .inNamespace(vm.namespace())
                .withName(vm.name())
                .require();
        return JSON.valueToTree(machine.<Map<String, Object>>get("spec"));
    }
}
