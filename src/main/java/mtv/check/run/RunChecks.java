package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.RunFacts;

import java.util.List;

/** Whether the run did what it was to do, and nothing else. */
public final class RunChecks {

    private RunChecks() {}

    /** The one that needs no migrated VM. */
    public static Check<Comparison> existence() {
        return new VmExists();
    }

    public static List<Check<Comparison>> ofVm() {
        return List.of(
                new VmName(),
                new SourcePower(),
                new UserStop(),
                new PowerState(),
                new StepsListed(),
                new DiskTasks(),
                new HooksRun(),
                new RecordedName(),
                new Snapshots());
    }

    public static List<Check<RunFacts>> ofRun() {
        return List.of(
                new PlanElsewhere(),
                new BystanderClean(),
                new VmOnce(),
                new VmUnexplained(),
                new StepsCompleted(),
                new StepsProgress(),
                new NoBlockers(),
                new OwnSuccess(),
                new RunDurations(),
                new ProviderTls(),
                new Leftovers(),
                new ArchiveKeeps());
    }
}
