package mtv.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.await.WaitException;
import mtv.cluster.Cluster;
import mtv.cluster.JsonPatches;
import mtv.model.ApiFailure;
import mtv.model.ResourceKind;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads whether the guests come up as far as their agents, what these report, and whether the guests accept a login. A
 * VM that must be off after its migration is started for that and stopped again, since otherwise nothing would show
 * whether it can boot at all.
 */
final class GuestAgents {

    private static final String START = "start";
    private static final int TRIES = 3;

    /** Of more VMs than these not each is a line. */
    private static final int FEW = 5;

    private static final Logger LOG = LogManager.getLogger();

    private final Cluster cluster;
    private final String namespace;
    private final Duration limit;
    private final GuestLogins logins;

    GuestAgents(Cluster cluster, String namespace, Duration limit, GuestLogins logins) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.limit = limit;
        this.logins = logins;
    }

    /**
     * What the guests have shown.
     *
     * @param connected names of the VMs whose agent is connected
     * @param instances of the VMs that run, or were started for this
     * @param visits what came of logging in to them, by name
     */
    record Guests(
            Set<String> connected,
            List<GenericKubernetesResource> instances,
            Map<String, Fact<DestinationVm.Visit>> visits) {}

    /**
     * @param asked names of the VMs that must have an agent
     * @param addressed names of those of them whose agents must report addresses
     * @param vms all VMs of the namespace, as they are
     */
    Guests ask(Set<String> asked, Set<String> addressed, List<GenericKubernetesResource> vms) {
        List<String> stopped = vms.stream()
                .filter(vm -> DestinationVms.status(vm).equals("Stopped"))
                .map(vm -> vm.getMetadata().getName())
                .filter(asked::contains)
                .toList();
        List<GenericKubernetesResource> seen = new ArrayList<>(vms);
        Level each = stopped.size() > FEW ? Level.DEBUG : Level.INFO;
        if (!stopped.isEmpty()) {
            if (stopped.size() > FEW) {
                LOG.info("{} VMs are off: they are started for their guest agents, and stopped again", stopped.size());
            }
            stopped.forEach(name -> order(name, START, each));
            seen.addAll(awaitAgents(stopped));
        }
        List<GenericKubernetesResource> instances = instances(seen.stream()
                .filter(DestinationVms::agentConnected)
                .map(vm -> vm.getMetadata().getName())
                .filter(addressed::contains)
                .collect(Collectors.toSet()));
        Map<String, Fact<DestinationVm.Visit>> visits = logins.visit(instances);
        stopped.forEach(name -> order(name, "stop", each));
        return new Guests(
                seen.stream()
                        .filter(DestinationVms::agentConnected)
                        .map(vm -> vm.getMetadata().getName())
                        .collect(Collectors.toSet()),
                instances,
                visits);
    }

    /** Agents report addresses a while after they have connected; until then there are only KubeVirt's own. */
    private List<GenericKubernetesResource> instances(Set<String> addressed) {
        var resources =
                ResourceKind.VIRTUAL_MACHINE_INSTANCE.on(cluster.client()).inNamespace(namespace);
        if (addressed.isEmpty()) {
            return resources.list().getItems();
        }
        try {
            return cluster.await("the guest agents of " + addressed + " have told the guests' addresses")
                    .watching(resources)
                    .within(limit)
                    .all(all -> all.stream()
                            .filter(instance ->
                                    addressed.contains(instance.getMetadata().getName()))
                            .allMatch(DestinationVms::reportsAddresses));
        } catch (WaitException.OutOfTime e) {
            LOG.warn(e.getMessage());
            return resources.list().getItems();
        }
    }

    private List<GenericKubernetesResource> awaitAgents(List<String> names) {
        try {
            return cluster.await("the guest agents of " + names + " are connected")
                    .watching(ResourceKind.VIRTUAL_MACHINE.on(cluster.client()).inNamespace(namespace))
                    .within(limit)
                    .all(vms -> vms.stream()
                            .filter(vm -> names.contains(vm.getMetadata().getName()))
                            .allMatch(DestinationVms::agentConnected));
        } catch (WaitException.OutOfTime e) {
            LOG.warn(e.getMessage());
            return ResourceKind.VIRTUAL_MACHINE
                    .on(cluster.client())
                    .inNamespace(namespace)
                    .list()
                    .getItems();
        }
    }

    /**
     * A conflict says that the VM is starting or stopping already, or that something else has changed it meanwhile;
     * then it still is as it was, and is asked again.
     */
    private void order(String name, String verb, Level level) {
        String path =
                "/apis/subresources.kubevirt.io/v1/namespaces/" + namespace + "/virtualmachines/" + name + "/" + verb;
        for (int tried = 1; ; tried++) {
            try {
                cluster.client().raw(path, "PUT", Map.of());
                LOG.log(level, "Asked VM {} to {}, for its guest agent", name, verb);
                return;
            } catch (KubernetesClientException e) {
                if (!JsonPatches.isConflict(e)) {
                    throw e;
                }
                if (tried == TRIES || isStopped(name) != verb.equals(START)) {
                    LOG.info("VM {} need not {}: {}", name, verb, ApiFailure.words(e));
                    return;
                }
            }
        }
    }

    private boolean isStopped(String name) {
        GenericKubernetesResource vm = ResourceKind.VIRTUAL_MACHINE
                .on(cluster.client())
                .inNamespace(namespace)
                .withName(name)
                .get();
        return vm != null && DestinationVms.status(vm).equals("Stopped");
    }
}
