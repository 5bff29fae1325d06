package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.ResourceKind;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.controller.Controller;
import mtv.sandbox.controller.ObjectChange;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.kubevirt.Statuses.Condition;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * KubeVirt's controller of VirtualMachines: by the run strategy an instance is made or deleted, and the machine shows
 * what its instance shows.
 */
final class VirtualMachines implements AutoCloseable {

    private static final Set<String> RUNNING_STRATEGIES = Set.of("Always", "RerunOnFailure", "Once");
    private static final List<String> MIRRORED = List.of(Instances.AGENT_CONNECTED, "LiveMigratable", Instances.PAUSED);
    /** In the status of a machine that people start and stop. */
    static final String REQUESTS = "stateChangeRequests";

    /** An instance that the API does not take: a label is too long, because the machine's name is (inferred). */
    private static final String FAILED_CREATE = "FailedCreate";

    private static final int REFUSED = 422;
    private static final String BY_CLAIM = "claim";
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final VirtClient kube;
    private final SandboxClock clock;
    private final Statuses statuses;
    private final Controller queue;
    /** Machines that a person has stopped and that no failure brings back. */
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();

    private final Map<String, Instant> stopping = new ConcurrentHashMap<>();

    VirtualMachines(VirtClient kube, SandboxClock clock) {
        this.kube = kube;
        this.clock = clock;
        this.statuses = new Statuses(kube, ResourceKind.VIRTUAL_MACHINE, clock);
        this.queue = new Controller("kubevirt", clock, this::reconcile);
        kube.index(
                ResourceKind.VIRTUAL_MACHINE,
                BY_CLAIM,
                vm -> claims(vm)
                        .map(claim -> new ObjectKey(vm.getMetadata().getNamespace(), claim).toString())
                        .toList());
        kube.feed(ResourceKind.VIRTUAL_MACHINE, queue);
        kube.feed(ResourceKind.VIRTUAL_MACHINE_INSTANCE, queue);
        kube.forget(ResourceKind.VIRTUAL_MACHINE_INSTANCE, stopping::remove);
        kube.follow(ResourceKind.PERSISTENT_VOLUME_CLAIM, this::volumeChanged);
        kube.follow(ResourceKind.DATA_VOLUME, this::volumeChanged);
    }

    /** What a person has asked for and has not happened yet, first to last. */
    private static List<String> requests(GenericKubernetesResource vm) {
        return VirtClient.list(vm, "status", REQUESTS).stream()
                .map(request -> String.valueOf(request.get("action")))
                .toList();
    }

    static boolean wantsToRun(GenericKubernetesResource vm) {
        return Boolean.TRUE.equals(vm.get("spec", "running")) || RUNNING_STRATEGIES.contains(strategy(vm));
    }

    static String strategy(GenericKubernetesResource vm) {
        return VirtClient.text(vm, "spec", "runStrategy");
    }

    /** The instance that this very machine made. */
    static Optional<GenericKubernetesResource> instance(VirtClient kube, GenericKubernetesResource vm) {
        return kube.find(ResourceKind.VIRTUAL_MACHINE_INSTANCE, ObjectKey.of(vm))
                .filter(vmi -> VirtClient.owns(vm, vmi));
    }

    private void volumeChanged(ObjectChange<GenericKubernetesResource> volume) {
        kube.indexed(ResourceKind.VIRTUAL_MACHINE, BY_CLAIM, volume.key().toString())
                .forEach(vm -> queue.enqueue(ObjectKey.of(vm)));
    }

    private Optional<Duration> reconcile(ObjectKey key) {
        return kube.find(ResourceKind.VIRTUAL_MACHINE, key).flatMap(vm -> {
            VirtClient.list(vm, "spec", "dataVolumeTemplates").forEach(template -> makeVolume(vm, template));
            Optional<GenericKubernetesResource> vmi = instance(kube, vm);
            if (requested(vm, vmi.isPresent()).orElse(wantsToRun(vm))) {
                report(vm, vmi, vmi.isPresent() ? phase(vmi.get()) : start(vm));
                return Optional.empty();
            }
            report(vm, vmi, vmi.isPresent() ? "Stopping" : "Stopped");
            return vmi.flatMap(this::stop);
        });
    }

    /** A volume of the machine's own, which goes with it; whether the machine runs does not matter. */
    private void makeVolume(GenericKubernetesResource vm, Map<String, Object> template) {
        if (template.get("metadata") instanceof Map<?, ?> metadata && metadata.get("name") != null) {
            ObjectKey volume = new ObjectKey(vm.getMetadata().getNamespace(), String.valueOf(metadata.get("name")));
            ObjectMeta wanted = new ObjectMetaBuilder()
                    .withNamespace(volume.namespace())
                    .withName(volume.name())
                    .withLabels(texts(metadata.get("labels")))
                    .addToLabels("kubevirt.io/created-by", vm.getMetadata().getUid())
                    .withAnnotations(texts(metadata.get("annotations")))
                    .addToAnnotations("cdi.kubevirt.io/allowClaimAdoption", "true")
                    .withOwnerReferences(VirtClient.owner(vm))
                    .build();
            boolean there = Stream.of(ResourceKind.DATA_VOLUME, ResourceKind.PERSISTENT_VOLUME_CLAIM)
                    .anyMatch(kind ->
                            kube.find(kind, volume.namespace(), volume.name()).isPresent());
            if (!there) {
                kube.create(ResourceKind.DATA_VOLUME, wanted, Map.of("spec", template.getOrDefault("spec", Map.of())));
            }
        }
    }

    private static Map<String, String> texts(Object map) {
        Map<String, String> texts = new HashMap<>();
        if (map instanceof Map<?, ?> given) {
            given.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        }
        return texts;
    }

