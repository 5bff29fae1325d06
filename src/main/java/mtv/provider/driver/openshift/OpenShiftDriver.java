package mtv.provider.driver.openshift;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.cluster.Cluster;
import mtv.model.ApiFailure;
import mtv.model.ResourceKind;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SoleVm;
import mtv.provider.driver.SourceDriver;
import mtv.scenario.Creation;
import mtv.scenario.Power;
import mtv.settings.SourceProviderEntry;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drives the VMs of the session's own OpenShift through its API. A copy is a VirtualMachine in the namespace of its
 * original whose disks CDI clones from the original's claims; what is on no claim, such as a container disk, comes
 * along as the VM names it. A VM that is created has disks that CDI fills likewise. The claims belong to the VM that is
 * made, and go with it.
 */
public final class OpenShiftDriver implements SourceDriver {

    private final String sourceKey;
    private final Cluster cluster;
    private final Duration limit;
    private final OpenShiftVolumes volumes;
    private final OpenShiftParts parts;

    /** @param limit how long the claims of a copy may take */
    public OpenShiftDriver(SourceProviderEntry entry, Cluster cluster, Duration limit) {
        this.sourceKey = entry.key();
        this.cluster = cluster;
        this.limit = limit;
        this.volumes = new OpenShiftVolumes(cluster, limit);
        this.parts = new OpenShiftParts(cluster);
    }

    /** CDI copies no claim that a pod uses, so a VM that runs is refused. */
    @Override
    public Optional<String> find(String vmName, Optional<String> vmId) throws IOException {
        List<GenericKubernetesResource> found = named(vmName).stream()
                .filter(vm -> vmId.isEmpty() || vmId.get().equals(uid(vm)))
                .toList();
        Optional<GenericKubernetesResource> sole = SoleVm.of(found, vmName, sourceKey, "\"namespace\"");
        sole.ifPresent(this::requireStopped);
        return sole.map(OpenShiftDriver::uid);
    }

    private void requireStopped(GenericKubernetesResource vm) {
        if (Boolean.TRUE.equals(vm.<Boolean>get("status", "created"))) {
            throw new ProviderException("VM " + words(vm) + " of source provider " + sourceKey
                    + " runs, and CDI clones no volume that is in use: stop the VM, name one that is off, or migrate it"
                    + " itself with \"clone\": false");
        }
    }

    private static String uid(GenericKubernetesResource object) {
        return object.getMetadata().getUid();
    }

    private static String words(GenericKubernetesResource vm) {
        return vm.getMetadata().getNamespace() + "/" + vm.getMetadata().getName();
    }

    private List<GenericKubernetesResource> named(String name) throws IOException {
        try {
            return ResourceKind.VIRTUAL_MACHINE
                    .on(cluster.client())
                    .inAnyNamespace()
                    .withField("metadata.name", name)
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            throw new IOException("the cluster does not show VM " + name + ": " + ApiFailure.words(e), e);
        }
    }

    @Override
    public void copy(Copy copy) throws IOException {
        GenericKubernetesResource original = named(copy.vmName()).stream()
                .filter(vm -> copy.vmId().equals(uid(vm)))
                .findFirst()
                .orElseThrow(() -> new IOException("VM " + copy.vmName() + " has gone"));
        OpenShiftCopy wanted = new OpenShiftCopy(original, copy.name());
        GenericKubernetesResource made;
        try {
            boolean on = copy.power().filter(Power.ON::equals).isPresent();
            made = cluster.client()
                    .resource(wanted.machine(claims(original, wanted.claims()), on))
                    .create();
        } catch (KubernetesClientException e) {
            throw new IOException(
                    "VM " + words(original) + " could not be cloned to " + copy.name() + ": " + ApiFailure.words(e), e);
        }
        if (!wanted.claims().isEmpty()) {
            volumes.await(made, wanted.claims().size()).get();
        }
    }

    private List<GenericKubernetesResource> claims(GenericKubernetesResource vm, List<String> names)
            throws IOException {
        List<GenericKubernetesResource> claims = new ArrayList<>();
        for (String name : names) {
            GenericKubernetesResource claim = ResourceKind.PERSISTENT_VOLUME_CLAIM
                    .on(cluster.client())
                    .inNamespace(vm.getMetadata().getNamespace())
                    .withName(name)
                    .get();
            if (claim == null) {
                throw new IOException("VM " + words(vm) + " names claim " + name + ", which does not exist");
            }
            claims.add(claim);
        }
        return claims;
    }

    @Override
    public List<String> missing(Creation wanted) throws IOException {
        return parts.missing(wanted);
    }

    @Override
    public void create(NewVm vm) throws IOException {
        OpenShiftMachine wanted = new OpenShiftMachine(vm);
        GenericKubernetesResource made;
        try {
            made = cluster.client().resource(wanted.manifest()).create();
        } catch (KubernetesClientException e) {
            throw new IOException(
                    "VM " + vm.namespace() + "/" + vm.name() + " could not be created of "
                            + vm.creation().words() + ": " + ApiFailure.words(e),
                    e);
        }
        volumes.await(made, wanted.disks()).and(volumes.awaitPower(made, vm.power()));
    }

    /** With its claims. */
    @Override
    public void delete(String vmName) throws IOException {
        for (GenericKubernetesResource vm : named(vmName)) {
            var there = ResourceKind.VIRTUAL_MACHINE
                    .on(cluster.client())
                    .inNamespace(vm.getMetadata().getNamespace())
                    .withName(vmName);
            try {
                there.withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
            } catch (KubernetesClientException e) {
                throw new IOException("VM " + words(vm) + " could not be deleted: " + ApiFailure.words(e), e);
            }
            cluster.await("VM " + words(vm) + " is deleted")
                    .watching(there)
                    .within(limit)
                    .gone();
        }
    }
}
