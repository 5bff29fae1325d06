package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import mtv.model.ResourceKind;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.controller.Controller;
import mtv.sandbox.controller.ObjectKey;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Storage as its drivers provide it: a claim of a known class gets a volume of its own, at once unless the class waits
 * for a first consumer; a volume whose claim is gone follows the class's reclaim policy.
 */
final class VolumeBinder implements AutoCloseable {

    private static final String BIND_NOW = "cdi.kubevirt.io/storage.bind.immediate.requested";
    private static final String RELEASED = "Released";
    /** A claim whose populator has failed is checked again, since the populator may be repaired. */
    private static final Duration FAILED = Duration.ofMinutes(10);

    private final VirtClient kube;
    private final SandboxClock clock;
    private final Map<String, Instant> populating = new ConcurrentHashMap<>();
    private final Controller claims;
    private final Controller volumes;

    VolumeBinder(VirtClient kube, SandboxClock clock) {
        this.kube = kube;
        this.clock = clock;
        this.claims = new Controller("volume-binder", clock, this::bind);
        this.volumes = new Controller("volume-reclaimer", clock, this::reclaim);
        kube.feed(ResourceKind.PERSISTENT_VOLUME_CLAIM, claims);
        kube.forget(ResourceKind.PERSISTENT_VOLUME_CLAIM, this::release);
        kube.feed(ResourceKind.PERSISTENT_VOLUME, volumes);
        kube.follow(
                ResourceKind.STORAGE_CLASS,
                change -> kube.all(ResourceKind.PERSISTENT_VOLUME_CLAIM)
                        .forEach(claim -> claims.enqueue(ObjectKey.of(claim))));
        kube.follow(ResourceKind.POD, change -> consumed(change.object()));
    }

    static boolean bound(GenericKubernetesResource claim) {
        return "Bound".equals(VirtClient.text(claim, "status", "phase"));
    }

    private void consumed(GenericKubernetesResource pod) {
        claimsOf(pod)
                .forEach(name -> claims.enqueue(new ObjectKey(pod.getMetadata().getNamespace(), name)));
    }

    static List<String> claimsOf(GenericKubernetesResource pod) {
        return VirtClient.list(pod, "spec", "volumes").stream()
                .map(volume -> volume.get("persistentVolumeClaim"))
                .filter(Map.class::isInstance)
                .map(source -> ((Map<?, ?>) source).get("claimName").toString())
                .toList();
    }

    private void release(String claimUid) {
        populating.remove(claimUid);
        volumes.enqueue(new ObjectKey(null, "pvc-" + claimUid));
    }

    private Optional<Duration> bind(ObjectKey key) {
        return kube.find(ResourceKind.PERSISTENT_VOLUME_CLAIM, key)
                .filter(claim -> !bound(claim))
                .flatMap(claim -> storageClass(kube, claim)
                        .filter(storageClass -> mayBind(claim))
                        .flatMap(storageClass -> {
                            Optional<Duration> populating = populate(claim);
                            if (populating.isEmpty()) {
                                provision(claim, storageClass);
                            }
                            return populating;
                        }));
    }

    /**
     * As MTV's volume populators do it, with a pod for each claim: the claim is bound when its data is there, which the
     * populator tells, and not at all when the pod has failed.
     */
    private Optional<Duration> populate(GenericKubernetesResource claim) {
        Optional<ResourceKind> kind = VirtClient.followed(VirtClient.text(claim, "spec", "dataSourceRef", "kind"));
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Duration whole = ClaimSpec.timeToCopy(Quantity.getAmountInBytes(
                new Quantity(VirtClient.text(claim, "spec", "resources", "requests", "storage"))));
        ObjectKey pod = new ObjectKey(
                claim.getMetadata().getNamespace(),
                "populate-" + claim.getMetadata().getUid());
        Instant now = clock.instant();
        Instant begun = populating.computeIfAbsent(claim.getMetadata().getUid(), uid -> {
            startPopulator(claim, pod);
            return now;
        });
        long percent = Math.min(100, Duration.between(begun, now).toMillis() * 100 / Math.max(1, whole.toMillis()));
        kube.find(
                        kind.get(),
                        claim.getMetadata().getNamespace(),
                        VirtClient.text(claim, "spec", "dataSourceRef", "name"))
                // not by its subresource: the definitions of populators have none
                .ifPresent(populator -> kube.patch(
                        kind.get(), populator, Map.of("status", Map.of("progress", String.valueOf(percent)))));
        if (percent < 100) {
            return Optional.of(whole.dividedBy(4).plusMillis(1));
        }
        return kube.find(ResourceKind.POD, pod).flatMap(worker -> {
            if ("Failed".equals(VirtClient.text(worker, "status", "phase"))) {
                return Optional.of(FAILED);
            }
            kube.delete(ResourceKind.POD, worker);
            return Optional.empty();
        });
    }

