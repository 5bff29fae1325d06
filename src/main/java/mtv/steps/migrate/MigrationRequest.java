package mtv.steps.migrate;

import mtv.provider.Source.PreparedVm;
import mtv.scenario.Scenario;
import mtv.settings.RunSettings;

import java.util.List;

/**
 * What a chain is to migrate.
 *
 * @param name part of the names of all objects of the chain, which tells them from those of other chains of the run
 * @param vms as they were prepared on the source
 */
public record MigrationRequest(String name, Scenario scenario, RunSettings settings, List<PreparedVm> vms) {

    /** The VMs that are to be migrated to the end. */
    public List<PreparedVm> kept() {
        return vms.stream().filter(vm -> !vm.wanted().canceled()).toList();
    }

    public List<PreparedVm> canceled() {
        return vms.stream().filter(vm -> vm.wanted().canceled()).toList();
    }

    /** The condition with which its Migration is to end. */
    String end() {
        return scenario.expect().isPresent() ? "Failed" : kept().isEmpty() ? "Canceled" : "Succeeded";
    }
}
