package mtv.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.MigrationFacts;
import mtv.check.compare.RunFacts;
import mtv.check.compare.RunLog;
import mtv.check.compare.VmFacts;
import mtv.model.PipelineStep;
import mtv.model.PipelineTaskBuilder;
import mtv.model.PlanStatusBuilder;
import mtv.model.Progress;
import mtv.vm.Document;
import mtv.vm.Documents;
import mtv.vm.Fact;
import mtv.vm.FoundObject;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static mtv.check.SampleRun.at;
import static mtv.check.SampleRun.found;
import static mtv.check.SampleRun.log;
import static mtv.check.SampleRun.machine;
import static mtv.check.SampleRun.status;
import static mtv.check.SampleRun.steps;
import static mtv.check.SampleRun.transfer;
import static mtv.check.SampleRun.warm;
import static mtv.check.SampleVm.GIB;
import static mtv.check.SampleVm.told;
import static org.assertj.core.api.Assertions.assertThat;

/** What a run does not tell is said and not passed over, and what MTV records of disks is held against the source. */
public class RunRulesTest {

    private static final long MIB = 1L << 20;

    @DataProvider
    public Object[][] silent() {
        return new Object[][] {
            {
                warm().withFound(List.of()),
                "bystanders",
                "Plan plan: cluster not comparable: nothing of the Plan is on any"
            },
            {
                warm().withFound(List.of()),
                "vm-once",
                "web: migrated VMs not comparable: no VM has the label vmID of this one"
            },
            {
                warm().withFound(List.of()),
                "archive",
                "Plan plan: VMs after archiving not comparable: there was none before"
            },
            {
                warm().withConditions(Map.of("Plan plan", List.of())),
                "conditions",
                "Plan plan: conditions not comparable: it has none"
            },
            {
                warm().withLog(log()),
                "steps-progress",
                "web: progress of step DiskTransfer not comparable: none was seen during the run"
            },
            {
                warm().withLog(log(status().withPhase("CopyingPaused")
                        .withPipeline(steps(transfer(1, "Completed").withProgress(null)))
                        .withWarm(SampleRun.waiting(1, at(7)).warm()))),
                "precopy-complete",
                "web: copied at the end of copy 1 not comparable: step DiskTransfer tells no progress"
            },
            {warm(), "rerun", "Plan plan: earlier run not comparable: no VM had succeeded in one"},
            {
                warm().withEarlier(Map.of("vm-1", status().withStarted(null))),
                "rerun",
                "web: start of the migration not comparable: the run in which it succeeded tells none"
            },
            {warm(), "cancel", "Plan plan: outcome not comparable: the scenario cancels no VM"},
        };
    }

    @Test(dataProvider = "silent")
    public void whatARunDoesNotTellIsSaid(RunFacts run, String check, String said) {
        assertThat(said(CheckRunner.run(run), check)).contains(said);
    }

    @Test
    public void aPlanWithoutHistoryHasNoLastRun() {
        RunFacts run = warm();
        run.plan().setStatus(PlanStatusBuilder.builder().build());
        assertThat(said(CheckRunner.run(run), "own-success"))
                .containsExactly("Plan plan: last run of the Plan expected this Migration (rule of MTV),"
                        + " but was none (history of the Plan)");
    }

    @Test
    public void whatIsLeftOfOthersIsNoLeftover() {
        FoundObject foreign = found("Secret", "elsewhere", "s", Map.of(), "");
        assertThat(said(CheckRunner.run(warm().withFound(List.of(machine(), foreign))), "leftovers"))
                .containsExactly("Plan plan: leftovers is [] (label plan in the target namespace, and Conversions)");
        FoundObject canceled = found("Secret", "target", "s", Map.of("vmID", "vm-1"), "");
        RunFacts run = warm().withFound(List.of(machine(), canceled));
        assertThat(said(CheckRunner.run(run), "leftovers").get(0)).contains("but was [Secret target/s]");
        RunFacts without = run.withCanceled(
                List.of(new RunFacts.Canceled(SampleVm.source(), Optional.empty(), status(), List.of())));
        assertThat(said(CheckRunner.run(without), "leftovers").get(0)).contains("leftovers is []");
        FoundObject bystander = new FoundObject(
                "the hub https://hub", "Secret", "target", "s", Map.of(), "", Fact.unknown("it says none"));
        assertThat(said(CheckRunner.run(warm().withFound(List.of(machine(), bystander))), "leftovers")
                        .get(0))
                .contains("leftovers is []");
    }

    @DataProvider
    public Object[][] sizes() {
        SourceVm odd = SampleVm.source().withDisks(List.of(sized(GIB + 1), sized(2 * GIB)));
        SourceVm unknown = SampleVm.source()
                .withDisks(List.of(sized(GIB).withCapacityBytes(Fact.unknown("capacity is zero")), sized(2 * GIB)));
        return new Object[][] {
            {odd, List.of(1024, 2048), "sizes of the tasks of step DiskTransfer is 1024, 2048 MiB"},
            {odd, List.of(2048, 1024), "sizes of the tasks of step DiskTransfer is 2048, 1024 MiB"},
            {odd, List.of(1025, 2048), "sizes of the tasks of step DiskTransfer is 1025, 2048 MiB"},
            {odd, List.of(1024, 2049), "sizes of the tasks of step DiskTransfer expected 1024, 2048 MiB"},
            {odd, List.of(1026, 2048), "sizes of the tasks of step DiskTransfer expected 1024, 2048 MiB"},
            {odd, List.of(1024, 1024), "sizes of the tasks of step DiskTransfer expected 1024, 2048 MiB"},
            {odd, List.of(1024), "tasks of step DiskTransfer expected 2"},
            {unknown, List.of(7, 2048), "sizes of the tasks of step DiskTransfer is 7, 2048 MiB"},
            {unknown, List.of(7, 8), "sizes of the tasks of step DiskTransfer expected 2048 MiB"},
            {unknown, List.of(7, 8), "sizes of the tasks of step DiskTransfer not comparable: capacity is zero"},
        };
    }

