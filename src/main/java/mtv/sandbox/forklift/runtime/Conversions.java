package mtv.sandbox.forklift.runtime;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import mtv.model.ResourceKind;
import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.controller.ObjectChange;
import mtv.sandbox.controller.ObjectKey;

import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The Conversion objects on MTV's own cluster. Each is one run of virt-v2v or of an inspection. */
public final class Conversions implements AutoCloseable {

    public static final String TYPE = "conversion-type";
    public static final String DEEP_INSPECTION = "DeepInspection";

    private static final String OF_A_VM = "plan and VM";
    private static final String OF_A_CONVERSION = "namespace and Conversion";
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final ObjectCache<GenericKubernetesResource> cache;
    private final ObjectCache<Pod> pods;

    Conversions(ApiServer api, KubernetesClient client) {
        this.client = client;
        this.cache =
                new ObjectCache<>(api, client, "conversions.forklift.konveyor.io", GenericKubernetesResource.class);
        cache.index(OF_A_VM, conversion -> List.of(key(label(conversion, "plan"), label(conversion, "vmID"))));
        this.pods = new ObjectCache<>(api, client, Pod.class);
        pods.index(OF_A_CONVERSION, pod -> List.of(key(pod.getMetadata().getNamespace(), label(pod, "conversion"))));
    }

    void start() {
        cache.start();
        pods.start();
    }

    /** See {@link ObjectCache#onSpecChange}. */
    public void onSpecChange(Consumer<ObjectChange<GenericKubernetesResource>> follower) {
        cache.onSpecChange(follower);
    }

    public Stream<GenericKubernetesResource> in(String namespace) {
        return cache.list().stream()
                .filter(conversion -> conversion.getMetadata().getNamespace().equals(namespace));
    }

    /** Whether this Conversion, and not another one of its name, still exists. */
    public boolean isThere(GenericKubernetesResource conversion) {
        return cache.get(ObjectKey.of(conversion))
                .filter(found -> found.getMetadata().getDeletionTimestamp() == null)
                .filter(found -> found.getMetadata()
                        .getUid()
                        .equals(conversion.getMetadata().getUid()))
                .isPresent();
    }

    /** The Conversions of one VM of a Plan, in all runs. */
    public Stream<GenericKubernetesResource> of(String planUid, String vmId) {
        return cache.indexed(OF_A_VM, key(planUid, vmId));
    }

    /** The pod of a Conversion, if it is on MTV's own cluster. */
    public Optional<Pod> pod(String namespace, String conversion) {
        return pods.indexed(OF_A_CONVERSION, key(namespace, conversion)).findFirst();
    }

    /** Writes the status of a Conversion, unless it was deleted. */
    public void report(GenericKubernetesResource conversion, Map<String, ?> status) {
        var target = ResourceKind.CONVERSION
                .on(client)
                .inNamespace(conversion.getMetadata().getNamespace())
                .withName(conversion.getMetadata().getName());
        try {
            target.subresource("status").patch(MERGE, json(Map.of("status", status)));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    private String json(Map<String, ?> object) {
        return client.getKubernetesSerialization().asJson(object);
    }

    /** The phase of a Conversion; empty before its first reconciliation. */
    public static String phase(GenericKubernetesResource conversion) {
        return Optional.ofNullable(conversion.<String>get("status", "phase")).orElse("");
    }

    /** The value of a label; empty if there is none. */
    public static String label(HasMetadata object, String label) {
        return object.getMetadata().getLabels().getOrDefault(label, "");
    }

    private static String key(String first, String second) {
        return first + "/" + second;
    }

    @Override
    public void close() {
        pods.close();
        cache.close();
    }
}
