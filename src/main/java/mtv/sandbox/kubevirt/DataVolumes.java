package mtv.sandbox.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.model.ResourceKind;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.controller.Controller;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.kubevirt.Statuses.Condition;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CDI: gives every DataVolume a claim and fills it. An import takes a second per GiB; one with checkpoints stops after
 * each of them but the final one and copies only a tenth from the second on.
 */
final class DataVolumes implements AutoCloseable {

    /** On the claim, with the name of the snapshot: how MTV knows that this round is done. */
    private static final String COPIED = "cdi.kubevirt.io/storage.checkpoint.copied.";

    private static final String WHOLE = "whole";
    private static final Duration SCHEDULING = Duration.ofSeconds(2);
    private static final int FULL_TICKS = 4;
    private static final int DELTA_TICKS = 2;

    private final VirtClient kube;
    private final SandboxClock clock;
    private final ClaimSpec claims;
    private final Statuses statuses;
    private final Controller queue;
    private final Map<String, Copy> copies = new ConcurrentHashMap<>();

    DataVolumes(VirtClient kube, SandboxClock clock) {
        this.kube = kube;
        this.clock = clock;
        this.claims = new ClaimSpec(kube);
        this.statuses = new Statuses(kube, ResourceKind.DATA_VOLUME, clock);
        this.queue = new Controller("cdi", clock, this::reconcile);
        kube.feed(ResourceKind.DATA_VOLUME, queue);
        kube.forget(ResourceKind.DATA_VOLUME, copies::remove);
        // a claim has the name of its DataVolume
        kube.feed(ResourceKind.PERSISTENT_VOLUME_CLAIM, queue);
    }

    /**
     * One round of an import that is under way or done.
     *
     * @param checkpoint the snapshot it brings the volume up to
     */
    private record Copy(String checkpoint, int ticks, Duration perTick, Instant begins) {

        int ticked(Instant now) {
            boolean begun = now.isAfter(begins) && !perTick.isZero();
            return begun ? (int) Math.min(ticks, Duration.between(begins, now).dividedBy(perTick)) : 0;
        }

        boolean done(Instant now) {
            return !now.isBefore(begins.plus(perTick.multipliedBy(ticks)));
        }

        String progress(Instant now) {
            return String.format(Locale.ROOT, "%.2f%%", 100.0 * ticked(now) / ticks);
        }

        Duration untilNextTick(Instant now) {
            return Duration.between(now, begins.plus(perTick.multipliedBy(ticked(now) + 1L)));
        }
    }

    /** Whether the claim stays empty, for somebody else to fill. */
    static boolean blank(GenericKubernetesResource dataVolume) {
        return dataVolume.get("spec", "source", "blank") != null;
    }

    /** How phases name what is done: a volume is copied from another one, or from elsewhere. */
    private String verb(GenericKubernetesResource dataVolume) {
        return CloneSource.of(dataVolume, kube).isEmpty() ? "Import" : "Clone";
    }

    /** The claim to be copied, when it is not there. */
    private Optional<String> missingSource(GenericKubernetesResource dataVolume) {
        return CloneSource.of(dataVolume, kube)
                .filter(source -> source.find(kube).isEmpty())
                .map(source -> "Source " + source.words() + " not found");
    }

    private Optional<Duration> reconcile(ObjectKey key) {
        return kube.find(ResourceKind.DATA_VOLUME, key).flatMap(dataVolume -> {
            Optional<GenericKubernetesResource> claim = kube.find(ResourceKind.PERSISTENT_VOLUME_CLAIM, key);
            Optional<String> missing = missingSource(dataVolume);
            if (missing.isPresent()) {
                report(dataVolume, "Pending", "N/A", missing.get());
            } else if (claim.isEmpty()) {
                claim(dataVolume);
            } else if (!VolumeBinder.bound(claim.get())) {
                boolean waits = VolumeBinder.waitsForConsumer(kube, claim.get());
                report(dataVolume, waits ? "PendingPopulation" : "Pending", "N/A", "the claim is not bound");
            } else if (blank(dataVolume)) {
                report(dataVolume, "Succeeded", "100.0%", "");
            } else {
                return fill(dataVolume, claim.get());
            }
            return Optional.empty();
        });
    }

