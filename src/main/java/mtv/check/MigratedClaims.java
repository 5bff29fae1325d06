package mtv.check;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The claims of migrated VMs, by name. */
final class MigratedClaims {

    private static final String DISK_SOURCE = "forklift.konveyor.io/disk-source";

    private final Map<String, DestinationVm.Volume> claims;

    MigratedClaims(List<PersistentVolumeClaim> claims) {
        this.claims =
                claims.stream().collect(Collectors.toMap(c -> c.getMetadata().getName(), MigratedClaims::read));
    }

    Optional<DestinationVm.Volume> of(String name) {
        return Optional.ofNullable(claims.get(name));
    }

    /**
     * Names of the claims that were copied from the same disks as these, for the same VM.
     *
     * @param labels of the VM
     */
    List<String> besides(List<String> own, Map<String, String> labels) {
        Set<String> copied = own.stream()
                .flatMap(name -> of(name).stream())
                .map(DestinationVm.Volume::diskSource)
                .collect(Collectors.toSet());
        return claims.entrySet().stream()
                .filter(claim -> !own.contains(claim.getKey()) && isOf(labels, claim.getValue(), copied))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static boolean isOf(Map<String, String> labels, DestinationVm.Volume claim, Set<String> copied) {
        return copied.contains(claim.diskSource())
                && Stream.of("plan", "vmID")
                        .allMatch(key -> labels.containsKey(key)
                                && labels.get(key).equals(claim.marks().get(key)));
    }

    private static DestinationVm.Volume read(PersistentVolumeClaim claim) {
        var spec = claim.getSpec();
        Quantity requested = spec.getResources().getRequests().get("storage");
        Map<String, String> marks = new HashMap<>(orEmpty(claim.getMetadata().getAnnotations()));
        marks.putAll(orEmpty(claim.getMetadata().getLabels()));
        return new DestinationVm.Volume(
                marks.getOrDefault(DISK_SOURCE, ""),
                String.valueOf(spec.getStorageClassName()),
                requested == null ? 0 : Quantity.getAmountInBytes(requested).longValue(),
                Set.copyOf(spec.getAccessModes()),
                Optional.ofNullable(spec.getVolumeMode()).orElse("Filesystem"),
                claim.getStatus() == null
                        ? "no phase yet"
                        : String.valueOf(claim.getStatus().getPhase()),
                marks,
                claim.getMetadata().getOwnerReferences().stream()
                        .map(owner -> owner.getKind() + "/" + owner.getName())
                        .toList());
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
