package mtv.sandbox.forklift.objects;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import mtv.model.ObjectRef;
import mtv.model.ResourceKind;
import mtv.sandbox.forklift.build.HelperPods;
import mtv.sandbox.forklift.build.Labels;
import mtv.sandbox.forklift.build.Manifests;

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

    private static final List<ResourceKind> POPULATORS =
            List.of(ResourceKind.OVIRT_VOLUME_POPULATOR, ResourceKind.OPENSTACK_VOLUME_POPULATOR);

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

    public TargetVolumes volumes() {
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
    public String routeOf(ObjectRef network) {
        return ResourceKind.NETWORK_ATTACHMENT_DEFINITION
                .find(client, network.namespace(), network.name())
                .map(found -> found.getMetadata().getAnnotations())
                .map(annotations -> annotations.get("forklift.konveyor.io/route"))
                .orElse("");
    }

    public boolean machineExists(String name) {
        return ResourceKind.VIRTUAL_MACHINE.find(client, namespace, name).isPresent();
    }

    public GenericKubernetesResource create(GenericKubernetesResource object) {
        return kind(ResourceKind.named(object.getKind()).orElseThrow())
                .resource(object)
                .create();
    }

    /** One of {@link Manifests}; its name is returned. */
    public String create(String manifest, Map<String, ?> facts) {
        return create(Manifests.object(manifest, facts)).getMetadata().getName();
    }

    public Optional<Pod> pod(String vmId, HelperPods.Use use) {
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
    public void deleteHelpers(Selection what, List<HelperPods.Use> uses) {
        what.deletePods(client.pods().inNamespace(namespace), uses);
        what.delete(client.secrets().inNamespace(namespace));
        what.delete(client.configMaps().inNamespace(namespace));
        // the pods of populators have no use of their own
        what.delete(client.pods().inNamespace(namespace).withoutLabel(Labels.APP));
        POPULATORS.forEach(populator -> what.delete(kind(populator)));
    }

    /** From now on the ConfigMap goes when its owner goes. */
    public void giveConfigMap(String name, GenericKubernetesResource owner) {
        client.configMaps()
                .inNamespace(namespace)
                .withName(name)
                .patch(TargetVolumes.MERGE, TargetVolumes.owned(client, owner, null, null));
    }

    /** Hooks that have run; their files go with them. */
    public void deleteHooks(Selection what) {
        new Selection(Labels.with(what.labels(), Labels.RESOURCE, "hook-config"), what.vmIds())
                .delete(client.batch().v1().jobs().inNamespace(namespace), DeletionPropagation.FOREGROUND);
    }

    /** Inspections of guests, with all that they need. */
    public void deleteInspections(Selection what) {
        what.delete(kind(ResourceKind.CONVERSION));
        what.delete(client.pods().inNamespace(namespace));
        what.delete(client.secrets().inNamespace(namespace));
    }

    public void deleteConversions(Selection what) {
        what.delete(kind(ResourceKind.CONVERSION));
    }

    public List<Job> jobs(Map<String, String> labels) {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabels(labels)
                .list()
                .getItems();
    }

    public void deleteJobs(Map<String, String> labels) {
        client.batch().v1().jobs().inNamespace(namespace).withLabels(labels).delete();
    }

    /** The machines and their volumes; claims of DataVolumes follow their owners. */
    public void deleteMachinesAndDataVolumes(Selection what) {
        what.delete(kind(ResourceKind.VIRTUAL_MACHINE));
        what.delete(client.persistentVolumeClaims().inNamespace(namespace));
        what.delete(kind(ResourceKind.DATA_VOLUME));
    }

    /** Empty where the destination is no OpenShift. */
    public String openShiftVersion() {
        if (version == null) {
            version = ResourceKind.CLUSTER_VERSION
                    .find(client, "", "version")
                    .map(found -> found.<String>get("status", "desired", "version"))
                    .orElse("");
        }
        return version;
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            kind(ResourceKind kind) {
        return kind.on(client).inNamespace(namespace);
    }
}
