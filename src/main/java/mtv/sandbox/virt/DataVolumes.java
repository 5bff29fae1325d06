package mtv.sandbox.virt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.sandbox.clock.SandboxClock;
import mtv.sandbox.virt.Statuses.Condition;

import java.math.BigDecimal;
import java.time.Duration;
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
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
    private static final Duration SCHEDULING = Duration.ofSeconds(2);
    private static final int FULL_TICKS = 4;
    private static final int DELTA_TICKS = 2;

    private final Kube kube;
    private final SandboxClock clock;
    private final ClaimSpec claims;
    private final Statuses statuses;
    private final WorkQueue queue;
    private final Map<String, Copy> copies = new ConcurrentHashMap<>();

    DataVolumes(Kube kube, SandboxClock clock) {
        this.kube = kube;
        this.clock = clock;
        this.claims = new ClaimSpec(kube);
        this.statuses = new Statuses(kube, Kind.DATA_VOLUME, clock);
        this.queue = new WorkQueue("cdi", clock, this::reconcile);
        kube.follow(
                Kind.DATA_VOLUME,
                dataVolume -> queue.add(Key.of(dataVolume)),
                dataVolume -> copies.remove(dataVolume.getMetadata().getUid()));
        // a claim has the name of its DataVolume
        kube.follow(Kind.CLAIM, claim -> queue.add(Key.of(claim)), claim -> queue.add(Key.of(claim)));
    }

    /**
     * One round of an import that is under way or done.
     *
     * @param checkpoint the snapshot it brings the volume up to
     */
    private record Copy(String checkpoint, int ticks, int ticked, Duration perTick) {

        Copy next() {
            return new Copy(checkpoint, ticks, ticked + 1, perTick);
        }

        boolean done() {
            return ticked >= ticks;
        }

        String progress() {
            return String.format(Locale.ROOT, "%.2f%%", Math.min(100.0, 100.0 * ticked / ticks));
        }
    }

    /** Whether the claim stays empty, for somebody else to fill. */
    static boolean blank(GenericKubernetesResource dataVolume) {
        return dataVolume.get("spec", "source", "blank") != null;
    }

    private void reconcile(Key key) {
        kube.find(Kind.DATA_VOLUME, key).ifPresent(dataVolume -> {
            Optional<GenericKubernetesResource> claim = kube.find(Kind.CLAIM, key);
            if (claim.isEmpty()) {
                claim(dataVolume);
            } else if (!VolumeBinder.bound(claim.get())) {
                report(dataVolume, "Pending", "N/A", "the claim is not bound");
            } else if (blank(dataVolume)) {
                report(dataVolume, "Succeeded", "100.0%", "");
            } else {
                fill(dataVolume, claim.get());
            }
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
                .withLabels(Map.of(
                        "app", "containerized-data-importer",
                        "app.kubernetes.io/component", "storage",
                        "app.kubernetes.io/managed-by", "cdi-controller"))
                .withAnnotations(Kube.annotations(dataVolume))
                .withOwnerReferences(Kube.owner(dataVolume))
                .build();
        kube.create(Kind.CLAIM, metadata, Map.of("spec", spec.get()));
    }

    private void fill(GenericKubernetesResource dataVolume, GenericKubernetesResource claim) {
        String uid = dataVolume.getMetadata().getUid();
        Copy copy = copies.get(uid);
        if (copy != null && !copy.done()) {
            report(dataVolume, copy.ticked() == 0 ? "ImportScheduled" : "ImportInProgress", copy.progress(), "");
            return;
        }
        Set<String> copied = copied(claim);
        if (copy != null && copied.add(copy.checkpoint())) {
            kube.patch(
                    Kind.CLAIM,
                    claim,
                    Map.of("metadata", Map.of("annotations", Map.of(COPIED + copy.checkpoint(), "true"))));
        }
        Optional<Copy> next = rounds(dataVolume)
                .filter(round -> !copied.contains(round.checkpoint()))
                .findFirst();
        if (next.isPresent()) {
            copies.put(uid, next.get());
            report(dataVolume, "ImportScheduled", "N/A", "");
            clock.after(SCHEDULING, () -> tick(Key.of(dataVolume), uid));
        } else if (!Kube.list(dataVolume, "spec", "checkpoints").isEmpty() && !finalCheckpoint(dataVolume)) {
            report(dataVolume, "Paused", "N/A", "");
        } else {
            report(dataVolume, "Succeeded", "100.0%", "");
        }
    }

    private static Set<String> copied(GenericKubernetesResource claim) {
        return Kube.annotations(claim).keySet().stream()
                .filter(annotation -> annotation.startsWith(COPIED))
                .map(annotation -> annotation.substring(COPIED.length()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean finalCheckpoint(GenericKubernetesResource dataVolume) {
        return Boolean.TRUE.equals(dataVolume.get("spec", "finalCheckpoint"));
    }

    /** An import without checkpoints is one round, remembered as {@value #WHOLE}. */
    private static Stream<Copy> rounds(GenericKubernetesResource dataVolume) {
        Duration full = Duration.ofMillis(
                ClaimSpec.bytes(dataVolume).multiply(THOUSAND).divide(GIB).longValue());
        List<Map<String, Object>> checkpoints = Kube.list(dataVolume, "spec", "checkpoints");
        return checkpoints.isEmpty()
                ? Stream.of(new Copy(WHOLE, FULL_TICKS, 0, full.dividedBy(FULL_TICKS)))
                : checkpoints.stream().map(checkpoint -> round(checkpoint, full));
    }

    private static Copy round(Map<String, Object> checkpoint, Duration full) {
        boolean first = checkpoint.getOrDefault("previous", "").toString().isEmpty();
        int ticks = first ? FULL_TICKS : DELTA_TICKS;
        Duration time = first ? full : full.dividedBy(10);
        return new Copy(checkpoint.get("current").toString(), ticks, 0, time.dividedBy(ticks));
    }

    /** On the clock's thread: only counts, and has the DataVolume looked at. */
    private void tick(Key key, String uid) {
        Copy copy = copies.computeIfPresent(uid, (same, last) -> last.next());
        if (copy == null) {
            return;
        }
        queue.add(key);
        if (!copy.done()) {
            clock.after(copy.perTick(), () -> tick(key, uid));
        }
    }

    private void report(GenericKubernetesResource dataVolume, String phase, String progress, String problem) {
        boolean bound = !phase.equals("Pending");
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("claimName", dataVolume.getMetadata().getName());
        status.put("phase", phase);
        status.put("progress", progress);
        boolean running = phase.equals("ImportInProgress");
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
