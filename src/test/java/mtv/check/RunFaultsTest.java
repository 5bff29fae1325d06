package mtv.check;

import mtv.check.compare.RunFacts;
import mtv.model.VmError;
import mtv.model.VmStatus;
import mtv.vm.Fact;
import mtv.vm.FoundObject;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static mtv.check.SampleRun.at;
import static mtv.check.SampleRun.condition;
import static mtv.check.SampleRun.ended;
import static mtv.check.SampleRun.found;
import static mtv.check.SampleRun.log;
import static mtv.check.SampleRun.machine;
import static mtv.check.SampleRun.plan;
import static mtv.check.SampleRun.status;
import static mtv.check.SampleRun.steps;
import static mtv.check.SampleRun.transfer;
import static mtv.check.SampleRun.waiting;
import static mtv.check.SampleRun.warm;

/** Each thing that is wrong with a run is found by one check, which says what it found. */
public class RunFaultsTest {

    @DataProvider
    public Object[][] plans() {
        return FaultCase.rows(
                new FaultCase<>(
                        warm().withFound(List.of(machine(), found("DataVolume", "other", "d", Map.of(), ""))),
                        "elsewhere",
                        "objects in other namespaces",
                        "[]",
                        "[DataVolume other/d]"),
                new FaultCase<>(
                        warm().withVmsInNamespace(
                                        List.of(machine(), found(FoundObject.VM, "target", "x", Map.of(), ""))),
                        "unexplained",
                        "VMs that no Plan explains",
                        "[]",
                        "[VirtualMachine target/x]"),
                new FaultCase<>(
                        warm().withVmsInNamespace(List.of(
                                found(FoundObject.VM, "target", "x", Map.of("plan", "plan-uid", "vmID", "vm-9"), ""))),
                        "unexplained",
                        "VMs that no Plan explains",
                        "[]",
                        "[VirtualMachine target/x]"),
                new FaultCase<>(
                        warm().withPlan(plan("other-uid", "Succeeded")),
                        "own-success",
                        "last run of the Plan",
                        "migration-uid",
                        "other-uid"),
                new FaultCase<>(
                        warm().withPlan(plan("migration-uid", "Failed")),
                        "own-success",
                        "outcome of the last run",
                        "Succeeded",
                        "not Succeeded"),
                new FaultCase<>(
                        warm().withFound(List.of(machine(), found("Secret", "target", "s", Map.of(), ""))),
                        "leftovers",
                        "leftovers",
                        "[]",
                        "[Secret target/s]"),
                new FaultCase<>(
                        warm().withFound(List.of(
                                machine(), found("Secret", "target", "s", Map.of("vmID", "of-nobody"), ""))),
                        "leftovers",
                        "leftovers",
                        "[]",
                        "[Secret target/s]"),
                new FaultCase<>(
                        warm().withFound(List.of(machine(), pod("consumer", "Succeeded"))),
                        "leftovers",
                        "leftovers",
                        "[]",
                        "[Pod target/p in phase Succeeded]"),
                new FaultCase<>(
                        warm().withFound(List.of(machine(), pod("virt-v2v", "Running"))),
                        "leftovers",
                        "leftovers",
                        "[]",
                        "[Pod target/p in phase Running]"),
                new FaultCase<>(
                        warm().withFound(List.of(
                                machine(), found(FoundObject.CONVERSION, "mtv", "deep", Map.of(), "Succeeded"))),
                        "leftovers",
                        "leftovers",
                        "[]",
                        "[Conversion mtv/deep in phase Succeeded]"),
                new FaultCase<>(
                        warm().withFound(List.of(
                                machine(),
                                found(
                                        FoundObject.CONVERSION,
                                        "mtv",
                                        "c",
                                        Map.of("forklift.app", "virt-v2v"),
                                        "Failed"))),
                        "leftovers",
                        "leftovers",
                        "[]",
                        "[Conversion mtv/c in phase Failed]"),
                new FaultCase<>(
                        warm().withArchived(Optional.of(List.of())),
                        "archive",
                        "VMs after archiving",
                        "[VirtualMachine target/web]",
                        "[]"),
                new FaultCase<>(
                        warm().withArchived(Optional.of(List.of(machine(), pod("virt-v2v", "Succeeded")))),
                        "archive",
                        "pods after archiving",
                        "[]",
                        "[Pod target/p]"));
    }

