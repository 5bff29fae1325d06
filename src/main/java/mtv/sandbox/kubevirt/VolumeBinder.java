package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.controller.Controller;
import mtv.sandbox.controller.Key;

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
    /** A claim whose populator has failed is looked at again only in case that somebody mends it. */
    private static final Duration FAILED = Duration.ofMinutes(10);

    private final Kube kube;
    private final SandboxClock clock;
    private final Map<String, Instant> populating = new ConcurrentHashMap<>();
    private final Controller claims;
    private final Controller volumes;

    VolumeBinder(Kube kube, SandboxClock clock) {
        this.kube = kube;
        this.clock = clock;
        this.claims = new Controller("volume-binder", clock, this::bind);
        this.volumes = new Controller("volume-reclaimer", clock, this::reclaim);
        kube.feed(Kind.CLAIM, claims);
        kube.forget(Kind.CLAIM, this::release);
        kube.feed(Kind.VOLUME, volumes);
        kube.follow(Kind.STORAGE_CLASS, change -> kube.all(Kind.CLAIM).forEach(claim -> claims.enqueue(Key.of(claim))));
        kube.follow(Kind.POD, change -> consumed(change.object()));
    }

    static boolean bound(GenericKubernetesResource claim) {
        return "Bound".equals(Kube.text(claim, "status", "phase"));
    }

    private void consumed(GenericKubernetesResource pod) {
        claimsOf(pod).forEach(name -> claims.enqueue(new Key(pod.getMetadata().getNamespace(), name)));
    }

    static List<String> claimsOf(GenericKubernetesResource pod) {
        return Kube.list(pod, "spec", "volumes").stream()
                .map(volume -> volume.get("persistentVolumeClaim"))
                .filter(Map.class::isInstance)
                .map(source -> ((Map<?, ?>) source).get("claimName").toString())
                .toList();
    }

    private void release(String claimUid) {
        populating.remove(claimUid);
        volumes.enqueue(new Key(null, "pvc-" + claimUid));
    }

    private Optional<Duration> bind(Key key) {
        return kube.find(Kind.CLAIM, key)
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
        Optional<Kind> kind = Kind.named(Kube.text(claim, "spec", "dataSourceRef", "kind"));
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Duration whole = ClaimSpec.timeToCopy(
                Quantity.getAmountInBytes(new Quantity(Kube.text(claim, "spec", "resources", "requests", "storage"))));
        Key pod = new Key(
                claim.getMetadata().getNamespace(),
                "populate-" + claim.getMetadata().getUid());
        Instant now = clock.instant();
        Instant begun = populating.computeIfAbsent(claim.getMetadata().getUid(), uid -> {
            startPopulator(claim, pod);
            return now;
        });
        long percent = Math.min(100, Duration.between(begun, now).toMillis() * 100 / Math.max(1, whole.toMillis()));
        kube.find(kind.get(), claim.getMetadata().getNamespace(), Kube.text(claim, "spec", "dataSourceRef", "name"))
                // not by its subresource: the definitions of populators have none
                .ifPresent(populator -> kube.patch(
                        kind.get(), populator, Map.of("status", Map.of("progress", String.valueOf(percent)))));
        if (percent < 100) {
            return Optional.of(whole.dividedBy(4).plusMillis(1));
        }
        return kube.find(Kind.POD, pod).flatMap(worker -> {
            if ("Failed".equals(Kube.text(worker, "status", "phase"))) {
                return Optional.of(FAILED);
            }
            kube.delete(Kind.POD, worker);
            return Optional.empty();
        });
    }

    private void startPopulator(GenericKubernetesResource claim, Key pod) {
        kube.create(
                        Kind.POD,
                        new ObjectMetaBuilder()
                                .withNamespace(pod.namespace())
                                .withName(pod.name())
                                .withLabels(claim.getMetadata().getLabels())
                                .withOwnerReferences(Kube.owner(claim))
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
                .ifPresent(created -> kube.patchStatus(Kind.POD, created, Map.of("phase", "Running")));
    }

    private static Optional<GenericKubernetesResource> storageClass(Kube kube, GenericKubernetesResource claim) {
        return kube.find(Kind.STORAGE_CLASS, null, Kube.text(claim, "spec", "storageClassName"));
    }

    /** Whether its class binds it only for a pod, and nobody asked for more haste. */
    static boolean waitsForConsumer(Kube kube, GenericKubernetesResource claim) {
        return !"true".equals(Kube.annotations(claim).get(BIND_NOW))
                && storageClass(kube, claim)
                        .filter(found -> "WaitForFirstConsumer".equals(Kube.text(found, "volumeBindingMode")))
                        .isPresent();
    }

    private boolean mayBind(GenericKubernetesResource claim) {
        return !waitsForConsumer(kube, claim)
                || kube.all(Kind.POD)
                        .filter(pod -> pod.getMetadata()
                                .getNamespace()
                                .equals(claim.getMetadata().getNamespace()))
                        .anyMatch(pod ->
                                claimsOf(pod).contains(claim.getMetadata().getName()));
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

    private Optional<Duration> reclaim(Key key) {
        kube.find(Kind.VOLUME, key).filter(this::abandoned).ifPresent(volume -> {
            if (!"Retain".equals(Kube.text(volume, "spec", "persistentVolumeReclaimPolicy"))) {
                kube.delete(Kind.VOLUME, volume);
            } else if (!RELEASED.equals(Kube.text(volume, "status", "phase"))) {
                kube.patchStatus(Kind.VOLUME, volume, Map.of("phase", RELEASED));
            }
        });
        return Optional.empty();
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
