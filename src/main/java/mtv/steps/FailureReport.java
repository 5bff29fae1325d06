package mtv.steps;

import mtv.model.Condition;
import mtv.model.Migration;
import mtv.model.PipelineStep;
import mtv.model.VmError;
import mtv.model.VmStatus;

import java.util.ArrayList;
import java.util.List;

/** Says where each VM of a migration stands: step, phase and MTV's reasons. */
final class FailureReport {

    private FailureReport() {}

    static String of(String end, Migration migration) {
        String own = migration.conditions().stream()
                .filter(c -> c.isTrue() && (c.blocks() || c.type().equals(end)))
                .map(Condition::describe)
                .toList()
                .toString();
        List<VmStatus> vms =
                migration.getStatus() == null ? null : migration.getStatus().vms();
        return "Migration " + migration.getMetadata().getName() + " " + end + " " + own + vms(vms);
    }

    /** One line per VM; empty for none. */
    static String vms(List<VmStatus> vms) {
        StringBuilder text = new StringBuilder();
        if (vms != null) {
            vms.forEach(vm -> text.append(System.lineSeparator()).append("  ").append(describe(vm)));
        }
        return text.toString();
    }

    private static String describe(VmStatus vm) {
        List<String> parts = new ArrayList<>();
        parts.add("VM " + vm.name() + ": phase " + vm.phase());
        List<PipelineStep> steps = vm.pipeline() == null ? List.of() : vm.pipeline();
        steps.stream()
                .filter(step -> step.error() != null || "Running".equals(step.phase()))
                .forEach(step -> parts.add("step " + step.name() + reasons(step.error())));
        if (vm.error() != null) {
            parts.add("failed in phase " + vm.error().phase() + reasons(vm.error()));
        }
        return String.join(", ", parts);
    }

    private static String reasons(VmError error) {
        return error == null ? "" : " because " + String.join("; ", error.reasons());
    }
}
