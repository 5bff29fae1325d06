package mtv.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import mtv.await.WaitException;
import mtv.cluster.Cluster;
import mtv.model.ResourceKind;
import mtv.settings.Waits;
import mtv.vm.DestinationVm;
import mtv.vm.Document;
import mtv.vm.FoundObject;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All VMs of the target namespace, read at once: one watch until ours have settled, then one list of each kind. */
public final class MigratedVms {

    private static final Logger LOG = LogManager.getLogger();

    private final Cluster cluster;
    private final List<GenericKubernetesResource> all;
    private final List<PersistentVolumeClaim> claims;
    private final List<DestinationVm> read;
    private final WholeVms whole;
    private Optional<List<GenericKubernetesResource>> anywhere = Optional.empty();

    private MigratedVms(
            Cluster cluster,
            List<GenericKubernetesResource> all,
            List<PersistentVolumeClaim> claims,
            List<DestinationVm> read,
            WholeVms whole) {
        this.cluster = cluster;
        this.all = all;
        this.claims = claims;
        this.read = read;
        this.whole = whole;
    }

    /** @param guests what is asked of each of our VMs, by its name */
    public static MigratedVms read(Cluster cluster, String namespace, Map<String, GuestQuestions> guests, Waits waits) {
        List<GenericKubernetesResource> all = settled(cluster, namespace, guests, waits.guestAgent());
        Set<String> agents = names(guests, GuestQuestions::agent);
        Set<String> addressed = names(guests, questions -> questions.agent() && questions.addresses());
        GuestLogins logins = new GuestLogins(cluster, namespace, guests, waits.ssh());
        GuestAgents.Guests seen =
                new GuestAgents(cluster, namespace, waits.guestAgent(), logins).ask(agents, addressed, all);
        List<PersistentVolumeClaim> claims = cluster.client()
                .persistentVolumeClaims()
                .inNamespace(namespace)
                .list()
                .getItems();
        DestinationVms reader = new DestinationVms(claims, seen.instances());
        List<DestinationVm> read = all.stream()
                .map(reader::read)
                .map(vm -> vm.withAgentConnected(seen.connected().contains(vm.name()))
                        .withGuest(vm.guest()
                                .map(guest -> guest.visited(seen.visits().getOrDefault(vm.name(), guest.visit())))))
                .toList();
        return new MigratedVms(
                cluster, all, claims, read, new WholeVms(all, seen.instances(), claims, WholeVms.volumes(cluster)));
    }

    private static Set<String> names(Map<String, GuestQuestions> guests, Predicate<GuestQuestions> which) {
        return guests.entrySet().stream()
                .filter(guest -> which.test(guest.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** As they were listed, with those of other people. */
    public List<GenericKubernetesResource> all() {
        return all;
    }

    /** Finds a VM by its name, else by MTV's labels, since a VM with a wrong name is not a missing one. */
    public Optional<DestinationVm> find(String name, Map<String, String> labels) {
        return read.stream()
                .filter(vm -> vm.name().equals(name))
                .findFirst()
                .or(() -> read.stream()
                        .filter(vm -> vm.labels().entrySet().containsAll(labels.entrySet()))
                        .findFirst());
    }

    /** The VM with all that belongs to it, as they were read. */
    public List<Document> documents(DestinationVm vm) {
        return whole.of(vm);
    }

    /** Lists what is left of a VM that was canceled, by its labels, and claims by their annotations too. */
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

    /** The namespaces in which a VM of that name is instead; to be asked only when a VM is missing. */
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
    private static List<GenericKubernetesResource> settled(
            Cluster cluster, String namespace, Map<String, GuestQuestions> guests, Duration limit) {
        var resources = ResourceKind.VIRTUAL_MACHINE.on(cluster.client()).inNamespace(namespace);
        try {
            return cluster.await("the migrated VMs have come to rest")
                    .watching(resources)
                    .within(limit)
                    .all(vms -> vms.stream()
                            .filter(vm -> guests.containsKey(vm.getMetadata().getName()))
                            .allMatch(vm -> atRest(
                                    vm, guests.get(vm.getMetadata().getName()).agent())));
        } catch (WaitException.OutOfTime e) {
            LOG.warn("{}; comparing them as they are", e.getMessage());
            return resources.list().getItems();
        }
    }

    /**
     * Compares with the run strategy that the VM has, and not with the one that it should have: a wrong one is then
     * found at once, and not when time runs out.
     */
    private static boolean atRest(GenericKubernetesResource vm, boolean agent) {
        String status = DestinationVms.status(vm);
        if ("Halted".equals(vm.get("spec", "runStrategy"))) {
            return status.equals("Stopped");
        }
        return status.equals("Running") && (!agent || DestinationVms.agentConnected(vm));
    }
}
