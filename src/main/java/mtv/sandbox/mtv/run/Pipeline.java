package mtv.sandbox.mtv.run;

import mtv.model.PipelineStep;
import mtv.model.PipelineStepBuilder;
import mtv.model.PipelineTask;
import mtv.model.PipelineTaskBuilder;
import mtv.model.Progress;
import mtv.sandbox.mtv.build.Disks;
import mtv.sandbox.source.SimVm;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps of a VM before anything has happened. */
public final class Pipeline {

    private static final Map<String, String> MEGABYTES = Map.of("unit", "MB");
    private static final Set<Phase> OPENING = EnumSet.of(
            Phase.Started,
            Phase.PreflightInspection,
            Phase.AllocateDisks,
            Phase.CopyDisks,
            Phase.CopyDisksVirtV2V,
            Phase.Finalize,
            Phase.ConvertGuest,
            Phase.CreateVM,
            Phase.WaitForGuestReboots,
            Phase.WaitForFinalSnapshotRemoval);

    private Pipeline() {}

    /** One step for each phase that opens one, in the order of the itinerary. */
    public static List<PipelineStep> build(Traits vm, SimVm source) {
        return Itinerary.of(vm).phases(vm).stream()
                .filter(OPENING::contains)
                .map(phase -> pending(phase.step(vm), source))
                .toList();
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
