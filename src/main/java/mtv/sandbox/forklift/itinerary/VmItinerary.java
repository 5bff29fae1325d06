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

/** The phases and steps of one VM: the rows of its {@link Itinerary} that its traits leave. */
public record VmItinerary(Itinerary itinerary, Set<VmTrait> traits) {

    private static final Map<String, String> MEGABYTES = Map.of("unit", "MB");

    public static VmItinerary of(VmOptions options) {
        return new VmItinerary(Itinerary.of(options), VmTrait.of(options));
    }

    public boolean is(VmTrait trait) {
        return traits.contains(trait);
    }

    public boolean warm() {
        return itinerary == Itinerary.WARM;
    }

    /** First to last. */
    public List<Phase> phases() {
        return itinerary.rows(traits).stream().map(Itinerary.Row::phase).toList();
    }

    public Phase next(Phase phase) {
        List<Itinerary.Row> rows = itinerary.rows(traits);
        int at = phases().indexOf(phase);
        if (at < 0 || at + 1 >= rows.size()) {
            return Phase.Completed;
        }
        Phase loop = rows.get(at).next();
        return loop == null ? rows.get(at + 1).phase() : loop;
    }

    /** The step that shows a phase; null for the end. */
    public Step step(Phase phase) {
        return itinerary.rows(traits).stream()
                .filter(row -> row.phase() == phase)
                .map(Itinerary.Row::step)
                .findFirst()
                .orElse(null);
    }

    /** The steps before anything has happened. */
    public List<PipelineStep> pipeline(List<MigratedDisk> disks) {
        return itinerary.rows(traits).stream()
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
                // the product gives the cutover no phase before it begins
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
