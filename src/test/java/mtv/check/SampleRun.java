package mtv.check;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import mtv.check.compare.Finding;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunFactsBuilder;
import mtv.check.compare.RunLog;
import mtv.model.Condition;
import mtv.model.ConditionBuilder;
import mtv.model.MapPair;
import mtv.model.Migration;
import mtv.model.MigrationRecordBuilder;
import mtv.model.MigrationStatusBuilder;
import mtv.model.ObjectRef;
import mtv.model.PipelineStep;
import mtv.model.PipelineStepBuilder;
import mtv.model.PipelineTaskBuilder;
import mtv.model.Plan;
import mtv.model.PlanStatusBuilder;
import mtv.model.Precopy;
import mtv.model.PrecopyBuilder;
import mtv.model.Progress;
import mtv.model.ProviderPair;
import mtv.model.Snapshot;
import mtv.model.SnapshotBuilder;
import mtv.model.VmStatus;
import mtv.model.VmStatusBuilder;
import mtv.model.WarmStatus;
import mtv.vm.Documents;
import mtv.vm.Fact;
import mtv.vm.FoundObject;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A warm run that went well. A test changes one of its facts. Minutes are counted from its start. */
final class SampleRun {

    private static final Instant START = Instant.parse("2031-03-04T10:00:00Z");

    private SampleRun() {}

    static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    static boolean isOfTheRun(String check) {
        return OfTheRun.CHECKS.contains(check);
    }

    /** Read once, and not before the first run is made. */
    private static final class OfTheRun {

        static final Set<String> CHECKS =
                CheckRunner.run(warm()).stream().map(Finding::check).collect(Collectors.toSet());
    }

    static Condition condition(String type, String category) {
        return ConditionBuilder.builder()
                .type(type)
                .status("True")
                .category(category)
                .build();
    }

    /** Copied until minute 5, again from 7 to 8, cut over at 9. */
    static WarmStatus copies() {
        return new WarmStatus(
                2,
                0,
                0,
                at(10),
                List.of(copy("s-1", at(1), at(5)), copy("s-2", at(7), at(8)), copy("s-3", at(9), null)));
    }

    static Precopy copy(String snapshot, Instant start, Instant end) {
        return PrecopyBuilder.builder().snapshot(snapshot).start(start).end(end).build();
    }

    static PipelineStep transfer(long completed, String phase) {
        return PipelineStepBuilder.builder()
                .name("DiskTransfer")
                .phase(phase)
                .progress(new Progress(completed, 100))
                .annotations(Map.of("unit", "MB"))
                .started(at(1))
                .completed(at(8))
                .tasks(List.of(PipelineTaskBuilder.builder()
                        .name("disk")
                        .progress(new Progress(completed, 100))
                        .annotations(Map.of("unit", "MB", "Precopy", "2"))
                        .build()))
                .build();
    }

    static VmStatus status() {
        return VmStatusBuilder.builder()
                .id("vm-1")
                .name("web")
                .phase("Completed")
                .started(at(0))
                .completed(at(12))
                .conditions(List.of(condition("Succeeded", "Advisory")))
                .warm(copies())
                .pipeline(steps(transfer(100, "Completed")))
                .build();
    }

    /** The pipeline with these steps in its middle. */
    static List<PipelineStep> steps(PipelineStep... middle) {
        List<PipelineStep> steps = new ArrayList<>(List.of(done("Initialize", 0, 1)));
        steps.addAll(List.of(middle));
        steps.add(done("VirtualMachineCreation", 11, 12));
        return steps;
    }

    static PipelineStep done(String name, int start, int end) {
        return PipelineStepBuilder.builder()
                .name(name)
                .phase("Completed")
                .progress(new Progress(0, 1))
                .started(at(start))
                .completed(at(end))
                .build();
    }

    static Migration migration(VmStatus status) {
        Migration migration = new Migration();
        migration.setMetadata(
                new ObjectMetaBuilder().withName("run").withUid("migration-uid").build());
        migration.setStatus(MigrationStatusBuilder.builder()
                .started(START)
                .vms(List.of(status))
                .build());
        return migration;
    }

    static Plan plan(String migrationUid, String outcome) {
        Plan plan = new Plan();
        plan.setMetadata(new ObjectMetaBuilder()
                .withNamespace("mtv")
                .withName("plan")
                .withUid("plan-uid")
                .build());
        plan.setSpec(SampleVm.plan()
                .withVms(List.of(SampleVm.planVm()))
                .withProvider(new ProviderPair(new ObjectRef("source", "ns"), new ObjectRef("destination", "ns")))
                .withMap(new MapPair(new ObjectRef("networks", "ns"), new ObjectRef("storages", "ns"))));
        Snapshot run = SnapshotBuilder.builder()
                .provider(new Snapshot.SnapshotPair(ref("source"), ref("destination")))
                .map(new Snapshot.SnapshotMaps(ref("networks"), ref("storages")))
                .migration(new Snapshot.SnapshotRef("ns", "run", migrationUid, 1L))
                .conditions(List.of(condition(outcome, "Advisory")))
                .build();
        plan.setStatus(PlanStatusBuilder.builder()
                .migration(
                        MigrationRecordBuilder.builder().history(List.of(run)).build())
                .build());
        return plan;
    }

    static Snapshot.SnapshotRef ref(String name) {
        return new Snapshot.SnapshotRef("ns", name, name + "-uid", 1L);
    }

    /** The states that a watch sees one after the other. */
    static RunLog log(VmStatus... states) {
        RunLog log = new RunLog();
        for (VmStatus state : states) {
            log.saw(migration(state));
        }
        return log;
    }

    /** While it waits for its next copy, which MTV has planned for this time. */
    static VmStatus waiting(int copies, Instant next) {
        return status().withWarm(
                        new WarmStatus(copies, 0, 0, next, copies().precopies().subList(0, copies)));
    }

    static FoundObject found(String kind, String namespace, String name, Map<String, String> labels, String state) {
        return new FoundObject("", kind, namespace, name, labels, state, Fact.of(at(11), "metadata.creationTimestamp"));
    }

    static FoundObject machine() {
        return found(FoundObject.VM, "target", "web", SampleVm.MARKS, "");
    }

    static RunFacts warm() {
        return RunFactsBuilder.builder()
                .destination("the remote https://remote.example.test:6443")
                .plan(plan("migration-uid", "Succeeded"))
                .migration(migration(status()))
                .log(log(waiting(1, at(7)), waiting(2, at(10)), status()))
                .conditions(Map.of("Plan plan", List.of(condition("Ready", "Required"))))
                .gone(List.of())
                .warm(Optional.of(new RunFacts.Warm(at(9), Duration.ofMinutes(2), Duration.ofMinutes(1))))
                .found(List.of(
                        machine(),
                        found(FoundObject.POD, "target", "v2v", Map.of("forklift.app", "virt-v2v"), "Succeeded"),
                        found(FoundObject.CONVERSION, "mtv", "c", Map.of("forklift.app", "virt-v2v"), "Running")))
                .vmsInNamespace(List.of(machine()))
                .tls(List.of(new RunFacts.Tls("source", true, "true", Fact.of(true, "condition ConnectionInsecure"))))
                .canceled(List.of())
                .earlier(Map.of())
                .documents(Documents.NONE)
                .archived(Optional.of(List.of(machine())))
                .build();
    }

    static RunFacts ended(UnaryOperator<VmStatus> change) {
        return warm().withMigration(migration(change.apply(status())));
    }
}
