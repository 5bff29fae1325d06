package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import mtv.model.ResourceKind;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which claim a DataVolume asks for: what its {@code storage} leaves open is taken from the StorageProfile of the
 * class, whose first property set wins.
 */
final class ClaimSpec {

    private final VirtClient kube;

    ClaimSpec(VirtClient kube) {
        this.kube = kube;
    }

    /** Empty when neither the DataVolume nor a StorageProfile says how the volume may be accessed. */
    Optional<Map<String, Object>> of(GenericKubernetesResource dataVolume) {
        String storageClass = VirtClient.text(dataVolume, "spec", "storage", "storageClassName");
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
                Map.of(
                        "requests",
                        Map.of(
                                "storage",
                                VirtClient.text(dataVolume, "spec", "storage", "resources", "requests", "storage")))));
    }

    /** What is asked for, in bytes. */
    static BigDecimal bytes(GenericKubernetesResource dataVolume) {
        return Quantity.getAmountInBytes(
                new Quantity(VirtClient.text(dataVolume, "spec", "storage", "resources", "requests", "storage")));
    }

    /** A second per GiB, however it is copied. */
    static Duration timeToCopy(BigDecimal bytes) {
        return Duration.ofMillis(bytes.multiply(BigDecimal.valueOf(1000))
                .divide(BigDecimal.valueOf(1L << 30))
                .longValue());
    }
}