    @Test(dataProvider = "sizes")
    public void aDiskIsCountedInWholeMebibytesCutOrRoundedUp(SourceVm source, List<Integer> mib, String said) {
        PipelineStep step = transfer(1, "Completed")
                .withTasks(mib.stream()
                        .map(size -> PipelineTaskBuilder.builder()
                                .progress(new Progress(size, size))
                                .build())
                        .toList());
        VmFacts vm = SampleVm.vm().withSource(source).withRecorded(status().withPipeline(steps(step)));
        assertThat(said(CheckRunner.vm(vm), "disk-tasks")).anyMatch(words -> words.contains(said), said);
    }

    @Test
    public void theLogKeepsTheLastStateOfEachVm() {
        RunLog log = log(status().withPhase("CopyDisks"), status().withPhase("Completed"), status().withId("vm-2"));
        assertThat(log.latest())
                .extracting(vm -> vm.id() + " " + vm.phase())
                .containsExactlyInAnyOrder("vm-1 Completed", "vm-2 Completed");
    }

    @Test
    public void vmsOfOneNameAreToldApartByTheirIds() {
        VmFacts other = SampleVm.from(s -> s.withId("vm-2"));
        VmFacts third = SampleVm.from(s -> s.withId("vm-3").withName("db"));
        assertThat(CheckRunner.of(List.of(SampleVm.vm(), other, third)).findings())
                .filteredOn(finding -> finding.check().equals("tpm"))
                .extracting(Finding::subject)
                .containsExactly("web (vm-1)", "web (vm-2)", "db");
    }

    @Test
    public void whatNobodyExplainsIsOnlyShownWhereTheSettingsSaySo() {
        Documents odd = new Documents(List.of(new Document(
                "VirtualMachine", "web", JsonNodeFactory.instance.objectNode().put("odd", 1))));
        VmFacts vm = SampleVm.vm()
                .withDocuments(odd)
                .withDestination(SampleVm.having(v -> v.withTpm(told(true))).destination());
        AcceptedDifferences none = new AcceptedDifferences(SourceType.VSPHERE, Map.of("smm", "no need"), List.of());
        Report strict = Checks.compare(new MigrationFacts(List.of(vm), warm()), none);
        Report shown = Checks.compare(new MigrationFacts(List.of(vm), warm()), none.reportingUnexplained());
        assertThat(strict.differences())
                .extracting(Finding::property)
                .contains("TPM", "unexplained VirtualMachine web /odd");
        assertThat(shown.differences())
                .extracting(Finding::property)
                .contains("TPM")
                .doesNotContain("unexplained VirtualMachine web /odd");
        assertThat(shown.of(Verdict.DEVIATES))
                .filteredOn(finding -> finding.property().startsWith("unexplained"))
                .extracting(Finding::note)
                .containsOnly("unexplained = report, so that it is only shown");
        assertThat(shown.of(Verdict.SKIPPED)).extracting(Finding::check).containsExactly("smm");
    }

    @Test
    public void aDeviationOfOneOriginAndValueCoversNoOther() {
        Finding tpm = CheckRunner.differences(SampleVm.having(v -> v.withTpm(told(true))))
                .get(0);
        assertThat(Stream.of("there, true", "there, false", "elsewhere, true", ", ", "the, ")
                        .map(text -> text.split(", ", -1))
                        .map(text -> new KnownDeviation("tpm", "", text[0], text[1], Set.of(), "so it is"))
                        .map(deviation -> deviation.covers(tpm, SourceType.OVA)))
                .containsExactly(true, false, false, true, true);
    }

    @Test
    public void aGapOfOnePropertyAndSourceAllowsNoOther() {
        Finding gap = CheckRunner.vm(SampleVm.from(s -> s.withMemoryBytes(Fact.unknown("none")))).stream()
                .filter(finding -> finding.check().equals("memory"))
                .findFirst()
                .orElseThrow();
        assertThat(Stream.of(
                                allowed("memory", Set.of(SourceType.OVA)),
                                allowed("mem", Set.of()),
                                allowed("CPUs", Set.of()),
                                allowed("memory", Set.of(SourceType.OVIRT)))
                        .map(row -> row.covers(gap, SourceType.OVA)))
                .containsExactly(true, true, false, false);
    }

    @Test
    public void aVmThatWasArchivedKeepsItsOtherFacts() {
        MigrationFacts facts = new MigrationFacts(List.of(SampleVm.vm()), warm().withArchived(Optional.empty()));
        MigrationFacts archived = facts.withArchived(List.of(machine()));
        assertThat(archived.vms()).isEqualTo(facts.vms());
        assertThat(archived.run().archived()).contains(List.of(machine()));
    }

    private static AllowedGap allowed(String property, Set<SourceType> sources) {
        return new AllowedGap("memory", property, sources, ".*", "so it is");
    }

    private static SourceVm.Disk sized(long bytes) {
        return SampleVm.disk("d" + bytes / MIB, "ds-1", bytes);
    }

    private static List<String> said(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .map(Finding::toString)
                .toList();
    }
}
