package mtv.sandbox.forklift.run;

import mtv.model.PipelineStep;
import mtv.model.PipelineStepBuilder;
import mtv.model.PipelineTask;
import mtv.model.PipelineTaskBuilder;
import mtv.model.Progress;
import mtv.sandbox.forklift.build.DiskOnTheWay;
import mtv.sandbox.forklift.build.Disks;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The phases and steps of one VM: the rows of its {@link Itinerary} that its traits leave. */
public record Route(Itinerary itinerary, Set<ItineraryPredicate> traits) {

    private static final Map<String, String> MEGABYTES = Map.of("unit", "MB");

    public static Route of(VmOptions question) {
        return new Route(question.itinerary(), ItineraryPredicate.of(question));
    }

    boolean is(ItineraryPredicate trait) {
        return traits.contains(trait);
    }

    boolean warm() {
        return itinerary == Itinerary.WARM;
    }

    /** First to last. */
    List<Phase> phases() {
        return itinerary.stops(traits).stream().map(Itinerary.Stop::phase).toList();
    }

    Phase next(Phase phase) {
        List<Itinerary.Stop> stops = itinerary.stops(traits);
        int at = phases().indexOf(phase);
        if (at < 0 || at + 1 >= stops.size()) {
            return Phase.Completed;
        }
        Phase loop = stops.get(at).next();
        return loop == null ? stops.get(at + 1).phase() : loop;
    }

    /** The step that shows a phase; null for the end. */
    Step step(Phase phase) {
        return itinerary.stops(traits).stream()
                .filter(stop -> stop.phase() == phase)
                .map(Itinerary.Stop::step)
                .findFirst()
                .orElse(null);
    }

    /** The steps before anything has happened. */
    List<PipelineStep> pipeline(List<DiskOnTheWay> disks) {
        return itinerary.stops(traits).stream()
                .flatMap(Itinerary.Stop::steps)
                .distinct()
                .map(step -> pending(step, disks))
                .toList();
    }

    private static PipelineStep pending(Step step, List<DiskOnTheWay> disks) {
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

    private static List<PipelineTask> tasks(List<DiskOnTheWay> disks) {
        return disks.stream()
                .filter(DiskOnTheWay::copied)
                .map(disk -> PipelineTaskBuilder.builder()
                        .name(disk.task())
                        .progress(new Progress(0, Disks.mebibytes(disk.disk().capacity())))
                        .annotations(MEGABYTES)
                        .build())
                .toList();
    }
}
