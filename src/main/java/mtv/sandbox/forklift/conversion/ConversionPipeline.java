package mtv.sandbox.forklift.conversion;

import io.fabric8.kubernetes.api.model.Pod;
import mtv.sandbox.forklift.runtime.Conversions;
import mtv.sandbox.sources.SourcePlatform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Moves a Conversion at most one stage further. */
final class ConversionPipeline {

    private static final List<String> TYPES = List.of("DeepInspection", "Inspection", "InPlace", "Remote");
    private static final String NOT_SET = "NotSet";

    private final ConversionStatusEditor editor;
    private final Optional<SourcePlatform> source;
    private final Optional<Pod> pod;
    private final Function<ConversionStatusEditor, Pod> create;
    private final boolean inspection;
    private final boolean ownSnapshot;

    /** @param create creates the pod if there is none */
    ConversionPipeline(
            ConversionStatusEditor editor,
            Optional<SourcePlatform> source,
            Optional<Pod> pod,
            Function<ConversionStatusEditor, Pod> create) {
        this.editor = editor;
        this.source = source;
        this.pod = pod;
        this.create = create;
        this.inspection = editor.type().equals(Conversions.DEEP_INSPECTION);
        this.ownSnapshot =
                inspection && editor.spec("settings", "SNAPSHOT_MOREF").isBlank();
    }

    void run() {
        validate();
        if (editor.conditions().blocked()) {
            return;
        }
        if (editor.is(ConversionStatusEditor.PENDING)) {
            begin();
        }
        ConversionStage stage = editor.stage()
                .orElseGet(() -> ConversionStage.of(inspection, ownSnapshot).get(0));
        editor.stage(stage);
        work(stage);
        if (editor.is(ConversionStatusEditor.RUNNING)) {
            editor.work(editor.stage().orElseThrow());
        }
    }

    /** Fails the Conversion, and removes the snapshot that was created for it. */
    void fail(String why) {
        removeOwnSnapshot();
        editor.fail(why);
    }

    void removeOwnSnapshot() {
        if (ownSnapshot && !editor.snapshot().isEmpty()) {
            source.ifPresent(platform -> platform.removeSnapshot(vm(), editor.snapshot()));
        }
    }

    private void validate() {
        if (!TYPES.contains(editor.type())) {
            editor.conditions()
                    .block(
                            "TypeNotValid",
                            "NotValid",
                            "The `Type` must be one of: DeepInspection, Inspection, InPlace, Remote.");
        }
        require("TargetNamespaceNotSet", editor.spec("targetNamespace"), "The `targetNamespace` field is required.");
        require("VMNotSet", editor.spec("vm", "id") + editor.spec("vm", "name"), "The `VM` reference is not set.");
        if (List.of("InPlace", "Remote").contains(editor.type())) {
            require(
                    "DisksNotSet",
                    editor.spec("disks", 0, "name"),
                    "The `Disks` field is required for this conversion type.");
        }
        require(
                "ConnectionNotSet",
                editor.spec("connection", "secret", "name"),
                "The `Connection.Secret` is required.");
        if (inspection) {
            require(
                    "VDDKImageNotSet",
                    editor.spec("vddkImage"),
                    "The `vddkImage` field is required when `type` is DeepInspection.");
        }
        if (editor.spec("diskEncryption", "type").equals("LUKS")) {
            require(
                    "LUKSSecretNotSet",
                    editor.spec("diskEncryption", "secret", "name"),
                    "The `diskEncryption.secret` is required when `diskEncryption.type` is LUKS.");
        }
    }

    private void require(String condition, String value, String message) {
        if (value.isBlank()) {
            editor.conditions().block(condition, NOT_SET, message);
        }
    }

    private void begin() {
        editor.begin();
        if (inspection) {
            editor.snapshot(
                    ownSnapshot ? Map.of("owned", true) : Map.of("moref", editor.spec("settings", "SNAPSHOT_MOREF")));
        }
    }

    private void work(ConversionStage stage) {
        switch (stage) {
            case CreatingSnapshot -> {
                editor.snapshot(owned(platform().createSnapshot(vm())));
                advance();
            }
            case WaitingForSnapshot -> advanceIf(platform().snapshotReady(vm(), editor.snapshot()));
            case CreatingPod, PodRunning -> follow();
            case FetchingResults -> fetch();
            case RemovingSnapshot -> {
                platform().removeSnapshot(vm(), editor.snapshot());
                advance();
            }
            case WaitingForSnapshotRemoval -> {
                boolean there = platform()
                        .vm(vm())
                        .filter(vm -> vm.snapshots().contains(editor.snapshot()))
                        .isPresent();
                if (!there) {
                    editor.snapshot(null);
                    advance();
                }
            }
            case Finished -> finish();
        }
    }

    private void follow() {
        Pod running = pod.orElseGet(() -> create.apply(editor));
        editor.pod(running.getMetadata().getNamespace(), running.getMetadata().getName());
        editor.stage(phase(running).equals("Pending") ? ConversionStage.CreatingPod : ConversionStage.PodRunning);
        advanceIf(hasEnded(running));
        if (editor.stage().orElseThrow() == ConversionStage.Finished) {
            // MTV does so three seconds later, and whether the Plan has deleted the pod by then would be chance
            finish();
        }
    }

    /**
     * Stores the results of an inspection. In MTV the inspector serves them until it is told to end; here it ends by
     * itself.
     */
    private void fetch() {
        if (pod.filter(ended -> phase(ended).equals("Failed")).isPresent()) {
            if (ownSnapshot) {
                editor.stage(ConversionStage.RemovingSnapshot);
                return;
            }
            fail("pod " + pod.get().getMetadata().getName() + " failed before /results could be fetched");
            return;
        }
        editor.inspected(Map.of("allChecksPassed", true));
        advance();
    }

    private void finish() {
        String phase = pod.map(ConversionPipeline::phase).orElse("");
        if (phase.equals("Succeeded")) {
            editor.succeed();
        } else if (phase.equals("Failed")) {
            editor.fail("conversion pod failed");
        }
    }

    private void advanceIf(boolean done) {
        if (done) {
            advance();
        }
    }

    private void advance() {
        List<ConversionStage> stages = ConversionStage.of(inspection, ownSnapshot);
        editor.stage(stages.get(stages.indexOf(editor.stage().orElseThrow()) + 1));
    }

    private SourcePlatform platform() {
        return source.orElseThrow(() -> new IllegalStateException("nobody answers at the url of the connection"));
    }

    private String vm() {
        return editor.spec("vm", "id");
    }

    private static Map<String, Object> owned(String snapshot) {
        return new HashMap<>(Map.of("owned", true, "moref", snapshot));
    }

    private static boolean hasEnded(Pod pod) {
        return List.of("Succeeded", "Failed").contains(phase(pod));
    }

    private static String phase(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getPhase() == null
                ? "Pending"
                : pod.getStatus().getPhase();
    }
}
