package mtv.sandbox.virt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.sandbox.clock.SandboxClock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Storage as its drivers provide it: a claim of a known class gets a volume of its own, at once unless the class waits
 * for a first consumer; a volume whose claim is gone follows the class's reclaim policy.
 */
final class VolumeBinder implements AutoCloseable {

    private static final String BIND_NOW = "cdi.kubevirt.io/storage.bind.immediate.requested";
    private static final String RELEASED = "Released";

    private final Kube kube;
    private final WorkQueue claims;
    private final WorkQueue volumes;

    VolumeBinder(Kube kube, SandboxClock clock) {
        this.kube = kube;
        this.claims = new WorkQueue("volume-binder", clock, this::bind);
        this.volumes = new WorkQueue("volume-reclaimer", clock, this::reclaim);
        kube.follow(Kind.CLAIM, claim -> claims.add(Key.of(claim)), this::release);
        kube.follow(Kind.VOLUME, volume -> volumes.add(Key.of(volume)), volume -> {});
        kube.follow(
                Kind.STORAGE_CLASS,
                added -> kube.all(Kind.CLAIM).forEach(claim -> claims.add(Key.of(claim))),
                gone -> {});
        kube.follow(Kind.POD, this::consumed, pod -> {});
    }

    static boolean bound(GenericKubernetesResource claim) {
        return "Bound".equals(Kube.text(claim, "status", "phase"));
    }

    private void consumed(GenericKubernetesResource pod) {
        claimsOf(pod).forEach(name -> claims.add(new Key(pod.getMetadata().getNamespace(), name)));
    }

    static List<String> claimsOf(GenericKubernetesResource pod) {
        return Kube.list(pod, "spec", "volumes").stream()
                .map(volume -> volume.get("persistentVolumeClaim"))
                .filter(Map.class::isInstance)
                .map(source -> ((Map<?, ?>) source).get("claimName").toString())
                .toList();
    }

    private void release(GenericKubernetesResource claim) {
        volumes.add(new Key(null, "pvc-" + claim.getMetadata().getUid()));
    }

    private void bind(Key key) {
        kube.find(Kind.CLAIM, key)
                .filter(claim -> !bound(claim))
                .ifPresent(claim -> kube.find(Kind.STORAGE_CLASS, null, Kube.text(claim, "spec", "storageClassName"))
                        .filter(storageClass -> mayBind(claim, storageClass))
                        .ifPresent(storageClass -> provision(claim, storageClass)));
    }

    private boolean mayBind(GenericKubernetesResource claim, GenericKubernetesResource storageClass) {
        String name = claim.getMetadata().getName();
        return !"WaitForFirstConsumer".equals(Kube.text(storageClass, "volumeBindingMode"))
                || "true".equals(Kube.annotations(claim).get(BIND_NOW))
                || kube.all(Kind.POD)
                        .filter(pod -> pod.getMetadata()
                                .getNamespace()
                                .equals(claim.getMetadata().getNamespace()))
                        .anyMatch(pod -> claimsOf(pod).contains(name));
    }

    private void provision(GenericKubernetesResource claim, GenericKubernetesResource storageClass) {
        String volume = "pvc-" + claim.getMetadata().getUid();
        String provisioner = Kube.text(storageClass, "provisioner");
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("storageClassName", storageClass.getMetadata().getName());
        spec.put("persistentVolumeReclaimPolicy", Kube.text(storageClass, "reclaimPolicy"));
        spec.put("accessModes", claim.get("spec", "accessModes"));
        spec.put("volumeMode", claim.get("spec", "volumeMode"));
        spec.put("capacity", claim.get("spec", "resources", "requests"));
        spec.put("claimRef", reference(claim));
        spec.put("csi", Map.of("driver", provisioner, "volumeHandle", volume));
        kube.create(
                        Kind.VOLUME,
                        new ObjectMetaBuilder()
                                .withName(volume)
                                .withAnnotations(Map.of("pv.kubernetes.io/provisioned-by", provisioner))
                                .build(),
                        Map.of("spec", spec))
                .ifPresent(created -> kube.patchStatus(Kind.VOLUME, created, Map.of("phase", "Bound")));
        kube.patch(Kind.CLAIM, claim, Map.of("spec", Map.of("volumeName", volume)));
        kube.patchStatus(
                Kind.CLAIM,
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

    private void reclaim(Key key) {
        kube.find(Kind.VOLUME, key).filter(this::abandoned).ifPresent(volume -> {
            if (!"Retain".equals(Kube.text(volume, "spec", "persistentVolumeReclaimPolicy"))) {
                kube.delete(Kind.VOLUME, volume);
            } else if (!RELEASED.equals(Kube.text(volume, "status", "phase"))) {
                kube.patchStatus(Kind.VOLUME, volume, Map.of("phase", RELEASED));
            }
        });
    }

    private boolean abandoned(GenericKubernetesResource volume) {
        String uid = Kube.text(volume, "spec", "claimRef", "uid");
        return kube.find(
                        Kind.CLAIM,
                        Kube.text(volume, "spec", "claimRef", "namespace"),
                        Kube.text(volume, "spec", "claimRef", "name"))
                .filter(claim -> claim.getMetadata().getUid().equals(uid))
                .isEmpty();
    }

    @Override
    public void close() {
        claims.close();
        volumes.close();
    }
}
