package mtv.sandbox.forklift.itinerary;

import mtv.model.PipelineStep;
import mtv.model.PipelineStepBuilder;
import mtv.model.PipelineTask;
import mtv.model.PipelineTaskBuilder;
import mtv.model.Progress;
import mtv.sandbox.forklift.build.Disks;
import mtv.sandbox.forklift.build.MigratedDisk;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The itinerary of one VM: the rows of an {@link Itinerary} that apply to its traits. */
public record VmItinerary(Itinerary base, Set<VmTrait> traits) {

    private static final Map<String, String> MEGABYTES = Map.of("unit", "MB");

    public static VmItinerary of(VmOptions options) {
        return new VmItinerary(Itinerary.of(options), VmTrait.of(options));
    }

    public boolean is(VmTrait trait) {
        return traits.contains(trait);
    }

    public boolean warm() {
        return base == Itinerary.WARM;
    }

    /** The phases from the first to the last. */
    public List<Phase> phases() {
        return base.rows(traits).stream().map(Itinerary.Row::phase).toList();
    }

    public Phase next(Phase phase) {
        List<Itinerary.Row> rows = base.rows(traits);
        int at = phases().indexOf(phase);
        if (at < 0 || at + 1 >= rows.size()) {
            return Phase.Completed;
        }
        Phase loop = rows.get(at).next();
        return loop == null ? rows.get(at + 1).phase() : loop;
    }

    /** The step that shows a phase; null for {@link Phase#Completed}. */
    public Step step(Phase phase) {
        return base.rows(traits).stream()
                .filter(row -> row.phase() == phase)
                .map(Itinerary.Row::step)
                .findFirst()
                .orElse(null);
    }

    /** The pipeline at the start of a migration: every step pending. */
    public List<PipelineStep> pipeline(List<MigratedDisk> disks) {
        return base.rows(traits).stream()
                .flatMap(Itinerary.Row::steps)
                .distinct()
                .map(step -> pending(step, disks))
                .toList();
    }

    private static PipelineStep pending(Step step, List<MigratedDisk> disks) {
        List<PipelineTask> tasks = step.perDisk() ? tasks(disks) : null;
        long total = tasks == null
                ? 1
                : tasks.stream().mapToLong(task -> task.progress().total()).sum();
        return PipelineStepBuilder.builder()
                .name(step.name())
                .description(step.description())
                // MTV gives the cutover no phase before it starts
                .phase(step == Step.Cutover ? null : "Pending")
                .progress(new Progress(0, total))
                .annotations(tasks == null ? null : MEGABYTES)
                .tasks(tasks)
                .build();
    }

    private static List<PipelineTask> tasks(List<MigratedDisk> disks) {
        return disks.stream()
                .filter(MigratedDisk::copied)
                .map(disk -> PipelineTaskBuilder.builder()
                        .name(disk.task())
                        .progress(new Progress(0, Disks.mebibytes(disk.disk().capacity())))
                        .annotations(MEGABYTES)
                        .build())
                .toList();
    }
}
