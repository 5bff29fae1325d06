package mtv.sandbox.mtv.run;

import mtv.model.PipelineStep;
import mtv.model.PipelineStepBuilder;
import mtv.model.PipelineTask;
import mtv.model.PipelineTaskBuilder;
import mtv.model.Progress;
import mtv.sandbox.mtv.build.Disks;
import mtv.sandbox.vsphere.SimVm;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which step a phase belongs to, and the steps of a VM before anything has happened. */
public final class Pipeline {

    private static final Map<String, String> MEGABYTES = Map.of("unit", "MB");

    private Pipeline() {}

    /** The step that shows this phase; several depend on the way of the VM. */
    public static Step stepOf(Phase phase, Traits vm) {
        return switch (phase) {
            case Started, CreateInitialSnapshot, WaitForInitialSnapshot, StoreInitialSnapshotDeltas -> Step.Initialize;
            case StorePowerState, PowerOffSource, WaitForPowerOff -> vm.warm() ? Step.Cutover : Step.Initialize;
            case CreateDataVolumes -> vm.inspection() ? Step.DiskTransfer : Step.Initialize;
            case PreflightInspection -> Step.PreflightInspection;
            case AllocateDisks -> Step.DiskAllocation;
            case CopyDisks,
                    CopyingPaused,
                    RemovePreviousSnapshot,
                    WaitForPreviousSnapshotRemoval,
                    CreateSnapshot,
                    WaitForSnapshot,
                    StoreSnapshotDeltas,
                    AddCheckpoint -> Step.DiskTransfer;
            case RemovePenultimateSnapshot,
                    WaitForPenultimateSnapshotRemoval,
                    CreateFinalSnapshot,
                    WaitForFinalSnapshot,
                    AddFinalCheckpoint,
                    Finalize,
                    RemoveFinalSnapshot -> Step.Cutover;
            case CreateGuestConversionPod, ConvertGuest -> Step.ImageConversion;
            case CopyDisksVirtV2V -> Step.DiskTransferV2v;
            case CreateVM -> Step.VirtualMachineCreation;
            case WaitForGuestReboots -> Step.WaitForGuestReboots;
            case WaitForFinalSnapshotRemoval, Completed -> Step.WaitForFinalSnapshotConsolidation;
        };
    }

    /** One step for each phase that opens one, in the order of the itinerary. */
    public static List<PipelineStep> build(Traits vm, SimVm source) {
        return Itinerary.of(vm).phases(vm).stream()
                .flatMap(phase -> opens(phase).stream())
                .map(step -> pending(step, source))
                .toList();
    }

    private static Optional<Step> opens(Phase phase) {
        return Optional.ofNullable(
                switch (phase) {
                    case Started -> Step.Initialize;
                    case PreflightInspection -> Step.PreflightInspection;
                    case AllocateDisks -> Step.DiskAllocation;
                    case CopyDisks -> Step.DiskTransfer;
                    case CopyDisksVirtV2V -> Step.DiskTransferV2v;
                    case Finalize -> Step.Cutover;
                    case ConvertGuest -> Step.ImageConversion;
                    case CreateVM -> Step.VirtualMachineCreation;
                    case WaitForGuestReboots -> Step.WaitForGuestReboots;
                    case WaitForFinalSnapshotRemoval -> Step.WaitForFinalSnapshotConsolidation;
                    default -> null;
                });
    }

    private static PipelineStep pending(Step step, SimVm source) {
        List<PipelineTask> tasks = step.perDisk() ? tasks(source) : null;
        long total = tasks == null
                ? 1
                : tasks.stream().mapToLong(task -> task.progress().total()).sum();
        return PipelineStepBuilder.builder()
                .name(step.name())
                .description(step.description())
                // the product gives the cutover no phase before it begins
                .phase(step == Step.Cutover ? null : "Pending")
                .progress(new Progress(0, total))
                .annotations(tasks == null ? null : MEGABYTES)
                .tasks(tasks)
                .build();
    }

    private static List<PipelineTask> tasks(SimVm source) {
        return source.disks().stream()
                .map(disk -> PipelineTaskBuilder.builder()
                        .name(Disks.baseFile(disk.file()))
                        .progress(new Progress(0, Disks.mebibytes(disk.capacity())))
                        .annotations(MEGABYTES)
                        .build())
                .toList();
    }
}