    private void claim(GenericKubernetesResource dataVolume) {
        Optional<Map<String, Object>> spec = claims.of(dataVolume);
        if (spec.isEmpty()) {
            report(dataVolume, "Pending", "N/A", "no accessMode specified in StorageProfile");
            return;
        }
        ObjectMeta metadata = new ObjectMetaBuilder()
                .withNamespace(dataVolume.getMetadata().getNamespace())
                .withName(dataVolume.getMetadata().getName())
                .withLabels(dataVolume.getMetadata().getLabels())
                .addToLabels(Map.of(
                        "app", "containerized-data-importer",
                        "app.kubernetes.io/component", "storage",
                        "app.kubernetes.io/managed-by", "cdi-controller"))
                .withAnnotations(VirtClient.annotations(dataVolume))
                .withOwnerReferences(VirtClient.owner(dataVolume))
                .build();
        kube.create(ResourceKind.PERSISTENT_VOLUME_CLAIM, metadata, Map.of("spec", spec.get()));
    }

    private Optional<Duration> fill(GenericKubernetesResource dataVolume, GenericKubernetesResource claim) {
        String uid = dataVolume.getMetadata().getUid();
        Instant now = clock.instant();
        Copy copy = copies.get(uid);
        if (copy != null && !copy.done(now)) {
            report(
                    dataVolume,
                    verb(dataVolume) + (now.isBefore(copy.begins()) ? "Scheduled" : "InProgress"),
                    copy.progress(now),
                    "");
            return Optional.of(copy.untilNextTick(now));
        }
        Set<String> copied = copied(claim);
        if (copy != null && copied.add(copy.checkpoint())) {
            kube.patch(
                    ResourceKind.PERSISTENT_VOLUME_CLAIM,
                    claim,
                    Map.of("metadata", Map.of("annotations", notes(copy, dataVolume))));
        }
        Optional<Copy> next = rounds(dataVolume, now.plus(SCHEDULING))
                .filter(round -> !copied.contains(round.checkpoint()))
                .findFirst();
        if (next.isPresent()) {
            copies.put(uid, next.get());
            report(dataVolume, verb(dataVolume) + "Scheduled", "N/A", "");
            return Optional.of(SCHEDULING);
        }
        boolean more = !VirtClient.list(dataVolume, "spec", "checkpoints").isEmpty() && !finalCheckpoint(dataVolume);
        report(dataVolume, more ? "Paused" : "Succeeded", more ? "N/A" : "100.0%", "");
        return Optional.empty();
    }

    private static Map<String, String> notes(Copy copy, GenericKubernetesResource dataVolume) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(COPIED + copy.checkpoint(), "true");
        Optional.ofNullable(VirtClient.annotations(dataVolume).get(DiskContents.FILES))
                .ifPresent(files -> notes.put(DiskContents.FILES, files));
        return notes;
    }

    private static Set<String> copied(GenericKubernetesResource claim) {
        return VirtClient.annotations(claim).keySet().stream()
                .filter(annotation -> annotation.startsWith(COPIED))
                .map(annotation -> annotation.substring(COPIED.length()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean finalCheckpoint(GenericKubernetesResource dataVolume) {
        return Boolean.TRUE.equals(dataVolume.get("spec", "finalCheckpoint"));
    }

    /** An import without checkpoints is one round, remembered as {@value #WHOLE}. */
    private Stream<Copy> rounds(GenericKubernetesResource dataVolume, Instant begins) {
        Duration full = ClaimSpec.timeToCopy(claims.bytes(dataVolume));
        List<Map<String, Object>> checkpoints = VirtClient.list(dataVolume, "spec", "checkpoints");
        return checkpoints.isEmpty()
                ? Stream.of(new Copy(WHOLE, FULL_TICKS, full.dividedBy(FULL_TICKS), begins))
                : checkpoints.stream().map(checkpoint -> round(checkpoint, full, begins));
    }

    private static Copy round(Map<String, Object> checkpoint, Duration full, Instant begins) {
        boolean first = checkpoint.getOrDefault("previous", "").toString().isEmpty();
        int ticks = first ? FULL_TICKS : DELTA_TICKS;
        Duration time = first ? full : full.dividedBy(10);
        return new Copy(checkpoint.get("current").toString(), ticks, time.dividedBy(ticks), begins);
    }

    private void report(GenericKubernetesResource dataVolume, String phase, String progress, String problem) {
        boolean bound = !phase.startsWith("Pending");
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("claimName", dataVolume.getMetadata().getName());
        status.put("phase", phase);
        status.put("progress", progress);
        boolean running = phase.endsWith("InProgress");
        statuses.write(
                dataVolume,
                status,
                List.of(
                        new Condition("Bound", bound, bound ? "Bound" : "Pending", problem),
                        new Condition("Running", running, running ? "Pod is running" : phase, ""),
                        Condition.of("Ready", phase.equals("Succeeded"))));
    }

    @Override
    public void close() {
        queue.close();
    }
}
