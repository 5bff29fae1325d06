package mtv.doctor;

import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.provider.Source;
import mtv.scenario.Power;
import mtv.scenario.Scenario;
import mtv.scenario.ScenarioVm;
import mtv.vm.SourceVm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The source VMs that migrate as they are, in MTV's inventory and in Plans of others: they belong to somebody, so the
 * run changes nothing of them. Without a Provider of the source there is no inventory yet, and they are looked at once
 * the run has made one.
 */
final class MachineExamination implements Examination {

    @Override
    public List<HealthFinding> examine(ExaminedRun run) throws IOException {
        if (run.vms().allMatch(ScenarioVm::madeByRun)) {
            return List.of();
        }
        Optional<List<SourceVm>> shown = run.shown();
        if (shown.isEmpty()) {
            return List.of(HealthFinding.good(
                    Area.MACHINES, "MTV has no Provider of the source yet, so no VM of it can be looked at"));
        }
        OtherPlans others = OtherPlans.of(run);
        List<HealthFinding> findings = new ArrayList<>();
        for (Scenario scenario : run.planned().scenarios()) {
            scenario.vms().stream()
                    .filter(vm -> !vm.madeByRun())
                    .forEach(vm -> findings.addAll(examine(scenario, vm, Source.meant(shown.get(), vm), others)));
        }
        if (findings.isEmpty()) {
            findings.add(HealthFinding.good(Area.MACHINES, "the VMs are there, and as their scenarios want them"));
        }
        return findings;
    }

    private static List<HealthFinding> examine(
            Scenario scenario, ScenarioVm wanted, List<SourceVm> found, OtherPlans others) {
        String name = "VM " + wanted.words() + " of scenario " + scenario.name();
        if (found.size() != 1) {
            return List.of(HealthFinding.error(
                    Area.MACHINES,
                    found.isEmpty()
                            ? name + " is not in MTV's inventory, or is a template"
                            : name + " is one of " + found.size() + " of that name in MTV's inventory",
                    found.isEmpty() ? "correct the scenario" : "say which by \"id\" or \"path\" beside its name"));
        }
        SourceVm vm = found.get(0);
        List<HealthFinding> findings = new ArrayList<>();
        wanted.sourceVmPower()
                .filter(power -> power == Power.ON ? !vm.poweredOn() : !vm.poweredOff())
                .ifPresent(power -> findings.add(HealthFinding.error(
                        Area.MACHINES,
                        name + " is to be powered " + power.name().toLowerCase(Locale.ROOT) + ", and is "
                                + vm.powerWords(),
                        "power it so, or migrate a copy with \"clone\": true")));
        List<String> untracked = vm.untracked().value().orElse(List.of());
        if (scenario.warm() && !untracked.isEmpty()) {
            findings.add(HealthFinding.error(
                    Area.MACHINES,
                    name + " is to migrate warm, and Changed Block Tracking is off for " + String.join(", ", untracked),
                    "switch it on in vSphere and restart the VM, or migrate a copy with \"clone\": true"));
        }
        if (vm.poweredOn()
                && "guestToolsNotRunning"
                        .equals(vm.tree().path("toolsRunningStatus").asText())) {
            findings.add(HealthFinding.error(
                    Area.MACHINES,
                    name + " is on, and VMware Tools do not run in it, so MTV refuses it",
                    "start or install them, or power the VM off"));
        }
        others.findings(name, vm).forEach(findings::add);
        vm.problems()
                .forEach(problem -> findings.add(HealthFinding.error(
                        Area.MACHINES, "MTV cannot migrate " + name + ": " + problem, "correct it on the source")));
        return findings;
    }
}
