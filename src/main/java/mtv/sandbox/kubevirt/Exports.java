package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.ResourceKind;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.controller.Controller;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.kubevirt.Statuses.Condition;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** VirtualMachineExports: Ready after some seconds, with links under which nothing is served. */
final class Exports implements AutoCloseable {

    private static final Duration STARTING = Duration.ofSeconds(5);

    private final VirtClient kube;
    private final SandboxClock clock;
    private final URI api;
    private final Statuses statuses;
    private final Controller queue;

    Exports(VirtClient kube, SandboxClock clock, URI api) {
        this.kube = kube;
        this.clock = clock;
        this.api = api;
        this.statuses = new Statuses(kube, ResourceKind.VIRTUAL_MACHINE_EXPORT, clock);
        this.queue = new Controller("exports", clock, this::reconcile);
        kube.feed(ResourceKind.VIRTUAL_MACHINE_EXPORT, queue);
    }

    private Optional<Duration> reconcile(ObjectKey key) {
        return kube.find(ResourceKind.VIRTUAL_MACHINE_EXPORT, key).flatMap(export -> {
            Instant now = clock.instant();
            Instant ready = kube.since(export).plus(STARTING);
            boolean pending = now.isBefore(ready);
            report(export, pending);
            return pending ? Optional.of(Duration.between(now, ready)) : Optional.empty();
        });
    }

    private void report(GenericKubernetesResource export, boolean pending) {
        String secret = "export-token-" + export.getMetadata().getName();
        if (pending) {
            statuses.write(
                    export,
                    Map.of("phase", "Pending", "tokenSecretRef", secret),
                    List.of(Condition.of("Ready", false)));
            return;
        }
        String url = api + "/apis/export.kubevirt.io/v1beta1/namespaces/"
                + export.getMetadata().getNamespace() + "/virtualmachineexports/"
                + export.getMetadata().getName();
        Map<String, Object> links =
                Map.of("cert", "", "manifests", List.of(Map.of("type", "all", "url", url)), "volumes", List.of());
        statuses.write(
                export,
                Map.of(
                        "phase",
                        "Ready",
                        "tokenSecretRef",
                        secret,
                        "links",
                        Map.of("external", links, "internal", links)),
                List.of(Condition.of("Ready", true)));
    }

    @Override
    public void close() {
        queue.close();
    }
}
