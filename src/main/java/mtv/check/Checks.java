package mtv.check;

import mtv.check.cancel.CancelChecks;
import mtv.check.compare.Check;
import mtv.check.compare.Finding;
import mtv.check.compare.Findings;
import mtv.check.compare.MigrationFacts;
import mtv.check.compare.RunFacts;
import mtv.check.compare.VmFacts;
import mtv.check.guest.GuestChecks;
import mtv.check.machine.MachineChecks;
import mtv.check.network.NetworkChecks;
import mtv.check.placement.PlacementChecks;
import mtv.check.run.RunChecks;
import mtv.check.storage.StorageChecks;
import mtv.check.warm.WarmChecks;
import mtv.check.whole.WholeChecks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All checks, in the order of a report. */
public final class Checks {

    private static final Check<VmFacts> EXISTENCE = RunChecks.existence();

    private static final List<Check<VmFacts>> PARTS_OF_A_VM = Stream.of(
                    RunChecks.ofVm(),
                    MachineChecks.ofVm(),
                    NetworkChecks.ofVm(),
                    GuestChecks.ofVm(),
                    StorageChecks.ofVm(),
                    PlacementChecks.ofVm())
            .flatMap(List::stream)
            .toList();

    private static final List<Check<RunFacts>> PARTS_OF_THE_RUN = Stream.of(
                    RunChecks.ofRun(), WarmChecks.ofRun(), CancelChecks.ofRun())
            .flatMap(List::stream)
            .toList();

    private static final WholeChecks WHOLE = new WholeChecks(Stream.of(PARTS_OF_A_VM, PARTS_OF_THE_RUN)
            .<Check<?>>flatMap(List::stream)
            .toList());

    /** Checks of a VM that exists on the destination. */
    private static final List<Check<VmFacts>> OF_A_VM =
            Stream.concat(PARTS_OF_A_VM.stream(), WHOLE.ofVm().stream()).toList();

    private static final List<Check<RunFacts>> OF_THE_RUN =
            Stream.concat(PARTS_OF_THE_RUN.stream(), WHOLE.ofRun().stream()).toList();

    private Checks() {}

    public static List<Check<?>> all() {
        return Stream.<List<? extends Check<?>>>of(List.of(EXISTENCE), OF_A_VM, OF_THE_RUN)
                .<Check<?>>flatMap(List::stream)
                .toList();
    }

    /** The ids that a scenario may name. */
    public static Set<String> ids() {
        return all().stream().map(Check::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Compares all VMs and the run with what is expected. A VM that does not exist is one difference. */
    public static Report compare(MigrationFacts facts, AcceptedDifferences accepted) {
        List<Finding> findings = new ArrayList<>();
        List<VmFacts> there =
                facts.vms().stream().filter(vm -> vm.destination().isPresent()).toList();
        add(EXISTENCE, facts.vms(), accepted, findings);
        OF_A_VM.forEach(check -> add(check, there, accepted, findings));
        OF_THE_RUN.forEach(check -> add(check, List.of(facts.run()), accepted, findings));
        return new Report(findings);
    }

    private static <F> void add(Check<F> check, List<F> all, AcceptedDifferences accepted, List<Finding> findings) {
        String because = accepted.skipped().get(check.id());
        if (because != null) {
            findings.add(Findings.skipped(check, OF_THE_RUN.contains(check) ? "the run" : "all VMs", because));
            return;
        }
        for (F facts : all) {
            Findings found = new Findings(check.id(), subject(facts, all));
            check.rule().compare(facts, found);
            found.all().stream().map(accepted::judge).forEach(findings::add);
        }
    }

    /** Sources may have several VMs of one name. */
    private static String subject(Object facts, List<?> all) {
        if (!(facts instanceof VmFacts vm)) {
            return "Plan " + ((RunFacts) facts).plan().getMetadata().getName();
        }
        long ofThatName = all.stream()
                .filter(other ->
                        ((VmFacts) other).source().name().equals(vm.source().name()))
                .count();
        return vm.source().name() + (ofThatName > 1 ? " (" + vm.source().id() + ")" : "");
    }
}
