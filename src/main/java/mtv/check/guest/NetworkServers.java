package mtv.check.guest;

import mtv.check.compare.CanonicalForm;
import mtv.check.compare.Check.Rule;
import mtv.check.compare.Findings;
import mtv.check.compare.ReportedValue;
import mtv.check.compare.VmFacts;
import mtv.vm.DestinationVm.Visit;
import mtv.vm.Fact;
import mtv.vm.SourceVm;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Compares gateways or name servers that the guest set up itself before with those that its shell tells now.
 *
 * @param before those of the source, all of which must be told
 * @param commands for the shell
 * @param value finds each server in the answers, as its first group
 */
record NetworkServers(
        String property, Function<SourceVm, Fact<Set<String>>> before, List<String> commands, Pattern value)
        implements Rule<VmFacts> {

    @Override
    public void compare(VmFacts vm, Findings findings) {
        Fact<Set<String>> source = before.apply(vm.source());
        Set<String> known = CanonicalForm.addresses(source.value().orElse(Set.of()));
        Optional<Visit> visit = vm.actual().login();
        if (known.isEmpty() || StaticAddresses.kept(vm).isEmpty()) {
            findings.notComparable(property, "none is known, or no static address is to stay");
        } else if (visit.isEmpty() || vm.source().isWindows()) {
            findings.notComparable(
                    property, vm.source().isWindows() ? "only Linux guests are asked" : "nobody logged in");
        } else {
            List<String> answers = commands.stream()
                    .map(command -> visit.get().answers().get(command))
                    .filter(Objects::nonNull)
                    .toList();
            compare(ReportedValue.of(known, source.origin()), known, answers, findings);
        }
    }

    private void compare(ReportedValue expected, Set<String> known, List<String> answers, Findings findings) {
        Set<String> told = CanonicalForm.addresses(answers.stream()
                .flatMap(answer -> value.matcher(answer).results())
                .map(found -> found.group(1))
                .toList());
        if (!told.isEmpty() && told.stream().allMatch(CanonicalForm::isLoopback)) {
            findings.notComparable(property, "the guest asks a service of its own, " + told + ", which asks others");
        } else {
            findings.record(
                    told.containsAll(known),
                    property,
                    expected,
                    ReportedValue.of(answers.isEmpty() ? "no answer" : told, String.join(", ", commands)));
        }
    }
}
