package mtv.check;

import mtv.check.compare.Finding;
import mtv.check.compare.MigrationFacts;
import mtv.check.compare.RunFacts;
import mtv.check.compare.VmFacts;
import mtv.vm.SourceType;

import java.util.List;
import java.util.Map;

/** Runs all checks, without any known deviation, and returns what they find. */
final class CheckRunner {

    private CheckRunner() {}

    /** The findings about one VM, without those about the run. */
    static List<Finding> vm(VmFacts vm) {
        return of(List.of(vm)).findings().stream()
                .filter(finding -> finding.subject().equals(vm.source().name()))
                .filter(finding -> !SampleRun.isOfTheRun(finding.check()))
                .toList();
    }

    static List<Finding> differences(VmFacts vm) {
        return vm(vm).stream()
                .filter(finding -> finding.is(Finding.Verdict.DIFFERENT))
                .toList();
    }

    static List<Finding> differences(RunFacts run) {
        return run(run).stream()
                .filter(finding -> finding.is(Finding.Verdict.DIFFERENT))
                .toList();
    }

    /** The findings about a run, which has no VMs to compare. */
    static List<Finding> run(RunFacts run) {
        return Checks.compare(
                        new MigrationFacts(List.of(), run),
                        new AcceptedDifferences(SourceType.VSPHERE, Map.of(), List.of()))
                .findings();
    }

    static Report of(List<VmFacts> vms) {
        return Checks.compare(
                new MigrationFacts(vms, SampleRun.warm()),
                new AcceptedDifferences(SourceType.VSPHERE, Map.of(), List.of()));
    }

    /** What a check says of a VM, each finding in words. */
    static List<String> said(VmFacts vm, String check) {
        return vm(vm).stream()
                .filter(finding -> finding.check().equals(check))
                .map(Finding::toString)
                .toList();
    }
}