    @DataProvider
    public Object[][] vms() {
        return FaultCase.rows(
                new FaultCase<>(
                        ended(vm -> vm.withConditions(List.of())),
                        "steps-completed",
                        "outcome",
                        "Succeeded",
                        "phase Completed"),
                new FaultCase<>(
                        ended(vm -> vm.withPipeline(steps(transfer(100, "Running")))),
                        "steps-completed",
                        "step DiskTransfer",
                        "Completed",
                        "Running"),
                new FaultCase<>(
                        ended(vm -> vm.withPipeline(steps(
                                transfer(100, "Completed").withError(new VmError("CopyDisks", List.of("lost")))))),
                        "steps-completed",
                        "step DiskTransfer",
                        "Completed",
                        "error [lost]"),
                new FaultCase<>(
                        ended(vm -> vm.withPipeline(steps(transfer(99, "Completed")))),
                        "steps-progress",
                        "last progress of step DiskTransfer",
                        "100",
                        "99"),
                new FaultCase<>(
                        ended(vm -> vm.withPipeline(steps(transfer(100, "Completed")
                                .withTasks(List.of(
                                        transfer(40, "Completed").tasks().get(0)))))),
                        "steps-progress",
                        "last progress of the tasks of step DiskTransfer",
                        "together all of 100",
                        "[40 of 100]"),
                new FaultCase<>(
                        warm().withLog(log(progress(120))),
                        "steps-progress",
                        "progress of step DiskTransfer",
                        "rising to 100",
                        "[120]"),
                new FaultCase<>(
                        warm().withLog(log(waiting(1, at(7)), waiting(2, at(11)))),
                        "precopy-interval",
                        "pause after copy 2",
                        "PT2M",
                        "PT3M"),
                new FaultCase<>(
                        warm().withWarm(warm().warm().map(w -> new RunFacts.Warm(at(10), w.interval(), w.lateness()))),
                        "cutover",
                        "cutover",
                        at(10) + " to " + at(11),
                        at(9).toString()),
                new FaultCase<>(
                        warm().withWarm(warm().warm()
                                .map(w -> new RunFacts.Warm(
                                        at(6), w.interval(), w.lateness().minusSeconds(1)))),
                        "cutover",
                        "cutover",
                        at(6) + " to " + at(9).minusSeconds(1),
                        at(9).toString()),
                new FaultCase<>(
                        ended(vm -> vm.withCompleted(null)),
                        "durations",
                        "duration",
                        "an end after its start",
                        at(0) + " to no end"),
                new FaultCase<>(
                        ended(vm -> vm.withCompleted(at(-1))),
                        "durations",
                        "duration",
                        "an end after its start",
                        at(0) + " to " + at(-1)));
    }

    @DataProvider
    public Object[][] conditions() {
        return FaultCase.rows(
                new FaultCase<>(
                        warm().withConditions(Map.of("Plan plan", List.of(condition("HostNotReady", "Warn")))),
                        "conditions",
                        "condition HostNotReady",
                        "none of category Warn",
                        "HostNotReady"),
                new FaultCase<>(
                        warm().withConditions(Map.of("Plan plan", List.of(condition("VMNotFound", "Critical")))),
                        "conditions",
                        "condition VMNotFound",
                        "none of category Critical",
                        "VMNotFound"));
    }

    @DataProvider
    public Object[][] providers() {
        return FaultCase.rows(
                new FaultCase<>(
                        warm().withTls(List.of(
                                new RunFacts.Tls("source", true, "false", Fact.unknown("it does not tell")))),
                        "provider-tls",
                        "insecureSkipVerify",
                        "true",
                        "false"),
                new FaultCase<>(
                        warm().withTls(List.of(new RunFacts.Tls("source", false, "false", Fact.of(true, "condition")))),
                        "provider-tls",
                        "certificates ignored",
                        "false",
                        "true"));
    }

    @Test
    public void anObjectOnAnotherClusterIsNamed() {
        new FaultCase<>(
                        warm().withFound(List.of(machine(), stray())),
                        "bystanders",
                        "cluster",
                        "the remote https://remote.example.test:6443",
                        "VirtualMachine target/web on the hub https://hub")
                .isTheOnlyDifference(
                        CheckRunner.differences(warm().withFound(List.of(machine(), stray()))), "VirtualMachine web");
    }

    @Test(dataProvider = "plans")
    public void oneFaultOfPlansIsOneDifference(FaultCase<RunFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "Plan plan");
    }

    @Test(dataProvider = "vms")
    public void oneFaultOfVmsIsOneDifference(FaultCase<RunFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "web");
    }

    @Test(dataProvider = "conditions")
    public void oneFaultOfConditionsIsOneDifference(FaultCase<RunFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "Plan plan");
    }

    @Test(dataProvider = "providers")
    public void oneFaultOfProvidersIsOneDifference(FaultCase<RunFacts> fault) {
        fault.isTheOnlyDifference(CheckRunner.differences(fault.facts()), "Provider source");
    }

    private static VmStatus progress(long completed) {
        return status().withPipeline(steps(transfer(completed, "Running")));
    }

    private static FoundObject pod(String app, String phase) {
        return found(FoundObject.POD, "target", "p", Map.of("forklift.app", app), phase);
    }

    private static FoundObject stray() {
        return new FoundObject(
                "the hub https://hub", FoundObject.VM, "target", "web", Map.of(), "", SampleVm.told(at(11)));
    }
}
