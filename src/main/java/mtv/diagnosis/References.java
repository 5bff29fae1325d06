package mtv.diagnosis;

import io.fabric8.kubernetes.api.model.HasMetadata;
import mtv.cluster.Cluster;
import mtv.model.Condition;
import mtv.model.Hook;
import mtv.model.Migration;
import mtv.model.MtvResource;
import mtv.model.NetworkDestination;
import mtv.model.NetworkMap;
import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.PlanVm;
import mtv.model.Provider;
import mtv.model.ProviderPair;
import mtv.model.ResourceKind;
import mtv.model.StorageMap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at everything that an object of MTV refers to, each thing once; where there may be many, by one list. */
final class References {

    private static final int SHOWN = 10;

    private final Cluster hub;
    private final Cluster destination;
    private final Optional<SourceInventory> inventory;

    References(Cluster hub, Cluster destination, Optional<SourceInventory> inventory) {
        this.hub = hub;
        this.destination = destination;
        this.inventory = inventory;
    }

    /** The worst first. */
    List<Probe> of(MtvResource<?, ?> object) {
        if (object instanceof Provider provider) {
            return List.of(new Probe(
                    "the Secret of Provider " + provider.getMetadata().getName(),
                    () -> new ProviderLook(hub).findings(provider)));
        }
        if (object instanceof StorageMap map) {
            return storageMap(map);
        }
        if (object instanceof NetworkMap map) {
            return networkMap(map);
        }
        if (object instanceof Plan plan) {
            return plan(plan);
        }
        if (object instanceof Migration migration) {
            ObjectRef plan = migration.getSpec().plan();
            return List.of(new Probe("Plan " + plan.name(), () -> ready(Plan.class, plan)));
        }
        return List.of();
    }

    private List<Probe> storageMap(StorageMap map) {
        List<Probe> probes = new ArrayList<>(providers(map.getSpec().provider()));
        probes.add(listed(
                SourceInventory.Collection.STORAGES,
                "storage",
                map.getSpec().map().stream()
                        .map(pair -> new NamedObject(
                                pair.source().id(), pair.source().name()))));
        probes.add(new Probe("the storage classes of the " + destination.name(), () -> storageClasses(map)));
        return probes;
    }

    private List<String> storageClasses(StorageMap map) {
        Set<String> there = names(
                destination.client().storage().v1().storageClasses().list().getItems());
        return map.getSpec().map().stream()
                .map(pair -> pair.destination().storageClass())
                .distinct()
                .filter(wanted -> wanted != null && !wanted.isEmpty() && !there.contains(wanted))
                .map(wanted -> "StorageClass " + wanted + " is not on the " + destination.name())
                .toList();
    }

    private List<Probe> networkMap(NetworkMap map) {
        List<Probe> probes = new ArrayList<>(providers(map.getSpec().provider()));
        probes.add(listed(
                SourceInventory.Collection.NETWORKS,
                "network",
                map.getSpec().map().stream()
                        .map(pair -> new NamedObject(
                                pair.source().id(), pair.source().name()))));
        map.getSpec().map().stream()
                .map(pair -> pair.destination())
                .filter(network -> network.type() == NetworkDestination.Type.MULTUS)
                .collect(Collectors.groupingBy(
                        network -> String.valueOf(network.namespace()),
                        Collectors.mapping(NetworkDestination::name, Collectors.toSet())))
                .forEach((namespace, wanted) -> probes.add(new Probe(
                        "the NetworkAttachmentDefinitions of namespace " + namespace,
                        () -> attachments(namespace, wanted))));
        return probes;
    }

    private List<String> attachments(String namespace, Set<String> wanted) {
        Set<String> there = names(ResourceKind.NETWORK_ATTACHMENT_DEFINITION
                .on(destination.client())
                .inNamespace(namespace)
                .list()
                .getItems());
        return wanted.stream()
                .filter(name -> !there.contains(name))
                .sorted()
                .map(name -> "NetworkAttachmentDefinition " + namespace + "/" + name + " is not on the "
                        + destination.name())
                .toList();
    }

