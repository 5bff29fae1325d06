package mtv.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import mtv.await.WaitException;
import mtv.cluster.Cluster;
import mtv.model.ResourceKind;
import mtv.vm.DestinationVm;
import mtv.vm.FoundObject;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at all VMs of the target namespace at once: one watch until ours have settled, then one list of each kind. */
public final class MigratedVms {

    private static final Logger LOG = LogManager.getLogger();

    private final Cluster cluster;
    private final String namespace;
    private final Duration limit;
    private List<GenericKubernetesResource> all = List.of();
    private List<PersistentVolumeClaim> claims = List.of();
    private Optional<List<GenericKubernetesResource>> anywhere = Optional.empty();
    private List<DestinationVm> read = List.of();

    /** @param limit how long the guests may take to come up */
    public MigratedVms(Cluster cluster, String namespace, Duration limit) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.limit = limit;
    }

    /**
     * @param agents by the name of each of our VMs, whether it must have a guest agent
     * @param addressed names of those whose guests must have addresses that are known
     * @param logins to our guests
     */
    public void read(Map<String, Boolean> agents, Set<String> addressed, GuestLogins logins) {
        all = settled(agents);
        Set<String> asked = agents.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> telling = asked.stream().filter(addressed::contains).collect(Collectors.toSet());
        GuestAgents.Guests guests = new GuestAgents(cluster, namespace, limit, logins).ask(asked, telling, all);
        claims = cluster.client()
                .persistentVolumeClaims()
                .inNamespace(namespace)
                .list()
                .getItems();
        DestinationVms reader = new DestinationVms(claims, guests.instances());
        read = all.stream()
                .map(reader::read)
                .map(vm -> vm.withAgentConnected(guests.connected().contains(vm.name()))
                        .withGuest(vm.guest()
                                .map(guest -> guest.visited(guests.visits().getOrDefault(vm.name(), guest.visit())))))
                .toList();
    }

    /** As they were listed, those of others among them. */
    public List<GenericKubernetesResource> all() {
        return all;
    }

    /** By its name, else by MTV's labels: one of a wrong name is not a missing one. */
    public Optional<DestinationVm> find(String name, Map<String, String> labels) {
        return read.stream()
                .filter(vm -> vm.name().equals(name))
                .findFirst()
                .or(() -> read.stream()
                        .filter(vm -> vm.labels().entrySet().containsAll(labels.entrySet()))
                        .findFirst());
    }

    /** What is there of a VM that was canceled: by its labels, and claims by their annotations too. */
    public List<String> left(Map<String, String> labels, List<FoundObject> found) {
        String vmId = labels.get("vmID");
        Stream<String> labelled = found.stream()
                .filter(object -> vmId.equals(object.labels().get("vmID")))
                .map(FoundObject::toString);
        return Stream.concat(
                        labelled,
                        claims.stream()
                                .map(claim -> PlanObjects.found("", claim))
                                .filter(claim -> claim.labels().entrySet().containsAll(labels.entrySet()))
                                .map(FoundObject::toString))
                .distinct()
                .toList();
    }

    /** Asked only when a VM is missing: the namespaces in which one of its name is instead. */
    public String elsewhere(String name) {
        if (anywhere.isEmpty()) {
            anywhere = Optional.of(ResourceKind.VIRTUAL_MACHINE
                    .on(cluster.client())
                    .inAnyNamespace()
                    .list()
                    .getItems());
        }
        return anywhere.orElseThrow().stream()
                .map(GenericKubernetesResource::getMetadata)
                .filter(vm -> vm.getName().equals(name))
                .map(ObjectMeta::getNamespace)
                .collect(Collectors.joining(", "));
    }

    /** All VMs of the namespace once ours have come to rest, or as they are when time has run out. */
    private List<GenericKubernetesResource> settled(Map<String, Boolean> agents) {
        var resources = ResourceKind.VIRTUAL_MACHINE.on(cluster.client()).inNamespace(namespace);
        try {
            return cluster.await("the migrated VMs have come to rest")
                    .watching(resources)
                    .within(limit)
                    .all(vms -> vms.stream()
                            .filter(vm -> agents.containsKey(vm.getMetadata().getName()))
                            .allMatch(
                                    vm -> atRest(vm, agents.get(vm.getMetadata().getName()))));
        } catch (WaitException.OutOfTime e) {
            LOG.warn("{}; comparing them as they are", e.getMessage());
            return resources.list().getItems();
        }
    }

    /** By what the VM itself was told to be: one that was told wrongly is found at once, not when time runs out. */
    private static boolean atRest(GenericKubernetesResource vm, boolean agent) {
        String status = DestinationVms.status(vm);
        if ("Halted".equals(vm.get("spec", "runStrategy"))) {
            return status.equals("Stopped");
        }
        return status.equals("Running") && (!agent || DestinationVms.agentConnected(vm));
    }
}
