package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import mtv.model.ResourceKind;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which claim a DataVolume asks for, by its {@code pvc} or its {@code storage}. What the latter leaves open is taken
 * from the cluster's default class, from the StorageProfile of the class, whose first property set wins, and from the
 * claim that is cloned.
 */
final class ClaimSpec {

    /** What marks the default class for VMs, and else for all. */
    private static final List<String> DEFAULTS =
            List.of("storageclass.kubevirt.io/is-default-virt-class", "storageclass.kubernetes.io/is-default-class");

    private final VirtClient kube;

    ClaimSpec(VirtClient kube) {
        this.kube = kube;
    }

    /** Empty when neither the DataVolume nor a StorageProfile says how the volume may be accessed. */
    Optional<Map<String, Object>> of(GenericKubernetesResource dataVolume) {
        Map<String, Object> claim = dataVolume.get("spec", "pvc");
        if (claim != null) {
            return Optional.of(claim);
        }
        String storageClass = storageClass(dataVolume);
        List<Map<String, Object>> sets = kube.find(ResourceKind.STORAGE_PROFILE, null, storageClass)
                .map(profile -> VirtClient.list(profile, "status", "claimPropertySets"))
                .orElse(List.of());
        Object accessModes = dataVolume.get("spec", "storage", "accessModes");
        Object volumeMode = dataVolume.get("spec", "storage", "volumeMode");
        Map<String, Object> set = sets.stream()
                .filter(each -> accessModes == null || accessModes.equals(each.get("accessModes")))
                .filter(each -> volumeMode == null || volumeMode.equals(each.get("volumeMode")))
                .findFirst()
                .orElse(Map.of());
        Object access = accessModes == null ? set.get("accessModes") : accessModes;
        if (access == null) {
            return Optional.empty();
        }
        Object mode = volumeMode == null ? set.getOrDefault("volumeMode", "Filesystem") : volumeMode;
        return Optional.of(Map.of(
                "storageClassName",
                storageClass,
                "accessModes",
                access,
                "volumeMode",
                mode,
                "resources",
                Map.of("requests", Map.of("storage", size(dataVolume)))));
    }

    private String storageClass(GenericKubernetesResource dataVolume) {
        String told = VirtClient.text(dataVolume, "spec", "storage", "storageClassName");
        return told.isEmpty()
                ? DEFAULTS.stream()
                        .flatMap(mark -> kube.all(ResourceKind.STORAGE_CLASS)
                                .filter(each -> "true"
                                        .equals(VirtClient.annotations(each).get(mark))))
                        .findFirst()
                        .map(each -> each.getMetadata().getName())
                        .orElse("")
                : told;
    }

    private String size(GenericKubernetesResource dataVolume) {
        return Stream.of("storage", "pvc")
                .map(form -> VirtClient.text(dataVolume, "spec", form, "resources", "requests", "storage"))
                .filter(told -> !told.isEmpty())
                .findFirst()
                .or(() -> CloneSource.of(dataVolume, kube)
                        .flatMap(source -> source.find(kube))
                        .map(claim -> VirtClient.text(claim, "spec", "resources", "requests", "storage")))
                .orElse("");
    }

    /** What is asked for, in bytes. */
    BigDecimal bytes(GenericKubernetesResource dataVolume) {
        return Quantity.getAmountInBytes(new Quantity(size(dataVolume)));
    }

    /** A second per GiB, however it is copied. */
    static Duration timeToCopy(BigDecimal bytes) {
        return Duration.ofMillis(bytes.multiply(BigDecimal.valueOf(1000))
                .divide(BigDecimal.valueOf(1L << 30))
                .longValue());
    }
}
