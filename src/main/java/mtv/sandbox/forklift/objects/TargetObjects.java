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
 * The objects in the target namespace, accessed through the destination Provider's connection. A list is read once in a
 * pass and serves all VMs.
 */
public final class TargetObjects {

    private static final List<ResourceKind> POPULATORS =
            List.of(ResourceKind.OVIRT_VOLUME_POPULATOR, ResourceKind.OPENSTACK_VOLUME_POPULATOR);

    private final KubernetesClient client;
    private final String namespace;
    private final TargetVolumes volumes;
    private Map<String, List<Pod>> pods;
    private String version;

    /** @param underWay ids of the VMs whose objects are listed */
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

    /** The default route of a network, or empty. */
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

    /**
     * Creates one of {@link Manifests}.
     *
     * @return its name
     */
    public String create(String manifest, Map<String, ?> facts) {
        return create(Manifests.object(manifest, facts)).getMetadata().getName();
    }

    public Optional<Pod> pod(String vmId, HelperPods.Use use) {
        if (pods == null) {
            pods = TargetVolumes.byVm(
                    volumes.ofRun(client.pods().inNamespace(namespace)).list().getItems(),
                    pod -> pod.getMetadata().getLabels().get(Labels.VM));
        }
        return pods.getOrDefault(vmId, List.of()).stream()
                .filter(pod -> use.app().equals(pod.getMetadata().getLabels().get(Labels.APP)))
                .findFirst();
    }

    /** Deletes what a migration needs only while it runs. */
    public void deleteHelpers(Selection what, List<HelperPods.Use> uses) {
        what.deletePods(client.pods().inNamespace(namespace), uses);
        what.delete(client.secrets().inNamespace(namespace));
        what.delete(client.configMaps().inNamespace(namespace));
        // pods of populators have no purpose label
        what.delete(client.pods().inNamespace(namespace).withoutLabel(Labels.APP));
        POPULATORS.forEach(populator -> what.delete(kind(populator)));
    }

    /** Sets the owner of a ConfigMap, with which it is deleted. */
    public void giveConfigMap(String name, GenericKubernetesResource owner) {
        client.configMaps()
                .inNamespace(namespace)
                .withName(name)
                .patch(TargetVolumes.MERGE, TargetVolumes.owned(client, owner, null, null));
    }

    /** Deletes hooks that have run, together with their files. */
    public void deleteHooks(Selection what) {
        new Selection(Labels.with(what.labels(), Labels.RESOURCE, "hook-config"), what.vmIds())
                .delete(client.batch().v1().jobs().inNamespace(namespace), DeletionPropagation.FOREGROUND);
    }

    /** Deletes inspections of guests, together with everything that they need. */
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

    /** Deletes the VirtualMachines and their volumes. Claims of DataVolumes are deleted with their owners. */
    public void deleteMachinesAndDataVolumes(Selection what) {
        what.delete(kind(ResourceKind.VIRTUAL_MACHINE));
        what.delete(client.persistentVolumeClaims().inNamespace(namespace));
        what.delete(kind(ResourceKind.DATA_VOLUME));
    }

    /**
     * The version of OpenShift; empty if the destination is another Kubernetes. MTV's own role lets nobody read it on a
     * remote destination, which then counts as one of its own cluster's version.
     *
     * @param own on MTV's own cluster
     */
    public String openShiftVersion(TargetObjects own) {
        if (version == null) {
            try {
                version = readVersion();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                    throw e;
                }
                version = own.readVersion();
            }
        }
        return version;
    }

    private String readVersion() {
        return ResourceKind.CLUSTER_VERSION
                .find(client, "", "version")
                .map(found -> found.<String>get("status", "desired", "version"))
                .orElse("");
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            kind(ResourceKind kind) {
        return kind.on(client).inNamespace(namespace);
    }
}