    private void startPopulator(GenericKubernetesResource claim, ObjectKey pod) {
        kube.create(
                        ResourceKind.POD,
                        new ObjectMetaBuilder()
                                .withNamespace(pod.namespace())
                                .withName(pod.name())
                                .withLabels(claim.getMetadata().getLabels())
                                .withOwnerReferences(VirtClient.owner(claim))
                                .build(),
                        Map.of(
                                "spec",
                                Map.of(
                                        "containers",
                                        List.of(Map.of("name", "populate")),
                                        "volumes",
                                        List.of(Map.of(
                                                "name",
                                                "target",
                                                "persistentVolumeClaim",
                                                Map.of(
                                                        "claimName",
                                                        claim.getMetadata().getName()))))))
                .ifPresent(created -> kube.patchStatus(ResourceKind.POD, created, Map.of("phase", "Running")));
    }

    private static Optional<GenericKubernetesResource> storageClass(VirtClient kube, GenericKubernetesResource claim) {
        return kube.find(ResourceKind.STORAGE_CLASS, null, VirtClient.text(claim, "spec", "storageClassName"));
    }

    /** Whether its class binds it only for a pod, and nobody asked for more haste. */
    static boolean waitsForConsumer(VirtClient kube, GenericKubernetesResource claim) {
        return !"true".equals(VirtClient.annotations(claim).get(BIND_NOW))
                && storageClass(kube, claim)
                        .filter(found -> "WaitForFirstConsumer".equals(VirtClient.text(found, "volumeBindingMode")))
                        .isPresent();
    }

    private boolean mayBind(GenericKubernetesResource claim) {
        return !waitsForConsumer(kube, claim)
                || kube.all(ResourceKind.POD)
                        .filter(pod -> pod.getMetadata()
                                .getNamespace()
                                .equals(claim.getMetadata().getNamespace()))
                        .anyMatch(pod ->
                                claimsOf(pod).contains(claim.getMetadata().getName()));
    }

    private void provision(GenericKubernetesResource claim, GenericKubernetesResource storageClass) {
        String volume = "pvc-" + claim.getMetadata().getUid();
        String provisioner = VirtClient.text(storageClass, "provisioner");
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("storageClassName", storageClass.getMetadata().getName());
        spec.put("persistentVolumeReclaimPolicy", VirtClient.text(storageClass, "reclaimPolicy"));
        spec.put("accessModes", claim.get("spec", "accessModes"));
        spec.put("volumeMode", claim.get("spec", "volumeMode"));
        spec.put("capacity", claim.get("spec", "resources", "requests"));
        spec.put("claimRef", reference(claim));
        spec.put("csi", Map.of("driver", provisioner, "volumeHandle", volume));
        kube.create(
                        ResourceKind.PERSISTENT_VOLUME,
                        new ObjectMetaBuilder()
                                .withName(volume)
                                .withAnnotations(Map.of("pv.kubernetes.io/provisioned-by", provisioner))
                                .build(),
                        Map.of("spec", spec))
                .ifPresent(
                        created -> kube.patchStatus(ResourceKind.PERSISTENT_VOLUME, created, Map.of("phase", "Bound")));
        kube.patch(ResourceKind.PERSISTENT_VOLUME_CLAIM, claim, Map.of("spec", Map.of("volumeName", volume)));
        kube.patchStatus(
                ResourceKind.PERSISTENT_VOLUME_CLAIM,
                claim,
                Map.of("phase", "Bound", "accessModes", spec.get("accessModes"), "capacity", spec.get("capacity")));
    }

    private static Map<String, String> reference(GenericKubernetesResource claim) {
        return Map.of(
                "kind", claim.getKind(),
                "namespace", claim.getMetadata().getNamespace(),
                "name", claim.getMetadata().getName(),
                "uid", claim.getMetadata().getUid());
    }

    private Optional<Duration> reclaim(ObjectKey key) {
        kube.find(ResourceKind.PERSISTENT_VOLUME, key).filter(this::abandoned).ifPresent(volume -> {
            if (!"Retain".equals(VirtClient.text(volume, "spec", "persistentVolumeReclaimPolicy"))) {
                kube.delete(ResourceKind.PERSISTENT_VOLUME, volume);
            } else if (!RELEASED.equals(VirtClient.text(volume, "status", "phase"))) {
                kube.patchStatus(ResourceKind.PERSISTENT_VOLUME, volume, Map.of("phase", RELEASED));
            }
        });
        return Optional.empty();
    }

    private boolean abandoned(GenericKubernetesResource volume) {
        String uid = VirtClient.text(volume, "spec", "claimRef", "uid");
        return kube.find(
                        ResourceKind.PERSISTENT_VOLUME_CLAIM,
                        VirtClient.text(volume, "spec", "claimRef", "namespace"),
                        VirtClient.text(volume, "spec", "claimRef", "name"))
                .filter(claim -> claim.getMetadata().getUid().equals(uid))
                .isEmpty();
    }

    @Override
    public void close() {
        claims.close();
        volumes.close();
    }
}
