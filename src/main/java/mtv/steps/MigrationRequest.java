package mtv.steps;

import mtv.provider.Source.PreparedVm;
import mtv.scenario.Scenario;
import mtv.settings.RunSettings;

import java.util.List;

/** @param name tells the scenario's objects from those of the run's other scenarios */
record MigrationRequest(String name, Scenario scenario, RunSettings settings, List<PreparedVm> vms) {

    /** The VMs that are to be migrated to the end. */
    List<PreparedVm> kept() {
        return vms.stream().filter(vm -> !vm.wanted().canceled()).toList();
    }

    List<PreparedVm> canceled() {
        return vms.stream().filter(vm -> vm.wanted().canceled()).toList();
    }
}