    private List<Probe> plan(Plan plan) {
        List<Probe> probes = new ArrayList<>(providers(plan.getSpec().provider()));
        ObjectRef network = plan.getSpec().map().network();
        ObjectRef storage = plan.getSpec().map().storage();
        plan.getSpec().vms().stream()
                .flatMap(vm -> vm.hooks() == null ? Stream.empty() : vm.hooks().stream())
                .map(hook -> hook.hook())
                .distinct()
                .forEach(hook -> probes.add(new Probe("Hook " + hook.name(), () -> ready(Hook.class, hook))));
        probes.add(listed(
                SourceInventory.Collection.VMS,
                "VM",
                plan.getSpec().vms().stream().map(References::named)));
        probes.add(new Probe("NetworkMap " + network.name(), () -> ready(NetworkMap.class, network)));
        probes.add(new Probe("StorageMap " + storage.name(), () -> ready(StorageMap.class, storage)));
        probes.add(new Probe("namespace " + plan.getSpec().targetNamespace(), () -> targetNamespace(plan)));
        return probes;
    }

    private List<String> targetNamespace(Plan plan) {
        String name = plan.getSpec().targetNamespace();
        boolean there = destination.client().namespaces().withName(name).get() != null;
        return there ? List.of() : List.of("namespace " + name + " is not on the " + destination.name());
    }

    private static NamedObject named(PlanVm vm) {
        return new NamedObject(vm.id(), vm.name());
    }

    private List<Probe> providers(ProviderPair pair) {
        return Stream.of(pair.source(), pair.destination())
                .distinct()
                .map(ref -> new Probe("Provider " + ref.name(), () -> {
                    List<String> findings = new ArrayList<>();
                    Provider found = get(Provider.class, ref);
                    if (found != null) {
                        findings.addAll(new ProviderLook(hub).findings(found));
                    }
                    findings.addAll(ready(found, Provider.class, ref));
                    return findings;
                }))
                .toList();
    }

    private <T extends MtvResource<?, ?>> List<String> ready(Class<T> kind, ObjectRef ref) {
        return ready(get(kind, ref), kind, ref);
    }

    private static <T extends MtvResource<?, ?>> List<String> ready(T found, Class<T> kind, ObjectRef ref) {
        String name = kind.getSimpleName() + " " + ref.namespace() + "/" + ref.name();
        if (found == null) {
            return List.of(name + " is not there");
        }
        if (found.conditions().isEmpty()) {
            return List.of(name + " has no status itself");
        }
        List<Condition> blockers =
                found.conditions().stream().filter(Condition::blocks).toList();
        return blockers.isEmpty() && found.has("Ready")
                ? List.of()
                : List.of(name + " is not Ready: "
                        + blockers.stream().map(Condition::describe).collect(Collectors.joining(", ")));
    }

    private <T extends MtvResource<?, ?>> T get(Class<T> kind, ObjectRef ref) {
        return hub.client()
                .resources(kind)
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .get();
    }

    private Probe listed(SourceInventory.Collection collection, String what, Stream<NamedObject> wanted) {
        List<NamedObject> refs = wanted.filter(NamedObject::isGiven).distinct().toList();
        return new Probe("MTV's inventory of " + collection, () -> {
            if (inventory.isEmpty() || refs.isEmpty()) {
                return List.of();
            }
            Set<String> shown = inventory.get().listed(collection);
            List<String> missing = refs.stream()
                    .filter(ref -> !ref.isIn(shown))
                    .map(ref -> what + " " + ref.words())
                    .toList();
            return missing.isEmpty()
                    ? List.of()
                    : List.of("not in MTV's inventory of the source: "
                            + missing.stream().limit(SHOWN).collect(Collectors.joining(", "))
                            + (missing.size() > SHOWN ? " and " + (missing.size() - SHOWN) + " more" : ""));
        });
    }

    private static Set<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(o -> o.getMetadata().getName()).collect(Collectors.toCollection(HashSet::new));
    }
}
