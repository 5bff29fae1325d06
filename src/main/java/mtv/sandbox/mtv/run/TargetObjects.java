package mtv.sandbox.mtv.run;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import mtv.model.ObjectRef;
import mtv.sandbox.mtv.build.Labels;
import mtv.sandbox.mtv.build.Manifests;
import mtv.sandbox.mtv.build.Pods;
import mtv.sandbox.mtv.runtime.Kinds;

import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The target namespace as a migration sees it, through the destination Provider's connection. What is listed during a
 * pass is listed once for all VMs.
 */
public final class TargetObjects {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private static final List<ResourceDefinitionContext> POPULATORS =
            List.of(Kinds.OVIRT_POPULATOR, Kinds.OPENSTACK_POPULATOR);

    private final KubernetesClient client;
    private final String namespace;
    private final TargetVolumes volumes;
    private List<Pod> pods;
    private String version;

    /** @param underWay ids of the VMs whose objects matter */
    public TargetObjects(KubernetesClient client, String namespace, Labels labels, Set<String> underWay) {
        this.client = client;
        this.namespace = namespace;
        this.volumes = new TargetVolumes(client, namespace, labels, underWay);
    }

    TargetVolumes volumes() {
        return volumes;
    }

    public void ensureNamespace() {
        try {
            client.namespaces()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    /** The way out of a network, or empty. */
    String routeOf(ObjectRef network) {
        return Optional.ofNullable(kind(Kinds.NETWORK_ATTACHMENT)
                        .inNamespace(network.namespace())
                        .withName(network.name())
                        .get())
                .map(found -> found.getMetadata().getAnnotations())
                .map(annotations -> annotations.get("forklift.konveyor.io/route"))
                .orElse("");
    }

    boolean machineExists(String name) {
        return machines().inNamespace(namespace).withName(name).get() != null;
    }

    GenericKubernetesResource create(GenericKubernetesResource object) {
        return kind(Kinds.of(object)).inNamespace(namespace).resource(object).create();
    }

    /** One of {@link Manifests}; its name is returned. */
    public String create(String manifest, Map<String, ?> facts) {
        return create(Manifests.object(manifest, facts)).getMetadata().getName();
    }

    Optional<Pod> pod(String vmId, Pods.Use use) {
        if (pods == null) {
            pods = volumes.ofRun(client.pods().inNamespace(namespace)).list().getItems();
        }
        return pods.stream()
                .filter(pod -> pod.getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(Map.of("vmID", vmId, Labels.APP, use.app()).entrySet()))
                .findFirst();
    }

    /** What serves a migration only while it runs. */
    void deleteHelpers(Selection what, List<Pods.Use> uses) {
        what.deletePods(client.pods().inNamespace(namespace), uses);
        what.delete(client.secrets().inNamespace(namespace));
        what.delete(client.configMaps().inNamespace(namespace));
        POPULATORS.forEach(populator -> what.delete(kind(populator).inNamespace(namespace)));
    }

    void deleteJobs(Map<String, String> selector) {
        client.batch().v1().jobs().inNamespace(namespace).withLabels(selector).delete();
    }

    /** The machines and their volumes; claims of DataVolumes follow their owners. */
    void deleteMachinesAndDataVolumes(Selection what) {
        what.delete(machines().inNamespace(namespace));
        what.delete(client.persistentVolumeClaims().inNamespace(namespace));
        what.delete(kind(Kinds.DATA_VOLUME).inNamespace(namespace));
    }

    /** Empty where the destination is no OpenShift. */
    String openShiftVersion() {
        if (version == null) {
            version = Optional.ofNullable(
                            kind(Kinds.CLUSTER_VERSION).withName("version").get())
                    .map(found -> found.<String>get("status", "desired", "version"))
                    .orElse("");
        }
        return version;
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            machines() {
        return kind(Kinds.VIRTUAL_MACHINE);
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            kind(ResourceDefinitionContext kind) {
        return client.genericKubernetesResources(kind);
    }
}
