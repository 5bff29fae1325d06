package mtv.steps.migrate;

import mtv.model.Condition;
import mtv.model.Migration;
import mtv.model.VmError;
import mtv.model.VmStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Describes where each VM of a migration stands: step, phase and MTV's reasons. */
final class FailureReport {

    private FailureReport() {}

    static String of(String end, Migration migration) {
        String own = migration.conditions().stream()
                .filter(c -> c.isTrue() && (c.blocks() || end.equals(c.type())))
                .map(Condition::describe)
                .toList()
                .toString();
        List<VmStatus> vms =
                migration.getStatus() == null ? null : migration.getStatus().vms();
        String cutover = migration.getSpec() == null || migration.getSpec().cutover() == null
                ? ""
                : ", cutover wanted at " + migration.getSpec().cutover();
        return "Migration " + migration.getMetadata().getName() + " " + end + " " + own + cutover + vms(vms);
    }

    /** One line per VM. */
    static String vms(List<VmStatus> vms) {
        if (vms == null || vms.isEmpty()) {
            return ", and MTV names no VM of it";
        }
        return vms.stream()
                .filter(Objects::nonNull)
                .map(vm -> System.lineSeparator() + "  " + describe(vm))
                .collect(Collectors.joining());
    }

    private static String describe(VmStatus vm) {
        List<String> parts = new ArrayList<>();
        parts.add("VM " + vm.name() + ": phase " + vm.phase());
        if (vm.conditions() != null) {
            vm.conditions().stream()
                    .filter(c -> c != null && c.isTrue() && Condition.ENDS.contains(c.type()))
                    .forEach(end -> parts.add(end.describe()));
        }
        if (vm.has("Pending")) {
            parts.add("Pending, as MTV has no room for it yet");
        }
        vm.steps().stream()
                .filter(step -> step.error() != null || "Running".equals(step.phase()))
                .forEach(step -> parts.add("step " + step.name() + reasons(step.error())));
        if (vm.warm() != null && vm.warm().precopies() != null && vm.completed() == null) {
            parts.add(vm.warm().precopies().size() + " copies begun, the next one due at "
                    + vm.warm().nextPrecopyAt());
        }
        if (vm.error() != null) {
            parts.add(failure(vm));
        }
        return String.join(", ", parts);
    }

    /** Without reasons that a step has told already. */
    private static String failure(VmStatus vm) {
        boolean told =
                vm.steps().stream().anyMatch(step -> reasons(step.error()).equals(reasons(vm.error())));
        return "failed in phase " + vm.error().phase() + (told ? "" : reasons(vm.error()));
    }

    private static String reasons(VmError error) {
        return error == null || error.reasons() == null
                ? ""
                : " because "
                        + error.reasons().stream()
                                .map(reason -> reason.replaceFirst("[.]$", ""))
                                .collect(Collectors.joining("; "));
    }
}
