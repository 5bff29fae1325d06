package mtv.observe;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import mtv.vm.ForeignField;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The PersistentVolumeClaims of a namespace, by name. */
final class MigratedClaims {

    private static final String DISK_SOURCE = "forklift.konveyor.io/disk-source";

    private static final List<String> MARKS = List.of("plan", "vmID");

    private final Map<String, DestinationVm.Volume> claims;

    MigratedClaims(List<PersistentVolumeClaim> claims) {
        this.claims = claims.stream()
                .collect(Collectors.toMap(c -> c.getMetadata().getName(), MigratedClaims::read, (a, b) -> a));
    }

    Optional<DestinationVm.Volume> of(String name) {
        return Optional.ofNullable(claims.get(name));
    }

    /**
     * Names of further claims that were copied from the same disks for the same VM.
     *
     * @param labels of the VM
     */
    Fact<List<String>> besides(List<String> own, Map<String, String> labels) {
        Set<String> copied = own.stream()
                .flatMap(name -> of(name).stream())
                .map(DestinationVm.Volume::diskSource)
                .filter(source -> !source.isEmpty())
                .collect(Collectors.toSet());
        if (!labels.keySet().containsAll(MARKS)) {
            return Fact.unknown("the VM has no labels of plan and source VM");
        }
        if (copied.isEmpty()) {
            return Fact.unknown("no claim of the VM says what it was copied from");
        }
        return Fact.of(
                claims.entrySet().stream()
                        .filter(claim -> !own.contains(claim.getKey()) && isOf(labels, claim.getValue(), copied))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                "claims with the marks of VM and disk");
    }

    private static boolean isOf(Map<String, String> labels, DestinationVm.Volume claim, Set<String> copied) {
        return copied.contains(claim.diskSource())
                && MARKS.stream()
                        .allMatch(key -> labels.get(key).equals(claim.marks().get(key)));
    }

    private static DestinationVm.Volume read(PersistentVolumeClaim claim) {
        Optional<PersistentVolumeClaimSpec> spec = Optional.ofNullable(claim.getSpec());
        Quantity requested = spec.map(PersistentVolumeClaimSpec::getResources)
                .map(VolumeResourceRequirements::getRequests)
                .map(requests -> requests.get("storage"))
                .orElse(null);
        Map<String, String> marks = new HashMap<>(orEmpty(claim.getMetadata().getAnnotations()));
        marks.putAll(orEmpty(claim.getMetadata().getLabels()));
        return new DestinationVm.Volume(
                marks.getOrDefault(DISK_SOURCE, ""),
                spec.map(PersistentVolumeClaimSpec::getStorageClassName).orElse(""),
                ForeignField.quantity(
                        "spec.resources.requests.storage of claim "
                                + claim.getMetadata().getName(),
                        requested),
                spec.map(PersistentVolumeClaimSpec::getAccessModes).stream()
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toUnmodifiableSet()),
                spec.map(PersistentVolumeClaimSpec::getVolumeMode).orElse("Filesystem"),
                Optional.ofNullable(claim.getStatus())
                        .map(PersistentVolumeClaimStatus::getPhase)
                        .orElse("no phase yet"),
                marks,
                Stream.ofNullable(claim.getMetadata().getOwnerReferences())
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .map(owner -> owner.getKind() + "/" + owner.getName())
                        .toList());
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
