package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.ResourceKind;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The instance type of a machine, which gives CPU and memory to its instances and not to the machine itself. */
final class InstanceSize {

    private static final ResourceKind USUAL = ResourceKind.CLUSTER_INSTANCETYPE;

    private final VirtClient kube;

    InstanceSize(VirtClient kube) {
        this.kube = kube;
    }

    /** The spec of an instance of the machine. */
    Map<String, Object> sized(GenericKubernetesResource vm) {
        Map<String, Object> spec = vm.get("spec", "template", "spec");
        return instanceType(vm).map(type -> with(type, spec)).orElse(spec);
    }

    private Optional<GenericKubernetesResource> instanceType(GenericKubernetesResource vm) {
        String name = VirtClient.text(vm, "spec", "instancetype", "name");
        String told = VirtClient.text(vm, "spec", "instancetype", "kind");
        // KubeVirt takes any case
        ResourceKind kind = told.equalsIgnoreCase(ResourceKind.INSTANCETYPE.kind()) ? ResourceKind.INSTANCETYPE : USUAL;
        String namespace = kind.isNamespaced() ? vm.getMetadata().getNamespace() : null;
        return name.isEmpty() ? Optional.empty() : kube.find(kind, namespace, name);
    }

    /** Each virtual CPU is a socket, unless a preference wants it otherwise, which is not imitated. */
    private static Map<String, Object> with(GenericKubernetesResource type, Map<String, Object> spec) {
        Map<String, Object> domain = new LinkedHashMap<>();
        if (spec.get("domain") instanceof Map<?, ?> own) {
            own.forEach((key, value) -> domain.put(String.valueOf(key), value));
        }
        Object cpus = type.get("spec", "cpu", "guest");
        domain.put("cpu", Map.of("sockets", cpus == null ? 1 : cpus, "cores", 1, "threads", 1));
        domain.put("memory", Map.of("guest", VirtClient.text(type, "spec", "memory", "guest")));
        Map<String, Object> sized = new LinkedHashMap<>(spec);
        sized.put("domain", domain);
        return sized;
    }
}
