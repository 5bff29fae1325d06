package mtv.steps;

import mtv.model.MigrationStatus;
import mtv.model.VmStatus;
import mtv.model.VmStatusBuilder;
import mtv.provider.Source.PreparedVm;
import mtv.scenario.ScenarioVm;
import mtv.steps.migrate.MigrationOutcome;
import mtv.vm.SourceVm;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One VM of a migration that has ended.
 *
 * @param wanted what the scenario says of it
 * @param source as it was before the migration
 * @param status what MTV says of it
 * @param labels by which MTV marks everything that it makes of the VM
 */
record MigrationVm(ScenarioVm wanted, SourceVm source, VmStatus status, Map<String, String> labels) {

    /** A VM that the Migration does not name has a record with nothing in it. */
    static MigrationVm of(PreparedVm vm, MigrationOutcome run) {
        String id = vm.source().id();
        MigrationOutcome.Earlier earlier = run.earlier().get(id);
        return new MigrationVm(
                vm.wanted(),
                vm.source(),
                status(vm.source(), run),
                Map.of(
                        "plan",
                        run.plan().getMetadata().getUid(),
                        "migration",
                        earlier == null ? run.migration().getMetadata().getUid() : earlier.migrationUid(),
                        "vmID",
                        id));
    }

    private static VmStatus status(SourceVm vm, MigrationOutcome run) {
        return Optional.ofNullable(run.migration().getStatus()).map(MigrationStatus::vms).stream()
                .flatMap(List::stream)
                .filter(status -> status != null && vm.id().equals(status.id()))
                .findFirst()
                .orElse(VmStatusBuilder.builder().id(vm.id()).name(vm.name()).build());
    }

    /** The name under which the migrated VM is looked for first: the one that MTV reports, if it has changed it. */
    String migratedName() {
        String given = status.newName();
        return given == null || given.isEmpty() ? source.name() : given;
    }
}
