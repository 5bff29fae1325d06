package mtv.doctor;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.model.ResourceKind;
import mtv.model.StorageDestination;
import mtv.scenario.Scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The storage classes that settings and scenarios name, and what CDI knows of each. */
final class StorageExamination implements Examination {

    @Override
    public List<HealthFinding> examine(ExaminedRun run) {
        KubernetesClient client = run.destination().client();
        String usual = run.settings().target().storageClass().orElseThrow();
        Set<StorageDestination> wanted = new LinkedHashSet<>(Set.of(new StorageDestination(usual)));
        run.planned().scenarios().stream()
                .map(Scenario::storages)
                .flatMap(List::stream)
                .forEach(choice -> wanted.add(new StorageDestination(
                        choice.storageClass().orElse(usual),
                        choice.volumeMode().orElse(null),
                        choice.accessMode().orElse(null))));
        Set<String> there = byName(ResourceKind.STORAGE_CLASS, client).keySet();
        Map<String, GenericKubernetesResource> profiles = byName(ResourceKind.STORAGE_PROFILE, client);
        List<HealthFinding> findings = new ArrayList<>();
        for (StorageDestination storage : wanted) {
            findings.add(
                    there.contains(storage.storageClass())
                            ? profiled(storage, profiles.get(storage.storageClass()))
                            : HealthFinding.error(
                                    Area.STORAGE,
                                    "StorageClass " + storage.storageClass() + " is not on the "
                                            + run.destination().name(),
                                    "set storage_class, or a scenario's storage_map, to one of: "
                                            + String.join(", ", there)));
        }
        return findings;
    }

    private static Map<String, GenericKubernetesResource> byName(ResourceKind kind, KubernetesClient client) {
        return kind.on(client).list().getItems().stream()
                .collect(Collectors.toMap(
                        each -> each.getMetadata().getName(), each -> each, (one, other) -> one, TreeMap::new));
    }

    private static HealthFinding profiled(StorageDestination storage, GenericKubernetesResource profile) {
        String name = "StorageClass " + storage.storageClass();
        boolean chosen = storage.accessMode() != null && storage.volumeMode() != null;
        List<Map<?, ?>> sets = profile == null ? List.of() : claimPropertySets(profile);
        if (sets.isEmpty() && !chosen) {
            return HealthFinding.warning(
                    Area.STORAGE,
                    "CDI knows no access mode and no volume mode of " + name
                            + (profile == null ? ", which has no StorageProfile" : ""),
                    "set spec.claimPropertySets of its StorageProfile, or access_mode and volume_mode in storage_map");
        }
        boolean known = sets.isEmpty() || sets.stream().anyMatch(set -> allows(set, storage));
        return known
                ? HealthFinding.good(Area.STORAGE, name + " is there")
                : HealthFinding.warning(
                        Area.STORAGE,
                        "by its StorageProfile " + name + " has no "
                                + modes(storage)
                                + ", which a scenario wants, but " + sets,
                        "correct storage_map");
    }

    private static List<String> modes(StorageDestination storage) {
        return Stream.of(
                        Optional.ofNullable(storage.accessMode()).map(StorageDestination.AccessMode::id),
                        Optional.ofNullable(storage.volumeMode()).map(StorageDestination.VolumeMode::id))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Map<?, ?>> claimPropertySets(GenericKubernetesResource profile) {
        return Stream.of("spec", "status")
                .map(part -> profile.<Object>get(part, "claimPropertySets"))
                .filter(List.class::isInstance)
                .flatMap(list -> ((List<?>) list).stream())
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(each -> (Map<?, ?>) each)
                .toList();
    }

    private static boolean allows(Map<?, ?> set, StorageDestination storage) {
        boolean mode =
                storage.volumeMode() == null || storage.volumeMode().id().equals(String.valueOf(set.get("volumeMode")));
        boolean access = storage.accessMode() == null
                || set.get("accessModes") instanceof List<?> modes
                        && modes.contains(storage.accessMode().id());
        return mode && access;
    }
}
