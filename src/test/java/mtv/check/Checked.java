package mtv.check;

import mtv.check.compare.Comparison;
import mtv.check.compare.Finding;
import mtv.check.compare.MigrationFacts;
import mtv.check.compare.RunFacts;
import mtv.vm.SourceType;

import java.util.List;
import java.util.Map;

/** What the checks say, as a run would have it, and without any known deviation. */
final class Checked {

    private Checked() {}

    /** Of one VM. */
    static List<Finding> vm(Comparison vm) {
        return of(List.of(vm)).findings().stream()
                .filter(finding -> finding.subject().equals(vm.source().name()))
                .filter(finding -> !SampleRun.isOfTheRun(finding.check()))
                .toList();
    }

    static List<Finding> differences(Comparison vm) {
        return vm(vm).stream()
                .filter(finding -> finding.is(Finding.Verdict.DIFFERENT))
                .toList();
    }

    static List<Finding> differences(RunFacts run) {
        return run(run).stream()
                .filter(finding -> finding.is(Finding.Verdict.DIFFERENT))
                .toList();
    }

    /** Of a run without VMs to compare. */
    static List<Finding> run(RunFacts run) {
        return Checks.compare(
                        new MigrationFacts(List.of(), run),
                        new AcceptedDifferences(SourceType.VSPHERE, Map.of(), List.of()))
                .findings();
    }

    static Report of(List<Comparison> vms) {
        return Checks.compare(
                new MigrationFacts(vms, SampleRun.warm()),
                new AcceptedDifferences(SourceType.VSPHERE, Map.of(), List.of()));
    }
}
