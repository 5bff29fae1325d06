package mtv.steps.migrate;

import mtv.model.Migration;
import mtv.model.PipelineStep;
import mtv.model.VmStatus;
import mtv.scenario.ExpectedFailure;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges a Migration that has failed, as its scenario wants it: each VM in that step, for that reason. */
final class WantedFailure {

    private WantedFailure() {}

    /** @throws MigrationException when it has failed otherwise, with what each VM has failed of */
    static void require(ExpectedFailure wanted, Migration failed) {
        List<VmStatus> vms = failed.getStatus() == null || failed.getStatus().vms() == null
                ? List.of()
                : failed.getStatus().vms();
        boolean asWanted = !vms.isEmpty() && vms.stream().allMatch(vm -> vm != null && fits(wanted, vm));
        if (!asWanted) {
            throw new MigrationException("Migration " + failed.getMetadata().getName() + " was to fail "
                    + wanted.words() + ", but: " + FailureReport.of("Failed", failed));
        }
    }

    private static boolean fits(ExpectedFailure wanted, VmStatus vm) {
        return vm.steps().stream()
                .filter(step -> step.error() != null)
                .anyMatch(step -> wanted.fits(step.name(), reasons(step)));
    }

    private static String reasons(PipelineStep step) {
        return Optional.ofNullable(step.error().reasons()).stream()
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }
}
