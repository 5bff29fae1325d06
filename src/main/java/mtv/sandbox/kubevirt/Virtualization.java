package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.sandbox.apiserver.ApiServer;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.guest.Guests;

import java.util.List;

/** KubeVirt and CDI of one cluster, under their own service account. */
public final class Virtualization implements AutoCloseable {

    /** As whom its controllers call the API. */
    public static final String USER = "system:serviceaccount:openshift-cnv:kubevirt-controller";

    private final ApiServer api;
    private final Guests guests;
    private final KubernetesClient client;
    private final VirtClient kube;
    private final DiskContents contents;
    private final Instances instances;
    private final Kubelet kubelet;
    private final List<Runnable> parts;

    /**
     * Nothing happens before {@link #start}.
     *
     * @param guests where a port-forward ends
     */
    public Virtualization(ApiServer api, SandboxClock clock, Guests guests) {
        this.api = api;
        this.guests = guests;
        this.client = api.clientFor(USER);
        this.kube = new VirtClient(api.store(), client, clock);
        this.contents = new DiskContents(kube);
        this.instances = new Instances(kube, clock, contents);
        this.kubelet = new Kubelet(kube, clock, api::clientFor);
        this.parts = List.of(
                new VolumeBinder(kube, clock)::close,
                new DataVolumes(kube, clock)::close,
                new VirtualMachines(kube, clock)::close,
                instances::close,
                kubelet::close,
                new Exports(kube, clock, api.url())::close,
                kube::close);
    }

    /** Returns when everything that exists is known to the controllers. */
    public Virtualization start() {
        api.admit("virtualmachines.kubevirt.io", new MachineWebhook(kube));
        api.extend(
                Subresources.PREFIX,
                new Subresources(kube, instances, new PortForwards(api.vertx(), guests, contents))::answer);
        api.extendSubresource(ContainerLogs.VERB, new ContainerLogs(kube, client, kubelet.gatherPods())::answer);
        PodExec exec = new PodExec(kube, kubelet.gatherPods());
        PodExec.VERBS.forEach(verb -> api.extendSubresource(verb, exec::answer));
        kube.start();
        return this;
    }

    @Override
    public void close() {
        parts.forEach(Runnable::run);
    }
}