    /** Whether a person wants it to run; empty where the strategy alone decides. */
    private Optional<Boolean> requested(GenericKubernetesResource vm, boolean running) {
        boolean manual = strategy(vm).equals("Manual");
        if (!manual && !strategy(vm).equals("RerunOnFailure")) {
            return Optional.empty();
        }
        List<String> requests = requests(vm);
        boolean start = requests.isEmpty() ? manual && running : requests.get(0).equals("Start");
        if (!requests.isEmpty() && running == start) {
            kube.patchStatus(
                    ResourceKind.VIRTUAL_MACHINE,
                    vm,
                    Map.of(REQUESTS, VirtClient.list(vm, "status", REQUESTS).subList(1, requests.size())));
        }
        if (requests.isEmpty() && !manual) {
            return Optional.of(!stopped.contains(vm.getMetadata().getUid()));
        }
        if (start) {
            stopped.remove(vm.getMetadata().getUid());
        } else {
            stopped.add(vm.getMetadata().getUid());
        }
        return Optional.of(start);
    }

    private String start(GenericKubernetesResource vm) {
        String namespace = vm.getMetadata().getNamespace();
        List<String> claims = claims(vm).toList();
        List<Optional<GenericKubernetesResource>> volumes = claims.stream()
                .map(claim -> kube.find(ResourceKind.PERSISTENT_VOLUME_CLAIM, namespace, claim))
                .toList();
        if (volumes.stream().anyMatch(Optional::isEmpty)) {
            return "ErrorPvcNotFound";
        }
        if (claims.stream().anyMatch(claim -> filling(namespace, claim))) {
            return "Provisioning";
        }
        if (!volumes.stream().flatMap(Optional::stream).allMatch(VolumeBinder::bound)) {
            return "WaitingForVolumeBinding";
        }
        try {
            kube.create(
                    ResourceKind.VIRTUAL_MACHINE_INSTANCE,
                    instanceMetadata(vm),
                    Map.of("spec", new InstanceSize(kube).sized(vm)));
            return "Starting";
        } catch (KubernetesClientException e) {
            if (e.getCode() != REFUSED) {
                throw e;
            }
            return FAILED_CREATE;
        }
    }

    private boolean filling(String namespace, String claim) {
        return kube.find(ResourceKind.DATA_VOLUME, namespace, claim)
                .filter(dataVolume -> !"Succeeded".equals(VirtClient.text(dataVolume, "status", "phase")))
                .isPresent();
    }

    private static ObjectMeta instanceMetadata(GenericKubernetesResource vm) {
        return new ObjectMetaBuilder()
                .withNamespace(vm.getMetadata().getNamespace())
                .withName(vm.getMetadata().getName())
                .withLabels(vm.get("spec", "template", "metadata", "labels"))
                .withAnnotations(vm.get("spec", "template", "metadata", "annotations"))
                .withOwnerReferences(VirtClient.owner(vm))
                .build();
    }

    private Optional<Duration> stop(GenericKubernetesResource vmi) {
        Instant gone = stopping.computeIfAbsent(
                vmi.getMetadata().getUid(), uid -> clock.instant().plus(STOPPING));
        Duration left = Duration.between(clock.instant(), gone);
        if (left.isNegative() || left.isZero()) {
            kube.delete(ResourceKind.VIRTUAL_MACHINE_INSTANCE, vmi);
            return Optional.empty();
        }
        return Optional.of(left);
    }

    private static String phase(GenericKubernetesResource vmi) {
        if (Instances.holds(vmi, Instances.PAUSED)) {
            return "Paused";
        }
        return "Running".equals(VirtClient.text(vmi, "status", "phase")) ? "Running" : "Starting";
    }

    private void report(GenericKubernetesResource vm, Optional<GenericKubernetesResource> vmi, String printable) {
        boolean ready = vmi.isPresent() && printable.equals("Running");
        Stream<Condition> mirrored = MIRRORED.stream()
                .filter(type -> vmi.isPresent() && Instances.holds(vmi.get(), type))
                .map(type -> Condition.of(type, true));
        boolean failed = printable.equals(FAILED_CREATE);
        Stream<Condition> failure = failed
                ? Stream.of(new Condition("Failure", true, FAILED_CREATE, "failure while starting VMI"))
                : Stream.empty();
        Condition readiness = ready
                ? Condition.of("Ready", true)
                : new Condition(
                        "Ready", false, vmi.isPresent() ? "GuestNotRunning" : "VMINotExists", "VMI is not ready");
        statuses.write(
                vm,
                Map.of(
                        "created",
                        vmi.isPresent(),
                        "ready",
                        ready,
                        "printableStatus",
                        failed ? "Stopped" : printable,
                        "runStrategy",
                        strategy(vm),
                        "observedGeneration",
                        vm.getMetadata().getGeneration()),
                Stream.of(Stream.of(readiness), failure, mirrored)
                        .flatMap(all -> all)
                        .toList());
    }

    private static Stream<String> claims(GenericKubernetesResource vm) {
        return VirtClient.list(vm, "spec", "template", "spec", "volumes").stream()
                .map(VirtualMachines::claim)
                .filter(Objects::nonNull);
    }

    /** A volume that is a DataVolume lies on the claim of its name. */
    private static String claim(Map<String, Object> volume) {
        if (volume.get("persistentVolumeClaim") instanceof Map<?, ?> source) {
            return (String) source.get("claimName");
        }
        return volume.get("dataVolume") instanceof Map<?, ?> source ? (String) source.get("name") : null;
    }

    @Override
    public void close() {
        queue.close();
    }
}
