package mtv.check.run;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.check.compare.Check.Rule;
import mtv.check.compare.ExpectedVm;
import mtv.check.compare.Findings;
import mtv.check.compare.JsonTable;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.model.HookRef;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the steps of a pipeline with those of a table, which has them by source, mode and destination. */
final class PipelineSteps implements Rule<VmFacts> {

    private static final List<JsonNode> TABLE = JsonTable.of("/mtv/check/pipelines.json");
    private static final Set<String> HOOKS = Set.of("PreHook", "PostHook");

    @Override
    public void compare(VmFacts vm, Findings findings) {
        List<String> actual = vm.recorded().steps().stream()
                .map(step -> String.valueOf(step.name()))
                .toList();
        List<String> expected = steps(vm.expected())
                .filter(step -> !step.endsWith("?") || actual.contains(name(step)))
                .map(PipelineSteps::name)
                .toList();
        findings.equal(
                "steps",
                ReportedValue.of(expected, "pipelines of MTV"),
                ReportedValue.of(actual, "pipeline of the VM in the Migration"));
    }

    private static String name(String step) {
        return step.replace("?", "");
    }

    /** Behind those that MTV's release or the guest's system decides stands a question mark. */
    private static Stream<String> steps(ExpectedVm vm) {
        Set<String> hooks = vm.vm().hooks() == null
                ? Set.of()
                : vm.vm().hooks().stream().map(HookRef::step).collect(Collectors.toSet());
        return TABLE.stream()
                .filter(row -> row.path("source").asText().equals(vm.source().id()))
                .filter(row -> !row.path("warm").asBoolean() || vm.plan().isWarm())
                .filter(row -> !row.path("byConversion").asBoolean() || vm.copiedByConversion())
                .findFirst()
                .stream()
                .flatMap(row -> Stream.of(row.path("steps").asText().split(" ")))
                .filter(step -> !HOOKS.contains(step) || hooks.contains(step))
                .filter(step -> !step.equals("ImageConversion") || vm.converted());
    }
}
