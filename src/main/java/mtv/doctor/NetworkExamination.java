package mtv.doctor;

import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.model.ResourceKind;
import mtv.scenario.Scenario;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Networks that scenarios send NICs to by name: whether the destination has them. Others the run makes. */
final class NetworkExamination implements Examination {

    @Override
    public List<HealthFinding> examine(ExaminedRun run) {
        List<String> named = run.planned().scenarios().stream()
                .map(Scenario::networks)
                .flatMap(List::stream)
                .map(Scenario.NetworkChoice::destination)
                .filter(destination -> destination.contains("/"))
                .distinct()
                .toList();
        Set<String> there = named.isEmpty() ? Set.of() : there(run);
        List<String> missing =
                named.stream().filter(name -> !there.contains(name)).toList();
        return missing.isEmpty()
                ? List.of(HealthFinding.good(Area.NETWORKS, "NICs can go where the scenarios send them"))
                : missing.stream()
                        .map(name -> HealthFinding.error(
                                Area.NETWORKS,
                                "NetworkAttachmentDefinition " + name + " is not on the "
                                        + run.destination().name(),
                                "create it, or name in network_map one of: "
                                        + (there.isEmpty() ? "bridge, pod" : String.join(", ", there))))
                        .toList();
    }

    private static Set<String> there(ExaminedRun run) {
        return ResourceKind.NETWORK_ATTACHMENT_DEFINITION
                .on(run.destination().client())
                .inAnyNamespace()
                .list()
                .getItems()
                .stream()
                .map(each -> each.getMetadata().getNamespace() + "/"
                        + each.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
